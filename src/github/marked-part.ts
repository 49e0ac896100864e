/** Our part of a pull request's body begins with this line; it ends with the line of its tag (`printTag("proposal", …)`). */
const begin = "<!-- awesome-papers:proposal-begin -->";
const tagLine = /^<!-- awesome-papers:proposal \{.*\} -->$/;

/** Our part as we wrote it, its tag last; undefined where people took it out. */
export function findMarkedPart(body: string): string | undefined {
  const lines = linesOf(body);
  const place = findPlace(lines);
  return place === undefined ? undefined : lines.slice(place.text, place.end).join("\n").trim();
}

/** The body of a new pull request. */
export function printMarkedPart(marked: string): string {
  return `${begin}\n${marked.trim()}`;
}

/** The body with our part replaced and every word of other people kept; put first where it is missing. */
export function replaceMarkedPart(body: string, marked: string): string {
  const lines = linesOf(body);
  const place = findPlace(lines);
  if (place === undefined)
    return [printMarkedPart(marked), lines.join("\n").trim()].filter((text) => text !== "").join("\n\n");
  return [...lines.slice(0, place.start), printMarkedPart(marked), ...lines.slice(place.end)].join("\n");
}

/** Without its first line our part is everything above the tag. */
function findPlace(
  lines: readonly string[],
): { readonly start: number; readonly text: number; readonly end: number } | undefined {
  const tag = lines.findIndex((line) => tagLine.test(line.trim()));
  if (tag < 0) return undefined;
  const start = lines.slice(0, tag).findLastIndex((line) => line.trim() === begin);
  return start < 0 ? { start: 0, text: 0, end: tag + 1 } : { start, text: start + 1, end: tag + 1 };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
