import type { SourceName } from "../list/paper-record.ts";

export interface SourcePace {
  /** Milliseconds between the beginnings of two requests. */
  readonly interval: number;
  /** Requests under way at once. */
  readonly connections: number;
}

/** What each service asks of its guests, or a little less. */
export const sourcePaces: Readonly<Record<SourceName, SourcePace>> = {
  // One request in three seconds, one connection: https://info.arxiv.org/help/api/tou.html
  arxiv: { interval: 3_000, connections: 1 },
  // 500 in five minutes without an address, 1,000 with one: https://support.datacite.org/docs/rate-limit
  datacite: { interval: 600, connections: 2 },
  // 50 a second, five at once: https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
  crossref: { interval: 350, connections: 3 },
  // No limit is published. Guests got 20 a minute: https://github.com/openreview/openreview/issues/254
  openreview: { interval: 3_000, connections: 1 },
  // 100 a second, and so much a day: https://developers.openalex.org/api-reference/authentication
  openalex: { interval: 100, connections: 3 },
  // One a second with a key; without, all guests share one limit: https://www.semanticscholar.org/product/api
  "semantic-scholar": { interval: 1_000, connections: 1 },
  // Plain files, no rule.
  acl: { interval: 1_000, connections: 1 },
  // The page source spaces requests for each host itself.
  page: { interval: 20, connections: 8 },
};
