import { compareText } from "./compare-text.ts";
import { findDuplicate, indexOf, indexPapers } from "./duplicates.ts";
import type { ReportConflict } from "./merge-conflict.ts";
import { mergeField, mergeItem } from "./merge-field.ts";
import { papersNotIn } from "./moved-papers.ts";
import type { Paper } from "./paper.ts";
import { mapSides, mergeKeys, settle, type Sides } from "./sides.ts";

type Papers = readonly Paper[];
type PapersById = ReadonlyMap<string, Paper>;

/** Merges papers by id, in order of id; each field by field. */
export function mergePapers(sides: Sides<Papers>, report: ReportConflict): Papers {
  const byId = mapSides(sides, (papers) => new Map(papers.map((paper) => [paper.id, paper])));
  const ids = new Set([...byId.base.keys(), ...byId.ours.keys(), ...byId.theirs.keys()]);
  const refused = refuseRepeated(sides, byId, report);
  return [...ids].toSorted(compareText).flatMap((id) => {
    const of = mapSides(byId, (papers) => papers.get(id));
    const merged = refused.has(id) ? of.ours : mergePaper(id, of, report);
    return merged ?? [];
  });
}

function mergePaper(id: string, sides: Sides<Paper | undefined>, report: ReportConflict): Paper | undefined {
  const { base, ours, theirs } = sides;
  if (ours === undefined || theirs === undefined) return mergeItem(sides, { paper: id }, report);
  const settled = settle(sides);
  if (settled !== undefined) return settled.value;
  if (base === undefined && findDuplicate(indexPapers([ours]), theirs) === undefined) {
    report({ paper: id, reason: "id-taken", base, ours, theirs });
    return ours;
  }
  const merged = mergeKeys(sides, (key, of) => mergeField(of, { paper: id, field: key }, report)) as Paper;
  if (hasAddress(merged) || !hasAddress(ours) || !hasAddress(theirs)) return merged;
  // The one side took the links away and the other the identifiers, and a paper must have one of them.
  const links = mapSides(sides, (paper) => paper?.links);
  report({ paper: id, field: "links", reason: "edited-twice", ...links });
  return {
    ...merged,
    ...(ours.links === undefined ? {} : { links: ours.links }),
    ...(ours.identifiers === undefined ? {} : { identifiers: ours.identifiers }),
  };
}

function hasAddress({ identifiers, links }: Paper): boolean {
  return (links ?? []).length > 0 || Object.keys(identifiers ?? {}).length > 0;
}

/** Ids of papers that one side added and that a paper has become, or is anew, on the other side. */
function refuseRepeated(papers: Sides<Papers>, byId: Sides<PapersById>, report: ReportConflict): ReadonlySet<string> {
  const refused = new Set<string>();
  for (const [side, opposite] of [
    ["ours", "theirs"],
    ["theirs", "ours"],
  ] as const) {
    for (const paper of papersNotIn(papersNotIn(papers[side], papers.base), papers[opposite])) {
      const other = findDuplicate(indexOf(papers[opposite]), paper)?.paper.id;
      if (other === undefined) continue;
      // What the one side made of a paper that it knew, be it the same still, is no matter of the merge.
      const known = [byId.base.get(other), byId[side].get(other)].filter((one) => one !== undefined);
      if (findDuplicate(indexPapers(known), paper) !== undefined) continue;
      refused.add(paper.id);
      const values = { base: undefined, ours: undefined, theirs: undefined, [side]: paper };
      report({ paper: paper.id, reason: "same-paper", ...values, other });
    }
  }
  return refused;
}
