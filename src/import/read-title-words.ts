import type { Nodes } from "mdast";
import type { FieldSpan } from "./entry-reading.ts";
import { plainText } from "./plain-text.ts";
import { splitItems } from "./split-items.ts";
import type { Span } from "./source.ts";
import { whenAndWhere } from "./when-and-where.ts";
import { withoutEnds } from "./without-ends.ts";

const mark =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\p{Emoji_Modifier}\ufe0f]?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|[★☆]|:[a-z0-9_+-]{2,30}:)/u;
const number = /^(?:\*\*|\\?\[|#|No\. ?){0,2}(\d{1,4})(?:\\?\]|\.|\)|、)(?:\*\*)?(?:[ \t]|(?=\p{Lu}))/u;
const bracketed =
  /^(?:\*\*|__)?\\?[[【(](?:\*\*|__|`)?([^\][【】()\n*`]{1,60}?)(?:\*\*|__|`)?\\?[\]】)](?:\*\*|__)?[:：]?/u;
const aside = /[ \t]*[（(]([^()（）\n]{1,120})[）)][ \t]*$/u;

/**
 * What words with a title among them say: its number, marks, nickname, venue and date before it in brackets, institutions
 * (`(@…)`) and venue behind it in parentheses, and the title, which is last in the answer if there is one.
 */
export function readTitleWords(nodes: readonly Nodes[], span: Span, text: string): readonly FieldSpan[] {
  const fields: FieldSpan[] = [];
  let { start, end } = withoutEnds(span, text);
  for (let rounds = 0; rounds < 4; rounds += 1) {
    readMarks();
    readNumber();
    const [whole, inner = ""] = bracketed.exec(text.slice(start, Math.min(end, start + 80))) ?? [];
    if (whole === undefined || inner.trim() === "" || start + whole.length >= end) break;
    const at = text.indexOf(inner, start);
    const inside = withoutEnds({ start: at, end: at + inner.length }, text);
    fields.push(
      ...(whenAndWhere(inside, text) ?? [{ field: "nickname", span: inside, value: plainText(nodes, inside, text) }]),
    );
    ({ start, end } = withoutEnds({ start: start + whole.length, end }, text));
  }
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const match = aside.exec(text.slice(Math.max(start, end - 140), end));
    if (match === null) break;
    const [whole, inner = ""] = match;
    const at = end - whole.length + whole.indexOf(inner);
    const names = /^(?:@|by |from )[ ]?/iu.exec(inner)?.[0].length;
    const found =
      names === undefined
        ? whenAndWhere({ start: at, end: at + inner.length }, text)
        : institutionsIn({ start: at + names, end: at + inner.length });
    if (found === undefined) break;
    fields.push(...found);
    end -= whole.length;
  }
  const title = withoutQuotes(withoutEnds({ start, end }, text), text);
  const value = plainText(nodes, title, text);
  if (value !== "") fields.push({ field: "title", span: title, value });
  return fields;

  function readNumber(): void {
    const [whole, digits = ""] = number.exec(text.slice(start, Math.min(end, start + 20))) ?? [];
    if (whole === undefined) return;
    const at = start + whole.indexOf(digits);
    fields.push({ field: "number", span: { start: at, end: at + digits.length }, value: Number(digits) });
    ({ start, end } = withoutEnds({ start: start + whole.length, end }, text));
  }

  function readMarks(): void {
    for (;;) {
      const found = mark.exec(text.slice(start, Math.min(end, start + 40)))?.[0];
      if (found === undefined) return;
      fields.push({ field: "mark", span: { start, end: start + found.length }, value: found });
      ({ start, end } = withoutEnds({ start: start + found.length, end }, text));
    }
  }

  function institutionsIn(inside: Span): readonly FieldSpan[] {
    const parts = splitItems(inside, text);
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      {
        field: "institutions",
        span: { start: first.start, end: last.end },
        value: parts.map((part) => plainText(nodes, part, text)),
      },
    ];
  }
}

/** Marks of bold and quotation around the whole, and the full stop at its end. */
function withoutQuotes(span: Span, text: string): Span {
  const { start, end } = withoutEnds(span, text, /[\s*_"“”«»`,]/u);
  const [before = ""] = /^[\s\])}.:;|/–—*_"“-]{0,20}/u.exec(text.slice(start, Math.min(end, start + 20))) ?? [];
  const inner = withoutEnds({ start: start + before.length, end }, text, /[.\s*_"”`,]/u);
  return inner.start === inner.end ? span : inner;
}
