import type { Candidate } from "./candidate.ts";
import { isLikeEntry } from "./candidate.ts";

/** Of the candidates of one section and form this many must lead to papers, so that all of them are entries. */
const leastShare = 0.4;

/**
 * Which candidates are entries: not each by itself, but those of a section and form together, so that one without a link
 * among its like is one, and a link to a paper in a list of tools is none.
 */
export function chooseEntries(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = Map.groupBy(candidates, ({ entry }) => `${entry.section} ${entry.form} ${entry.columns?.join("|") ?? ""}`);
  const chosen = new Set<Candidate>();
  for (const group of groups.values()) {
    const papers = group.filter(({ evidence }) => evidence.papers > 0 && isLikeEntry(evidence)).length;
    if (papers === 0 || papers < group.length * leastShare) continue;
    for (const one of group) if (one.evidence.words >= 2 && one.evidence.anchors === 0) chosen.add(one);
  }
  return candidates.filter((one) => chosen.has(one));
}
