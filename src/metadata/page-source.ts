import type { PaperQuery } from "../list/paper-query.ts";
import { parseCitationTags } from "./citation-tags.ts";
import { createFetchPage, type FetchPageOptions } from "./fetch-page.ts";
import type { Source, SourceAnswer } from "./source.ts";

/**
 * The page of a paper itself, of any publisher, read by the citation meta tags in its head. Whose address a stranger names is fetched
 * by a way of its own, so the `http` that services are asked with is not used.
 */
export function createPageSource(options: FetchPageOptions): Source {
  const fetchPage = createFetchPage(options);

  async function readPage(query: PaperQuery): Promise<SourceAnswer> {
    if (!knows(query)) return { kind: "not-found" };
    const answer = await fetchPage(query.url);
    if (answer.kind !== "body") return answer;
    const record = parseCitationTags(answer.text, answer.url);
    return record === undefined ? { kind: "not-found" } : { kind: "found", record };
  }

  return { name: "page", batch: 1, knows, ask: (queries) => Promise.all(queries.map(readPage)) };
}

/** Semantic Scholar has an API, and pages that show nothing to programs. */
function knows(query: PaperQuery): query is PaperQuery & { readonly kind: "page" } {
  return query.kind === "page" && !/^https?:\/\/(?:[a-z0-9-]+\.)*semanticscholar\.org\.?(?:[:/?#]|$)/i.test(query.url);
}
