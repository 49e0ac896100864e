import { LRUCache } from "lru-cache";
import { equalData } from "../list/equal-data.ts";
import { findElsewhere, isBefore, type KnownSuggestion } from "../intake/elsewhere.ts";

/** The suggestions of one repository as far as they were seen: sweeps fill it, looks keep it, a restart begins anew. */
export interface SuggestionMemory {
  /** All of them were listed once. */
  complete: boolean;
  readonly known: LRUCache<number, KnownSuggestion>;
  /** Refusals that were read from our own comment; of the others a listing has told. */
  readonly confirmed: Set<number>;
  /** By issue: the one that it gives way to. */
  readonly giveWay: Map<number, number>;
}

/** More open ones than this a list of papers hardly has; of refusals the oldest are forgotten first. */
const mostKnown = 1_000;

export function createSuggestionMemory(): SuggestionMemory {
  const confirmed = new Set<number>();
  const known = new LRUCache<number, KnownSuggestion>({
    max: mostKnown,
    dispose: (_, issue, reason) => reason === "set" || confirmed.delete(issue),
  });
  return { complete: false, known, confirmed, giveWay: new Map() };
}

/**
 * Puts down what a look found of this issue, and says which others are to be looked at again for it: those that gave way to
 * it, when it changed, and those that are of the same paper and have to give way to it now.
 */
export function rememberSuggestion(
  memory: SuggestionMemory,
  issue: number,
  next: KnownSuggestion | undefined,
  givesWayTo: number | undefined,
): readonly number[] {
  const before = memory.known.get(issue);
  if (givesWayTo === undefined) memory.giveWay.delete(issue);
  else memory.giveWay.set(issue, givesWayTo);
  if (next?.kind === "refused") memory.confirmed.add(issue);
  if (equalData(before, next)) return [];
  if (next === undefined) memory.known.delete(issue);
  else memory.known.set(issue, next);
  const waiting = [...memory.giveWay].flatMap(([other, to]) => (to === issue ? [other] : []));
  return [...new Set([...waiting, ...followers(memory, next)])];
}

/** Open suggestions of the same papers that this one goes before. */
function followers(memory: SuggestionMemory, known: KnownSuggestion | undefined): readonly number[] {
  if (known === undefined || known.kind === "pull") return [];
  const elsewhere = { complete: true, known: [known] };
  return [...memory.known.values()].flatMap((other) => {
    const own = { issue: other.issue, proposed: other.proposed === true };
    if (other.kind !== "open" || memory.giveWay.has(other.issue) || !isBefore(known, own)) return [];
    return other.papers.some((paper) => findElsewhere(elsewhere, own, paper).certain !== undefined)
      ? [other.issue]
      : [];
  });
}
