import { between, end, start } from "./between.ts";
import type { StyleModel } from "./style-model.ts";
import { withoutMissing } from "./without-missing.ts";

/**
 * What stands between two slots of a style: as the list has it, or, where no entry has these two next to each other, what
 * is left of the text between them when the values that are missing are taken away.
 */
export function glueBetween({ glue, order }: Pick<StyleModel, "glue" | "order">, a: string, b: string): string {
  const known = glue.get(between(a, b));
  if (known !== undefined) return known;
  const path = shortestPath(glue, [start, ...order, end], a, b);
  if (path.length === 0) return looseGlue(glue, a, b);
  const texts = path.slice(1).map((key, at) => glue.get(between(path[at] ?? "", key)) ?? "");
  // What leads to the title, a nickname or marks, has its separator behind it.
  const keeps = a === "number" || /^(?:title|titleRest|open)$/.test(b) ? "left" : "right";
  const left = withoutMissing(texts, { before: a !== start && !isCell(a), after: b !== end && !isCell(b), keeps });
  return (isCell(a) || a === start) && isCell(b) && /^\|\s*$/.test(left) ? (dashIn(glue) ?? left) : left;
}

function isCell(key: string): boolean {
  return key.startsWith("cell:");
}

/** What other cells of the list hold where they say nothing, if it is a dash. */
function dashIn(glue: ReadonlyMap<string, string>): string | undefined {
  for (const [pair, text] of glue) {
    if (pair.split("\u0000").every((key) => isCell(key) || key === end) && /^\| ?[-–—/] ?$/.test(text)) return text;
  }
  return undefined;
}

/** No entry has a way from `a` to `b`: what closes the one and what opens the other. */
function looseGlue(glue: ReadonlyMap<string, string>, a: string, b: string): string {
  const texts = (place: 0 | 1, key: string): readonly string[] =>
    [...glue].flatMap(([pair, text]) => (pair.split("\u0000")[place] === key ? [text] : []));
  const closing = /^[)\]}"'*_`”’」]*/.exec(texts(0, a)[0] ?? "")?.[0] ?? "";
  const opening = /[\s,.:;|–—-]*[([{"'*_`“‘「]*$/.exec((texts(1, b)[0] ?? "").slice(-20))?.[0] ?? "";
  return closing + (opening === "" && b !== end ? " " : opening);
}

/** Fewest slots from `a` to `b` along pairs that some entry has. */
function shortestPath(
  glue: ReadonlyMap<string, string>,
  keys: readonly string[],
  a: string,
  b: string,
): readonly string[] {
  const from = keys.indexOf(a);
  const to = keys.indexOf(b);
  let paths: readonly (readonly string[])[] = [[a]];
  for (let length = 0; length < keys.length && paths.length > 0; length += 1) {
    const next: (readonly string[])[] = [];
    const seen = new Set<string>();
    for (const path of paths) {
      const last = path.at(-1) ?? a;
      for (const key of keys.slice(Math.max(from, keys.indexOf(last)) + 1, to + 1)) {
        if (seen.has(key) || !glue.has(between(last, key))) continue;
        if (key === b) return [...path, key];
        seen.add(key);
        next.push([...path, key]);
      }
    }
    paths = next;
  }
  return [];
}
