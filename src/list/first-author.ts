import { normalizeTitle } from "./normalize-title.ts";

/** Whether two papers have one first author; undefined where one of them says none. */
export function haveSameFirstAuthor(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): boolean | undefined {
  const left = familyName(a?.[0]);
  const right = familyName(b?.[0]);
  if (left === undefined || right === undefined) return undefined;
  return left === right || wordsOf(a?.[0]) === wordsOf(b?.[0]);
}

/** `xiang` of `Tian-Yu Xiang` and of `Xiang, Tian-Yu`. */
export function familyName(author: string | undefined): string | undefined {
  const name =
    author?.includes(",") === true ? author.slice(0, author.indexOf(",")) : author?.trim().split(/\s+/).at(-1);
  const plain = normalizeTitle(name ?? "");
  return plain === "" ? undefined : plain;
}

/** In order, since some put the family name first. */
function wordsOf(author: string | undefined): string {
  return normalizeTitle(author ?? "")
    .split(" ")
    .toSorted()
    .join(" ");
}
