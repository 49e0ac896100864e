import { plainLine } from "./plain-text.ts";
import { findVenueDate, type Venue } from "./venue-in-comment.ts";

/** Up to volume, number, pages, year in parentheses, or a comma. */
const venuePart =
  /^.{3,200}?(?=,(?! (?:and|&|Man)\b)|\s\(?(?:vol(?:ume)?|no|pp|pages|issue)\b|\s*\((?:19|20)\d{2}\)|\s*(?!(?:19|20)\d{2}\b)\b\d{1,4}\s*[:,(]|$)/i;
const noVenue = /[,;@]|(?<!^Robotics):|\b(?:arxiv|submitted|review|preprint|thesis|doi|https?|workshops?|ibid)\b/i;

/**
 * The venue of a journal reference, `IEEE Robotics and Automation Letters, vol. 9, 2024`; undefined where it cannot be told from what follows
 * it. Authors write it as they like: https://info.arxiv.org/help/prep.html#journal
 */
export function parseJournalReference(reference: string): Venue | undefined {
  const [text = ""] = plainLine(reference, "latex").slice(0, 1_000).split(";");
  const venue = venuePart.exec(text.replace(/^In:? (?:the )?/i, ""))?.[0].trim();
  if (venue === undefined || !/^(?:(?:19|20)\d{2} )?[A-Z][^\d].*[\p{L})\d.]$/u.test(venue)) return undefined;
  if (noVenue.test(venue)) return undefined;
  const inBrackets = /\(((?:19|20)\d{2})\)/.exec(text)?.[1];
  return { venue, ...(inBrackets === undefined ? findVenueDate(text) : { published: inBrackets }) };
}
