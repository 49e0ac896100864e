import { compareText } from "./compare-text.ts";
import type { Category, List } from "./list.ts";
import { pairSamePapers, papersNotIn } from "./moved-papers.ts";
import { mapSides, type Sides } from "./sides.ts";

/**
 * The same three lists with one id for each paper: that of the side that gave it another; where both gave it one, or both
 * added it, the first of the two by code point, whichever side is ours. An id that another paper has is not taken.
 */
export function alignIds(sides: Sides<List>): Sides<List> {
  const { base, ours, theirs } = mapSides(sides, (list) => list.papers);
  const added = { ours: papersNotIn(ours, base), theirs: papersNotIn(theirs, base) };
  const oursOf = new Map(pairSamePapers(papersNotIn(base, ours), added.ours).map(({ from, to }) => [from, to]));
  const theirsOf = new Map(pairSamePapers(papersNotIn(base, theirs), added.theirs).map(({ from, to }) => [from, to]));
  const moved = [...new Set([...oursOf.keys(), ...theirsOf.keys()])].map((id): Sides<string> => ({
    base: id,
    ours: oursOf.get(id) ?? id,
    theirs: theirsOf.get(id) ?? id,
  }));
  const isMoved = new Set(moved.flatMap((group) => [group.ours, group.theirs]));
  const addedTwice = pairSamePapers(
    papersNotIn(added.ours, theirs).filter(({ id }) => !isMoved.has(id)),
    papersNotIn(added.theirs, ours).filter(({ id }) => !isMoved.has(id)),
  );
  const groups = [...moved, ...addedTwice.map(({ from, to }) => ({ base: undefined, ours: from, theirs: to }))];
  if (groups.length === 0) return sides;

  const taken = mapSides(sides, ({ papers }) => new Set(papers.map((paper) => paper.id)));
  const names = { base: new Map<string, string>(), ours: new Map<string, string>(), theirs: new Map<string, string>() };
  for (const group of groups) {
    const [id = ""] = [group.ours, group.theirs].filter((one) => one !== group.base).toSorted(compareText);
    if (sideNames.some((side) => group[side] !== id && taken[side].has(id))) continue;
    for (const side of sideNames) names[side].set(group[side] ?? id, id);
  }
  return {
    base: rename(sides.base, names.base),
    ours: rename(sides.ours, names.ours),
    theirs: rename(sides.theirs, names.theirs),
  };
}

const sideNames = ["base", "ours", "theirs"] as const;

function rename(list: List, names: ReadonlyMap<string, string>): List {
  const renamed = new Map([...names].filter(([from, to]) => from !== to));
  if (renamed.size === 0) return list;
  const papers = list.papers.map((paper) => {
    const id = renamed.get(paper.id);
    return id === undefined ? paper : { ...paper, id };
  });
  return { ...list, papers, taxonomy: list.taxonomy.map((category) => renameIn(category, renamed)) };
}

function renameIn(category: Category, names: ReadonlyMap<string, string>): Category {
  const { order, categories } = category;
  return {
    ...category,
    ...(order === undefined ? {} : { order: order.map((id) => names.get(id) ?? id) }),
    ...(categories === undefined ? {} : { categories: categories.map((below) => renameIn(below, names)) }),
  };
}
