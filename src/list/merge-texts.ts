import { diffArrays } from "diff";
import { mapSides, type Sides } from "./sides.ts";

/** Lines of the base, and what one side has in their place. */
interface Hunk {
  readonly side: "ours" | "theirs";
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Texts that are farther apart than so many lines are not compared to the end. */
const mostLinesApart = 10_000;
/** A paper is shorter than this but for its digest. */
const mostLinesLookedAt = 100;

/**
 * What git makes of three texts, where there can be no doubt; undefined where it finds a conflict, or may find one.
 *
 * Between a change of the one side and one of the other a line is left alone that each text has once, such as the id of
 * a paper. Algorithms differ in which of several equal lines they take for which (git's merge has another than its diff:
 * https://git-scm.com/docs/merge-strategies#Documentation/merge-strategies.txt-ort), and agree on such a line.
 */
export function mergeTexts(texts: Sides<string>): string | undefined {
  const { base, ours, theirs } = texts;
  if (theirs === base || ours === theirs) return ours;
  if (ours === base) return theirs;
  if (!base.endsWith("\n") || !ours.endsWith("\n") || !theirs.endsWith("\n")) return undefined;
  const lines = mapSides(texts, (text) => text.split("\n"));
  const left = findHunks(lines, "ours");
  const right = findHunks(lines, "theirs");
  if (left === undefined || right === undefined) return undefined;
  const hunks = [...left, ...right].toSorted((a, b) => a.from - b.from || a.to - b.to);
  return areApart(hunks, lines) ? replaceLines(lines.base, hunks).join("\n") : undefined;
}

/** In order; between two of them at least one line is the same. */
function findHunks(lines: Sides<string[]>, side: Hunk["side"]): readonly Hunk[] | undefined {
  const [before, after] = [lines.base, lines[side]];
  // What both begin and end with is most of a list, and dear to compare.
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [less, more] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const parts = diffArrays(less, more, { maxEditLength: mostLinesApart });
  if (parts === undefined) return undefined;
  const hunks: Hunk[] = [];
  let at = start;
  let from: number | undefined;
  let instead: string[] = [];
  for (const { added, removed, value } of parts) {
    if (!added && !removed && from !== undefined) {
      hunks.push({ side, from, to: at, lines: instead });
      from = undefined;
      instead = [];
    }
    if (added || removed) from ??= at;
    if (added) instead.push(...value);
    else at += value.length;
  }
  if (from !== undefined) hunks.push({ side, from, to: at, lines: instead });
  return hunks;
}

function areApart(hunks: readonly Hunk[], lines: Sides<string[]>): boolean {
  const between = hunks.flatMap((hunk, index) => {
    const before = hunks[index - 1];
    if (before === undefined || before.side === hunk.side) return [];
    return [lines.base.slice(before.to, hunk.from).slice(-mostLinesLookedAt)];
  });
  const counts = mapSides(lines, (all) => countLines(all, new Set(between.flat())));
  const isOnce = (line: string): boolean => Object.values(counts).every((count) => count.get(line) === 1);
  return between.every((some) => some.some(isOnce));
}

function countLines(lines: readonly string[], wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) if (wanted.has(line)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function replaceLines(lines: readonly string[], hunks: readonly Hunk[]): readonly string[] {
  let at = 0;
  const parts = hunks.map((hunk) => {
    const kept = lines.slice(at, hunk.from);
    at = hunk.to;
    return [kept, hunk.lines];
  });
  return [...parts.flat(2), ...lines.slice(at)];
}
