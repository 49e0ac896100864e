import { between, end, start, type StyleModel } from "./style-model.ts";

/**
 * What stands between two slots of a style: as the list has it, or, where no entry has these two next to each other, what
 * is left of the text between them when the marks around the values that are missing are taken away.
 */
export function glueBetween({ glue, order }: StyleModel, a: string, b: string): string {
  const known = glue.get(between(a, b));
  if (known !== undefined) return known;
  const path = shortestPath(glue, [start, ...order, end], a, b);
  const joined = path.slice(1).map((key, at) => glue.get(between(path[at] ?? "", key)) ?? "");
  return withoutEmpty(joined.join("\u0002"));
}

/** Fewest slots from `a` to `b` along pairs that some entry has. */
function shortestPath(glue: ReadonlyMap<string, string>, keys: readonly string[], a: string, b: string): readonly string[] {
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

/** `\u0002` stands where a value is missing. */
function withoutEmpty(text: string): string {
  let left = text;
  for (let before = ""; before !== left; ) {
    before = left;
    left = left
      .replaceAll(/(?<mark>\*\*|__|["'`*_])\u0002+\k<mark>/g, "\u0002")
      .replaceAll(/[([{（【“‘「]\s*\u0002+\s*[)\]}）】”’」]/g, "\u0002")
      .replaceAll(/<(?<tag>[a-z]+)[^<>]{0,100}>\u0002+<\/\k<tag>>/g, "\u0002")
      .replaceAll(/(?<line>\n|^)[^\n\u0002]*\u0002+(?=\n)/g, "\u0002");
  }
  return left
    .replaceAll(/(?<=^|[\s|])\u0002+\s*[,.:;|–—-]\s*/g, "\u0002")
    .replaceAll(/[,.:;|–—-]?[ \t]*\u0002+[ \t]*(?=[,.:;|])/g, "")
    .replaceAll(/[ \t]*\u0002+[ \t]*/g, (found) => (/^[ \t].*[ \t]$/.test(found) ? " " : found.replaceAll("\u0002", "")));
}
