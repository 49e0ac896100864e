import { identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import type { Link } from "../list/paper.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { integerAt, isObjectAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { makeRecord } from "./make-record.ts";
import { acceptedVenue, isTakenBack } from "./openreview-venue.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";

/** Fields that venues ask authors for; the others are files, licences and promises. */
const linkFields = [
  ["code", "code"],
  ["website", "website"],
  ["project_page", "website"],
  ["video", "video"],
] as const;

/**
 * The paper that a note of either API is, by the id of its forum; undefined where it shows no title.
 * https://docs.openreview.net/reference/api-v2/entities/note/fields
 */
export function recordOfNote(note: unknown, forum: string): PaperRecord | undefined {
  const venue = plainLine(contentText(note, "venue"), "none");
  const venueid = contentText(note, "venueid");
  const imported = venueid.startsWith("dblp.org/");
  const named = parseIdentifier(contentText(note, imported ? "html" : "pdf"));
  // What is imported from DBLP is dated the first of January of its year.
  const dateAt = (field: string) => printDay(integerAt(note, field))?.slice(0, imported ? 4 : 10);
  return makeRecord({
    source: "openreview",
    url: identifierUrl({ kind: "openreview", value: forum }),
    title: plainLine(contentText(note, "title"), "latex"),
    authors: listAt(contentAt(note, "authors")).map(nameOf).filter(isNamed),
    date: dateAt("cdate") ?? dateAt("tcdate"),
    venue: acceptedVenue(venue, venueid),
    published: dateAt("pdate"),
    abstract: plainParagraphs(contentText(note, "abstract"), "latex"),
    identifiers: { ...(named !== undefined && { [named.kind]: named.value }), openreview: forum },
    links: linkFields.flatMap(([field, kind]) => linkIn(contentText(note, field), kind)),
    // API 1 says it by the invitation alone. API 2 keeps all invitations, also that of a withdrawal taken back.
    withdrawn: isTakenBack(venue, venueid) || isTakenBack("", textAt(note, "invitation") ?? ""),
  });
}

/** In API 2 a field is an object with a value, in API 1 it is the value. */
function contentAt(note: unknown, name: string): unknown {
  const field = valueAt(note, "content", name);
  return isObjectAt(field) ? valueAt(field, "value") : field;
}

/** As much as any field of a record holds. */
function contentText(note: unknown, name: string): string {
  return (textAt(contentAt(note, name)) ?? "").slice(0, 20_000);
}

function nameOf(author: unknown): string {
  return plainLine(textAt(author) ?? textAt(author, "fullname") ?? "", "none");
}

function isNamed(name: string): boolean {
  return !/^anonymous(?: authors?)?$/i.test(name);
}

/** `[GitHub](https://…)` in API 1, where the field was Markdown. */
function linkIn(text: string, kind: Link["kind"]): readonly Link[] {
  const url = /https?:\/\/[^\s()<>[\]"]+/i.exec(text.slice(0, 2_000))?.[0];
  return url === undefined ? [] : [{ kind, url }];
}

/** The day in UTC, where the time may be one of a paper; a venue can set any. */
function printDay(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || milliseconds < Date.UTC(1900, 0) || milliseconds >= Date.UTC(2100, 0))
    return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}
