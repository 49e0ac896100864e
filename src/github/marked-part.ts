/** Our part of a pull request's body begins with this line; it ends with the line of its tag (`printTag("proposal", …)`). */
const begin = "<!-- awesome-papers:proposal-begin -->";
const part =
  /(?:<!-- awesome-papers:proposal-begin -->\n)?(?<marked>(?:(?!<!-- awesome-papers:proposal-begin -->)[\s\S])*?\n<!-- awesome-papers:proposal \{[^\n]*\} -->)/;

/** Our part as we wrote it, its tag last; undefined where people took it out. */
export function findMarkedPart(body: string): string | undefined {
  return part.exec(unix(body))?.groups?.["marked"];
}

/** The body of a new pull request. */
export function printMarkedPart(marked: string): string {
  return `${begin}\n${marked.trim()}`;
}

/** The body with our part replaced and every word of other people kept; put first where it is missing. */
export function replaceMarkedPart(body: string, marked: string): string {
  const present = unix(body);
  const match = part.exec(present);
  if (match === null) return [printMarkedPart(marked), present.trim()].filter((text) => text !== "").join("\n\n");
  return `${present.slice(0, match.index)}${printMarkedPart(marked)}${present.slice(match.index + match[0].length)}`;
}

function unix(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
