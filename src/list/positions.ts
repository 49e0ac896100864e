import { findOffsets, type WantedPath } from "./find-offsets.ts";
import type { JsonPath, Position, Problem } from "./problem.ts";

/** Problems whose place a person must see at the key: its value may be right. */
const atKey: ReadonlySet<Problem["code"]> = new Set(["unknown-key", "duplicate-key"]);

/**
 * The same problems with `position` filled from `path`, where it was not known; that of the nearest value around it
 * where the path leads to nothing. Reads the text once, and only if some problem needs it.
 */
export function locateProblems(text: string, problems: readonly Problem[]): readonly Problem[] {
  const root: WantedPath = { parts: new Map() };
  const paths = problems.flatMap(({ path, position }) => (path === undefined || position !== undefined ? [] : [path]));
  if (paths.length === 0) return problems;
  for (const path of paths) want(root, path);
  const plain = text.replace(/^\uFEFF/, "");
  findOffsets(plain, root);
  const offsets = problems.map(({ path, position, code }) =>
    path === undefined || position !== undefined ? undefined : offsetOf(root, path, atKey.has(code)),
  );
  const positions = positionsOf(plain, offsets);
  return problems.map((problem, index) => {
    const position = positions.get(offsets[index]);
    return position === undefined ? problem : { ...problem, position };
  });
}

function want(root: WantedPath, path: JsonPath): void {
  let at = root;
  for (const part of path) {
    let next = at.parts.get(part);
    if (next === undefined) {
      next = { parts: new Map() };
      at.parts.set(part, next);
    }
    at = next;
  }
}

function offsetOf(root: WantedPath, path: JsonPath, isAtKey: boolean): number | undefined {
  let at: WantedPath | undefined = root;
  let offset = root.value;
  for (const part of path) {
    at = at.parts.get(part);
    if (at?.value === undefined) return offset;
    offset = at.value;
  }
  return isAtKey ? (at.key ?? offset) : offset;
}

/** Lines are counted once, from the first offset to the last. */
function positionsOf(
  text: string,
  offsets: readonly (number | undefined)[],
): ReadonlyMap<number | undefined, Position> {
  const positions = new Map<number | undefined, Position>();
  let line = 1;
  let start = 0;
  for (const offset of offsets.filter((one) => one !== undefined).toSorted((a, b) => a - b)) {
    for (let end = text.indexOf("\n", start); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
      line += 1;
      start = end + 1;
    }
    positions.set(offset, { line, column: offset - start + 1 });
  }
  return positions;
}
