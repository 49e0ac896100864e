import { applyChanges } from "../../list/apply-changes.ts";
import type { FoundFacts } from "../../list/found-facts.ts";
import type { ListChange } from "../../list/list-change.ts";
import type { List } from "../../list/list.ts";
import { queryKey, type PaperQuery } from "../../list/paper-query.ts";
import type { LookUp, SourceFailure } from "../../list/paper-record.ts";
import type { Paper } from "../../list/paper.ts";
import type { Problem } from "../../list/problem.ts";
import type { CategorySuggestion } from "../../list/suggest-categories.ts";
import type { SuggestedPaper } from "../../intake/suggestion.ts";
import { deriveGivenPaper, type GivenPaper } from "./derive-given-paper.ts";
import { draftProblems } from "./draft-problems.ts";

/** One paper of the command line: what it becomes, or everything that stands in its way. */
export interface DraftedPaper {
  /** As it was given: `arXiv:2506.20966v2`. */
  readonly given: string;
  /** As it stands in the list now; undefined where it was refused. */
  readonly paper: Paper | undefined;
  readonly problems: readonly Problem[];
  /** Where it may belong, the likeliest first; only while that is a question. */
  readonly categories: readonly CategorySuggestion[];
  readonly found: FoundFacts | undefined;
  /** Of the sources that may know it, and did not answer. */
  readonly failures: readonly SourceFailure[];
  /** Refused for nothing but that. */
  readonly isPending: boolean;
}

/** What is said of all the papers of one command line. */
export type Batch = Omit<GivenPaper, "given" | "list" | "lookUps">;

/** What is to be looked up: all but papers that what was given shows to be in the list. */
export function findQueries(list: List, given: readonly string[], batch: Batch): readonly PaperQuery[] {
  const papers = given.map((name) => deriveGivenPaper({ ...batch, list, given: name, lookUps: [] }));
  const unknown = papers.filter(
    ({ state }) => state.kind !== "duplicate" && !(state.kind === "ready" && state.change.kind === "edit"),
  );
  return [...new Map(unknown.flatMap(({ queries }) => queries.map((query) => [queryKey(query), query]))).values()];
}

/** Each paper by itself, seen against the list with those before it. `list` is the list with all that were not refused. */
export function draftPapers(
  start: List,
  given: readonly string[],
  batch: Batch & { readonly lookUps: readonly LookUp[] },
): { readonly list: List; readonly papers: readonly DraftedPaper[] } {
  let list = start;
  const papers = given.map((name) => {
    const derived = deriveGivenPaper({ ...batch, list, given: name });
    const { state } = derived;
    const change = state.kind === "ready" ? withoutAuthor(state.change) : undefined;
    if (change !== undefined) ({ list } = applyChanges(list, [change]));
    const id = change?.kind === "add" ? change.paper.id : change?.id;
    const failures = failuresOf(derived, batch.lookUps);
    return {
      given: name,
      paper: id === undefined ? undefined : list.papers.find((paper) => paper.id === id),
      problems: draftProblems(derived, failures),
      categories: state.kind === "incomplete" ? (state.categories ?? []) : [],
      found: derived.found,
      failures,
      isPending: state.kind === "pending-metadata",
    };
  });
  return { list, papers };
}

function withoutAuthor(change: ListChange): ListChange {
  if (change.kind !== "add") return change;
  const { addedBy: _, ...paper } = change.paper;
  return { kind: "add", paper };
}

function failuresOf({ queries, waitingFor }: SuggestedPaper, lookUps: readonly LookUp[]): readonly SourceFailure[] {
  const keys = new Set(queries.map(queryKey));
  const failures = lookUps.flatMap((lookUp) =>
    lookUp.outcome === "unavailable" && keys.has(queryKey(lookUp.query)) ? lookUp.failures : [],
  );
  return waitingFor.flatMap((source) => failures.find((failure) => failure.source === source) ?? []);
}
