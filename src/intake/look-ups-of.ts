import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import type { LookUp, SourceName } from "../list/paper-record.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/** What the sources said to these questions in this look. */
export function lookUpsOf({ lookUps = [] }: IssueSnapshot, queries: readonly PaperQuery[]): readonly LookUp[] {
  const keys = new Set(queries.map(queryKey));
  return lookUps.filter((lookUp) => keys.has(queryKey(lookUp.query))).map(settle);
}

/** What will be refused next time too is no reason to wait: as far as we can know, nothing is there. */
function settle(lookUp: LookUp): LookUp {
  const passes = lookUp.failures.some(({ why }) => why !== "refused" && why !== "too-large");
  return lookUp.outcome === "unavailable" && !passes ? { ...lookUp, outcome: "not-found" } : lookUp;
}

/** Sources that are to be asked again, because nobody else knew. */
export function sourcesToWaitFor(lookUps: readonly LookUp[]): readonly SourceName[] {
  const failures = lookUps.flatMap((lookUp) => (lookUp.outcome === "unavailable" ? lookUp.failures : []));
  return [...new Set(failures.map(({ source }) => source))];
}
