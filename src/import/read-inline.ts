import type { EntryReading, FieldSpan, LinkSpan } from "./entry-reading.ts";
import { findAuthors } from "./find-authors.ts";
import { findDates } from "./find-dates.ts";
import { impliedDate } from "./implied-date.ts";
import type { InlineEntry, LookedAt } from "./inline-entry.ts";
import { plainText } from "./plain-text.ts";
import { readTitleWords } from "./read-title-words.ts";
import { overlaps, type Span } from "./source.ts";
import { chooseTitle, colonPair, mayBeNickname, startsAlike, type TitleVote } from "./title-vote.ts";
import { trimWords } from "./trim-words.ts";
import { wrapsField } from "./wraps-field.ts";

/** An entry as read, and the segments of it that no field has. */
export interface InlineReading {
  readonly reading: EntryReading;
  readonly left: readonly LookedAt[];
}

/** What an entry says, by itself and by what entries like it say where. */
export function readInline(entry: InlineEntry, vote: TitleVote, text: string): InlineReading {
  const { source, segments, links } = entry;
  const { nodes } = source;
  const fields = [...entry.known];
  const used = new Set<LookedAt>();
  const known = fields.find((field) => field.field === "title");
  const chosen = known === undefined ? readTitle() : undefined;
  const title = known?.value ?? chosen?.value;
  for (const segment of segments) if (!used.has(segment)) readSegment(segment);
  const wrapped = links.map((link): LinkSpan => wrapsField(link, fields));
  // A mark or a tag within a link is a part of how that link is written.
  const all = [...wrapped, ...fields].toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const reading = {
    source,
    fields: all,
    title,
    implied: impliedDate(all),
    confidence: chosen?.confidence ?? (title === undefined ? 0 : 1),
    remarks: [],
  };
  return { reading, left: segments.filter((segment) => !used.has(segment) && isFree(segment.span)) };

  function isFree(span: Span): boolean {
    return (
      !fields.some((field) => overlaps(field.span, span)) &&
      !links.some((link) => link.label !== undefined && overlaps(link.label.span, span))
    );
  }

  function readTitle(): { readonly value: string; readonly confidence: number } | undefined {
    const pair = colonPair(segments);
    const isPair = pair !== undefined && (vote.goesOn || vote.repeats) && vote.looksAt(pair.rest.path, "words") > 0.3;
    const segment = isPair ? pair.rest : chooseTitle(segments, vote);
    if (segment === undefined) return undefined;
    used.add(segment);
    const confidence = Math.min(1, 0.4 + vote.shareOf(segment.path));
    const said = readTitleWords(nodes, segment.span, text);
    const words = said.find((field) => field.field === "title");
    const nickname = isPair ? pair.name : nicknameBefore(segment);
    const name = nickname === undefined ? undefined : plainText(nodes, nickname.span, text);
    const isRest =
      isPair && !vote.repeats && name !== undefined && words !== undefined && !startsAlike(words.value, name);
    if (words === undefined) return undefined;
    if (nickname !== undefined && name !== undefined) {
      used.add(nickname);
      fields.push({ field: "nickname", span: nickname.span, value: name });
    }
    const value = isRest ? `${name}: ${words.value}` : words.value;
    fields.push(
      ...said.map((field): FieldSpan => (field === words && isRest ? { ...words, value, rest: true } : field)),
    );
    return { value, confidence };
  }

  function nicknameBefore(segment: LookedAt): LookedAt | undefined {
    const before = segments[segments.indexOf(segment) - 1];
    if (before === undefined || before.line !== segment.line || before.words > 12) return undefined;
    const share = vote.nicknamesAt(before.path);
    if (share > 0.5 && before.looks !== "when") return before;
    return mayBeNickname(before, segment) && vote.looksAt(before.path, "when") <= 0.5 ? before : undefined;
  }

  function readSegment(segment: LookedAt): void {
    const { span, looks, path } = segment;
    if (!isFreeOfFields(span)) return;
    const isMost = (one: LookedAt["looks"]): boolean => vote.looksAt(path, one) > 0.5;
    const has = (name: FieldSpan["field"]): boolean => fields.some(({ field }) => field === name);
    if (looks === "when") {
      const said = (segment.when ?? []).map(asSecond);
      // A second venue with a link of its own is what that link is called.
      if (segment.link !== undefined && said.every(({ field }) => field === "note")) return;
      fields.push(...said);
    } else if (segment.words <= 15 && isMost("when") && !has("venue")) fields.push(...venueOf(segment));
    else if (
      !has("authors") &&
      (looks === "names" || (looks === "words" && isMost("names") && segment.link === undefined))
    ) {
      const found = findAuthors(text.slice(span.start, span.end), span.start);
      if (found === undefined) return;
      fields.push({ field: "authors", value: found.value, span: { start: found.span.start, end: span.end } });
    } else return;
    used.add(segment);
  }

  function isFreeOfFields(span: Span): boolean {
    return !fields.some((field) => overlaps(field.span, span));
  }

  /** An entry has one venue and one date: more are notes. */
  function asSecond(field: FieldSpan): FieldSpan {
    const first = fields.find((one) => one.field === field.field);
    if (first === undefined || (field.field !== "date" && field.field !== "venue")) return field;
    const value = text.slice(field.span.start, field.span.end);
    if (
      field.field === "date" &&
      first.field === "date" &&
      first.value?.slice(0, 4) === field.value &&
      field.value !== undefined
    ) {
      return { field: "year", span: field.span, value };
    }
    return { field: "note", name: field.field, span: field.span, value };
  }

  /** Words where other entries have the venue, and of a journal the year and the pages: `Letters 3.4 (2018): 40-47`. */
  function venueOf({ span }: LookedAt): readonly FieldSpan[] {
    const words = text.slice(span.start, span.end);
    const pages = /\(\d{4}\)[:,] ?(\d[\d–-]{0,20})$/u.exec(words)?.[1] ?? "";
    const end = span.end - pages.length;
    const date = findDates(words.slice(0, end - span.start), span.start).findLast(
      ({ span: one }) => end - one.end <= (pages === "" ? 1 : 3),
    );
    const isApart =
      date !== undefined &&
      ((date.value?.length ?? 0) > 4 || /[,(.;|，（]\s*$/u.test(text.slice(span.start, date.span.start)));
    const venue = isApart ? trimWords({ start: span.start, end: date.span.start }, text) : span;
    return [
      { field: "venue", span: venue, value: plainText(nodes, venue, text) },
      ...(isApart ? [{ field: "date" as const, ...date }] : []),
      ...(isApart && pages !== ""
        ? [{ field: "note" as const, name: "pages", span: { start: end, end: span.end }, value: pages }]
        : []),
    ];
  }
}
