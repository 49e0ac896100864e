import type { LRUCache } from "lru-cache";
import { equalData } from "../list/equal-data.ts";
import { findElsewhere, type KnownSuggestion } from "../intake/elsewhere.ts";
import { createBoundedCache } from "./bounded-cache.ts";

/** The suggestions of one repository as far as they were seen: sweeps fill it, looks keep it, a restart begins anew. */
export interface SuggestionMemory {
  /** All of them were listed once. */
  complete: boolean;
  readonly known: LRUCache<number, KnownSuggestion>;
  /** Refusals that were read from our own comment; of the others a listing has told. */
  readonly confirmed: Set<number>;
  /** By issue: those that it gives way to, with one paper or another. */
  readonly giveWay: Map<number, readonly number[]>;
}

/** More open ones than this a list of papers hardly has; of refusals the oldest are forgotten first. */
const mostKnown = 1_000;

export function createSuggestionMemory(): SuggestionMemory {
  const confirmed = new Set<number>();
  const known = createBoundedCache<number, KnownSuggestion>(
    mostKnown,
    (issue, reason) => reason === "set" || confirmed.delete(issue),
  );
  return { complete: false, known, confirmed, giveWay: new Map() };
}

/**
 * Puts down what a look found of this issue, and says which are to be looked at again for it: those that gave way to it,
 * when it changed; those that are of the same paper and have to give way to it now; and itself, where another one that goes
 * before it was looked at in the same moment.
 */
export function rememberSuggestion(
  memory: SuggestionMemory,
  issue: number,
  next: KnownSuggestion | undefined,
  givesWayTo: readonly number[],
): readonly number[] {
  const before = memory.known.get(issue);
  if (givesWayTo.length === 0) memory.giveWay.delete(issue);
  else memory.giveWay.set(issue, givesWayTo);
  if (next?.kind === "refused") memory.confirmed.add(issue);
  if (equalData(before, next)) return [];
  if (next === undefined) memory.known.delete(issue);
  else memory.known.set(issue, next);
  const waiting = [...memory.giveWay].flatMap(([other, to]) => (to.includes(issue) ? [other] : []));
  if (next === undefined) return waiting;
  const all = [...memory.known.values()];
  const followers = all.filter((other) => mustGiveWay(other, [next])).map((other) => other.issue);
  return [...new Set([...waiting, ...followers, ...(mustGiveWay(next, all) ? [issue] : [])])];
}

function mustGiveWay({ issue, kind, papers }: KnownSuggestion, known: readonly KnownSuggestion[]): boolean {
  if (kind !== "open") return false;
  return papers.some(
    ({ proposed = false, ...paper }) =>
      findElsewhere({ complete: true, known }, { issue, proposed }, paper).certain !== undefined,
  );
}
