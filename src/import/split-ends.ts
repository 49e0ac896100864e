import { isNames } from "./find-authors.ts";
import type { Segment } from "./segments.ts";
import type { Span } from "./source.ts";
import { trimWords } from "./trim-words.ts";

/** More than this from an end is looked at for no venue. */
const longest = 120;
const separator = /[.,;:?!][\s]+|\s[-–—@]+\s|,(?=\S)|\s(?=[([])/gu;

/**
 * A segment of plain words as what it is made of, where its first or last part between full stops or commas is where and
 * when it came out, or names: `Title. CVPR, 2024`, `A. Author, B. Author. Title`.
 */
export function splitEnds(segment: Segment, isWhen: (span: Span) => boolean, text: string): readonly Segment[] {
  const { span } = segment;
  if (segment.kind !== "plain" || segment.text.length > 2_000 || isWhen(span)) return [segment];
  const cuts = [...segment.text.matchAll(separator)].map(({ 0: { length }, index }) => ({
    before: span.start + index,
    after: span.start + index + length,
  }));
  const tail = tailOf(span, cuts.slice(-4), isWhen, text);
  const head = headOf({ start: span.start, end: tail?.before ?? span.end }, cuts, isWhen, text);
  if (tail === undefined && head === undefined) return [segment];
  const whole = { start: head?.after ?? span.start, end: tail?.before ?? span.end };
  const body = trimWords(keepQuestionMark(whole), text);
  // The rest of where and when it came out is no title: `Nature 518. (2015): 529-533`.
  const words = text.slice(body.start, body.end).match(/\p{L}{2,}/gu)?.length ?? 0;
  if (words < (head === undefined ? 1 : 2) || isWhen(body)) return [segment];
  return [
    ...(head === undefined ? [] : partOf({ start: span.start, end: head.before }, ":head")),
    ...partOf(body, ""),
    ...(tail === undefined
      ? []
      : partOf({ start: tail.after, end: span.end }, ":tail").flatMap((part) => splitEnds(part, isWhen, text))),
  ];

  function partOf(part: Span, name: string): readonly Segment[] {
    const trimmed = trimWords(part, text);
    if (trimmed.start === trimmed.end) return [];
    const before = trimmed.start <= span.start + 2 ? segment.before : text.slice(span.start, trimmed.start).slice(-3);
    return [
      { ...segment, span: trimmed, text: text.slice(trimmed.start, trimmed.end), path: segment.path + name, before },
    ];
  }

  function keepQuestionMark({ start, end }: Span): Span {
    return { start, end: /[?!]/.test(text[end] ?? "") ? end + 1 : end };
  }
}

interface Cut {
  readonly before: number;
  readonly after: number;
}

/** The longest end that is where and when, of at most four parts. */
function tailOf(
  { start, end }: Span,
  cuts: readonly Cut[],
  isWhen: (span: Span) => boolean,
  text: string,
): Cut | undefined {
  return cuts.find(({ before, after }) => {
    if (end - after > longest) return false;
    const part = trimWords({ start: after, end }, text);
    if (part.end === part.start || isOpen(text.slice(start, before))) return false;
    return isWhen(part) || (/[(（]/u.test(text[after] ?? "") && isNamed(part, isWhen, text));
  });
}

/** Whether a parenthesis in it is not closed. */
function isOpen(words: string): boolean {
  return words.lastIndexOf("(") > words.lastIndexOf(")") || words.lastIndexOf("（") > words.lastIndexOf("）");
}

/** `Doe et al.`, `Doe et al., 2023` */
function isNamed({ start, end }: Span, isWhen: (span: Span) => boolean, text: string): boolean {
  const words = text.slice(start, end);
  const comma = words.lastIndexOf(",");
  return (
    isNames(words) ||
    (comma > 0 && isNames(words.slice(0, comma)) && isWhen(trimWords({ start: start + comma, end }, text)))
  );
}

/** Where and when or names, before a full stop, a colon or a comma. */
function headOf(
  { start, end }: Span,
  cuts: readonly Cut[],
  isWhen: (span: Span) => boolean,
  text: string,
): Cut | undefined {
  const token = /^(?:[^\s:：]{2,16} ){1,2}/u.exec(text.slice(start, Math.min(end, start + 40)))?.[0] ?? "";
  const ends = [token.indexOf(" "), token.length - 1]
    .filter((at) => at > 0)
    .map((at) => ({ before: start + at, after: start + at + 1 }));
  // `2023-CVPR Title`
  const year = ends.findLast(({ before }) => /\d{4}/.test(text.slice(start, before)) && isWhen({ start, end: before }));
  if (year !== undefined) return year;
  const inside = cuts.filter(({ after }) => after < end);
  const when = inside
    .slice(0, 3)
    // `ASE: Animation of Skills` is a title.
    .filter(({ before }) => text[before] !== ":" || /\d/.test(text.slice(start, before)))
    .findLast(({ before }) => before - start <= longest && isWhen(trimWords({ start, end: before }, text)));
  if (when !== undefined) return when;
  return inside
    .filter(({ before }) => /[.:]/u.test(text[before] ?? ""))
    .slice(0, 30)
    .findLast(({ before }) => /\p{L}{2}$/u.test(text.slice(start, before)) && isNames(text.slice(start, before)));
}
