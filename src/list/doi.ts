import { trimUrlEnd } from "./trim-url-end.ts";

const refused = '\\sA-Z"<>\\u0000-\\u001f\\u007f';

/** Canonical form, as a pattern without anchors: lower case, no space, quotes or angle brackets, no punctuation at its end. */
export const doiPattern = `10\\.[0-9]{4,9}(?:\\.[0-9]{1,9})*/[^${refused}]*[^${refused}.,;:!?'*\`]`;
const doiRegExp = new RegExp(`^${doiPattern}$`, "u");
const longestDoi = 300;

/** Canonical DOI of what `text` writes with or without `doi:`, percent-encoding and trailing punctuation; undefined if it is none. */
export function parseDoi(text: string): string | undefined {
  if (text.length > longestDoi * 3) return undefined;
  const bare = text.trim().replace(/^(?:doi:\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/)/i, "");
  // Case-insensitive for ASCII letters only: https://www.doi.org/doi-handbook/HTML/case-sensitivity.html
  const doi = trimUrlEnd(decode(bare)).replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return doi.length <= longestDoi && doiRegExp.test(doi) ? doi : undefined;
}

/** Percent-encoding undone, where it is well-formed. */
function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
