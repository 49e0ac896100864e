import { printQuery, queryKey, type PaperQuery } from "../../../src/list/paper-query.ts";
import type { LookUp, PaperRecord } from "../../../src/list/paper-record.ts";
import type { LookUpOptions, Metadata } from "../../../src/metadata/metadata.ts";

/** What is known of a paper, the surest source first; papers that a title may mean; or that nobody answers. */
export type Say = readonly Partial<PaperRecord>[] | { readonly candidates: readonly Partial<PaperRecord>[] } | "down";

export interface FakeMetadata extends Metadata {
  readonly asked: readonly { readonly questions: readonly string[]; readonly options: LookUpOptions | undefined }[];
}

/** Sources that know these papers, by address or title, and no others. */
export function fakeMetadata(says: Readonly<Record<string, Say>>): FakeMetadata {
  const asked: FakeMetadata["asked"][number][] = [];
  return {
    asked,
    async lookUp(queries, options) {
      asked.push({ questions: queries.map(printQuery), options });
      const answers = queries.map((query) => answer(query, says[printQuery(query)]));
      for (const lookUp of answers) options?.onAnswer?.(lookUp);
      return Promise.resolve(answers);
    },
    close: () => Promise.resolve(),
  };
}

/** Sources that know every paper, each under a title of its own. */
export const everyPaper: Metadata = {
  lookUp: (queries) =>
    Promise.resolve(queries.map((query) => answer(query, [{ title: `The Paper That Is Called ${queryKey(query)}` }]))),
  close: () => Promise.resolve(),
};

function answer(query: PaperQuery, say: Say | undefined): LookUp {
  const none = { query, records: [], failures: [] };
  if (say === undefined) return { ...none, outcome: "not-found" };
  if (say === "down") {
    const failures = [{ source: "arxiv", why: "throttled", detail: "it asks us to wait 30 seconds" }] as const;
    return { ...none, outcome: "unavailable", failures };
  }
  if ("candidates" in say) return { ...none, outcome: "not-found", candidates: say.candidates.map(recordOf) };
  return { ...none, outcome: "found", records: say.map(recordOf) };
}

function recordOf(record: Partial<PaperRecord>): PaperRecord {
  return { source: "arxiv", url: "https://arxiv.org/abs/2501.00001", title: "A Paper", identifiers: {}, ...record };
}
