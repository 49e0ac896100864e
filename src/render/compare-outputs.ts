import { diffArrays } from "diff";
import { wholeFilePaths } from "./output-paths.ts";
import { findRegions, generatedMark } from "./regions.ts";

/** Lines that were taken away and those that stand there now: 0-based, from the first to before `end`. */
export interface Hunk {
  readonly before: { readonly start: number; readonly end: number };
  readonly after: { readonly start: number; readonly end: number };
}

/** What is generated of an output, then and now, line by line; spaces at the ends of lines do not count. */
export interface ComparedOutputs {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** 1-based line in the whole new text of each of `after`. */
  readonly lineNumbers: readonly number[];
  readonly hunks: readonly Hunk[];
  readonly outside: boolean;
}

/** Why two texts cannot be compared line by line: a mark of a region went or came, or nearly everything differs. */
export type NotCompared = { readonly reason: "marks" | "too-much"; readonly outside: boolean };

/** Lines added and taken away together. More are a rewrite, and finding its hunks would take long. */
const mostChanges = 2_000;

interface Part {
  readonly name: string;
  readonly lines: readonly string[];
  /** 1-based. */
  readonly firstLine: number;
}

export function compareOutputs(before: string, after: string, path: string): ComparedOutputs | NotCompared {
  const [old, now] = [split(before, path), split(after, path)];
  const outside = old.rest !== now.rest;
  const isSame =
    old.parts.length === now.parts.length && old.parts.every(({ name }, at) => now.parts[at]?.name === name);
  if (now.isBroken || !isSame) return { reason: "marks", outside };
  const lines = { before: [] as string[], after: [] as string[], lineNumbers: [] as number[], hunks: [] as Hunk[] };
  for (const [at, part] of old.parts.entries()) {
    const other = now.parts[at] ?? part;
    const hunks = findHunks(part.lines, other.lines, mostChanges);
    if (hunks === undefined) return { reason: "too-much", outside };
    const [from, to] = [lines.before.length, lines.after.length];
    for (const hunk of hunks) lines.hunks.push({ before: moved(hunk.before, from), after: moved(hunk.after, to) });
    for (const line of part.lines) lines.before.push(line);
    for (const [index, line] of other.lines.entries()) {
      lines.after.push(line);
      lines.lineNumbers.push(other.firstLine + index);
    }
  }
  const changed = lines.hunks.reduce((sum, hunk) => sum + sizeOf(hunk.before) + sizeOf(hunk.after), 0);
  return changed > mostChanges ? { reason: "too-much", outside } : { ...lines, outside };
}

function moved({ start, end }: Hunk["before"], by: number): Hunk["before"] {
  return { start: start + by, end: end + by };
}

function sizeOf({ start, end }: Hunk["before"]): number {
  return end - start;
}

/** The generated parts of a text, and all else, in which each of them is one character. */
function split(text: string, path: string): { parts: readonly Part[]; rest: string; isBroken: boolean } {
  const isWhole = wholeFilePaths.includes(path);
  const { regions, problems } = isWhole ? { regions: [], problems: [] } : findRegions(text, path);
  if (regions.length === 0 && (isWhole || text.replace(/^\uFEFF/, "").startsWith(generatedMark)))
    return { parts: [{ name: "", lines: linesOf(text), firstLine: 1 }], rest: "", isBroken: false };
  let rest = "";
  let from = 0;
  const parts = regions.map(({ name, line, start, end }) => {
    rest += `${text.slice(from, start)}\u0000`;
    from = end;
    return { name, lines: linesOf(text.slice(start, end)), firstLine: line + 1 };
  });
  return { parts, rest: (rest + text.slice(from)).replaceAll("\r\n", "\n"), isBroken: problems.length > 0 };
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").map((line) => line.trimEnd());
}

/** Undefined where there are more changes than `most`. https://github.com/kpdecker/jsdiff#readme */
function findHunks(before: readonly string[], after: readonly string[], most: number): readonly Hunk[] | undefined {
  const changes = diffArrays([...before], [...after], { maxEditLength: most });
  if (changes === undefined) return undefined;
  const hunks: Hunk[] = [];
  let [old, now] = [0, 0];
  for (const { added, removed, count } of changes) {
    const [oldEnd, nowEnd] = [added ? old : old + count, removed ? now : now + count];
    if (added || removed) {
      const last = hunks.at(-1);
      const follows = last !== undefined && last.before.end === old && last.after.end === now;
      if (follows) hunks.pop();
      hunks.push({
        before: { start: follows ? last.before.start : old, end: oldEnd },
        after: { start: follows ? last.after.start : now, end: nowEnd },
      });
    }
    [old, now] = [oldEnd, nowEnd];
  }
  return hunks;
}
