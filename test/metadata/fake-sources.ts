import { queryKey, type PaperQuery } from "../../src/list/paper-query.ts";
import type { PaperRecord, SourceName } from "../../src/list/paper-record.ts";
import { failed } from "../../src/metadata/failed.ts";
import type { Sources } from "../../src/metadata/inquiry.ts";
import type { SourceAnswer } from "../../src/metadata/source.ts";

/** What a source says to a question: a record, records that may be meant, or that it is out of order. */
export type Say = Partial<PaperRecord> | readonly Partial<PaperRecord>[] | "down";

export interface FakeSources extends Sources {
  /** `arxiv arxiv:2406.09246`, in the order in which they were asked. */
  readonly asked: readonly string[];
}

/** Questions that the real source cannot be asked. */
const cannot: Readonly<Partial<Record<SourceName, readonly string[]>>> = {
  arxiv: ["doi", "openreview", "acl", "page"],
  datacite: ["openreview", "acl", "page", "title"],
  crossref: ["arxiv", "openreview", "acl", "page"],
  openreview: ["arxiv", "doi", "acl", "page", "title"],
  openalex: ["openreview", "acl", "page"],
  "semantic-scholar": ["openreview"],
  acl: ["arxiv", "openreview", "page", "title"],
  page: ["arxiv", "doi", "openreview", "acl", "title"],
};

/** Sources that know what `says` has under `source question`; they know nothing else. */
export function fakeSources(says: Readonly<Record<string, Say>>): FakeSources {
  const asked: string[] = [];
  return {
    asked,
    knows(source, query) {
      if (query.kind === "page" && source === "semantic-scholar") return query.url.includes("semanticscholar");
      if (source === "acl" && kindOf(query) === "doi") return queryKey(query).startsWith("doi:10.18653/v1/");
      return !(cannot[source] ?? []).includes(kindOf(query));
    },
    async ask(source, query): Promise<SourceAnswer> {
      const key = `${source} ${query.kind === "title" ? "title" : queryKey(query)}`;
      asked.push(key);
      await Promise.resolve();
      const say = says[key] ?? (Object.hasOwn(says, source) ? says[source] : undefined);
      if (say === undefined) return { kind: "not-found" };
      if (say === "down") return failed(source, "down", "it is out of order");
      return isList(say)
        ? { kind: "candidates", records: say.map((record) => recordOf(source, record)) }
        : { kind: "found", record: recordOf(source, say) };
    },
  };
}

function isList(say: Exclude<Say, "down">): say is readonly Partial<PaperRecord>[] {
  return Array.isArray(say);
}

function kindOf(query: PaperQuery): string {
  return query.kind === "identifier" ? query.identifier.kind : query.kind;
}

function recordOf(source: SourceName, record: Partial<PaperRecord>): PaperRecord {
  return { source, url: `https://example.org/${source}`, title: "One Paper of Many Names", identifiers: {}, ...record };
}
