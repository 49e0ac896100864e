const keyword = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:(?<where>[\w.-]+\/[\w.-]+))?#(?<number>\d+)\b/giu;

/** The numbers a text says it closes, in this repository. */
export function findClosed(text: string, fullName: string): number[] {
  return [...text.matchAll(keyword)]
    .filter(({ groups }) => (groups?.["where"] ?? fullName).toLowerCase() === fullName.toLowerCase())
    .map(({ groups }) => Number(groups?.["number"]));
}
