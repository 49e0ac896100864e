import { visit } from "jsonc-parser";
import type { JsonPath, Position, Problem } from "./problem.ts";

/** The paths that are looked for, as a tree: no path is made for the values in between. */
interface Wanted {
  readonly parts: Map<string | number, Wanted>;
  /** Where the value begins; the key, for a key that should not be there. */
  value?: Position;
  key?: Position;
}

/** Problems whose place a person must see at the key: its value may be right. */
const atKey: ReadonlySet<Problem["code"]> = new Set(["unknown-key", "duplicate-key"]);

/**
 * The same problems with `position` filled from `path`, where it was not known; that of the nearest value around it
 * where the path leads to nothing. Reads the text once, and only if some problem needs it.
 */
export function locateProblems(text: string, problems: readonly Problem[]): readonly Problem[] {
  const root: Wanted = { parts: new Map() };
  let isNeeded = false;
  for (const { path, position } of problems) {
    if (path === undefined || position !== undefined) continue;
    want(root, path);
    isNeeded = true;
  }
  if (!isNeeded) return problems;
  fillPositions(text.replace(/^\uFEFF/, ""), root);
  return problems.map((problem) => {
    if (problem.path === undefined || problem.position !== undefined) return problem;
    const position = positionOf(root, problem.path, atKey.has(problem.code));
    return position === undefined ? problem : { ...problem, position };
  });
}

function want(root: Wanted, path: JsonPath): void {
  let at = root;
  for (const part of path) {
    const next = at.parts.get(part) ?? { parts: new Map() };
    at.parts.set(part, next);
    at = next;
  }
}

function positionOf(root: Wanted, path: JsonPath, isAtKey: boolean): Position | undefined {
  let at: Wanted | undefined = root;
  let position = root.value;
  for (const part of path) {
    at = at.parts.get(part);
    if (at?.value === undefined) return position;
    position = at.value;
  }
  return isAtKey ? (at.key ?? position) : position;
}

function fillPositions(text: string, root: Wanted): void {
  /** Objects and lists around the present place; `next` is what the next value is wanted for. */
  const open: { readonly wanted: Wanted | undefined; next: Wanted | undefined; index: number | undefined }[] = [];
  const enter = (line: number, character: number): Wanted | undefined => {
    const around = open.at(-1);
    const wanted = around === undefined ? root : around.next;
    if (wanted !== undefined) wanted.value ??= { line: line + 1, column: character + 1 };
    return wanted;
  };
  const leave = (): void => {
    open.pop();
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line, character) => {
      open.push({ wanted: enter(line, character), next: undefined, index: undefined });
    },
    onArrayBegin: (_offset, _length, line, character) => {
      const wanted = enter(line, character);
      open.push({ wanted, next: wanted?.parts.get(0), index: 0 });
    },
    onObjectProperty: (name, _offset, _length, line, character) => {
      const around = open.at(-1);
      if (around === undefined) return;
      around.next = around.wanted?.parts.get(name);
      if (around.next !== undefined) around.next.key ??= { line: line + 1, column: character + 1 };
    },
    onSeparator: (separator) => {
      const around = open.at(-1);
      if (separator !== "," || around?.index === undefined) return;
      around.index += 1;
      around.next = around.wanted?.parts.get(around.index);
    },
    onLiteralValue: (_value, _offset, _length, line, character) => {
      enter(line, character);
    },
    onObjectEnd: leave,
    onArrayEnd: leave,
  });
}
