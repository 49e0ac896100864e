import { cleanLine } from "./clean-text.ts";

/**
 * The names in an answer. One a line is taken as it stands, so `Xiang, Tian-Yu` stays one name; a single line is split at
 * `;`, else at commas and "and". `et al.` and numbers of affiliations are no names.
 */
export function splitAuthors(text: string): readonly string[] {
  const lines = text
    .split("\n")
    .map((line) => cleanLine(line).replace(/^(?:[-*+]|\d{1,3}[.)])\s+/, ""))
    .filter((line) => line !== "");
  const [only] = lines;
  const names = lines.length === 1 && only !== undefined ? splitLine(only) : lines.flatMap(splitFullLine);
  const plain = names.map((name) =>
    name
      .replace(/^(?:and|&)\s+/i, "")
      .replace(/[,;]+$/, "")
      .trim(),
  );
  return [...new Set(plain.filter((name) => name !== "" && !/^(?:and )?(?:et al\.?|others|\.\.\.|…)$/i.test(name)))];
}

/** A line of many names among others; `Last, First` and `Last, First and` are one. */
function splitFullLine(line: string): readonly string[] {
  return line.split(/[,;，；、]/u).filter((part) => part.trim() !== "").length > 2 || line.includes(";")
    ? splitLine(line)
    : [line];
}

function splitLine(line: string): readonly string[] {
  if (/[;；]/u.test(line)) return line.split(/[;；]/u).map((name) => name.trim());
  const sides = line.split(/\s+(?:and|&)\s+/i);
  const parts = line.split(/[,，、]|\s+(?:and|&)\s+/iu).map((name) => name.trim());
  // "Xiang, Tian-Yu and Jin, Ao-Qun", as BibTeX writes: each side one comma, and a name in it of one word.
  const isInverted = sides.every((side) => side.split(",").length === 2 && !side.trim().split(",")[0]?.includes(" "));
  if (!isInverted) return parts;
  // Two names of several words each, "Tian-Yu Xiang, Ao-Qun Jin", never come here; "Xiang, Tian-Yu" is one name.
  return sides;
}
