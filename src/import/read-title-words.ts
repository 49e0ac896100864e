import type { Nodes } from "mdast";
import type { FieldSpan } from "./entry-reading.ts";
import { plainText } from "./plain-text.ts";
import { splitItems } from "./split-items.ts";
import type { Span } from "./source.ts";
import { whenAndWhere } from "./when-and-where.ts";

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
  let { start, end } = trimmed(text, span);
  for (let rounds = 0; rounds < 4; rounds += 1) {
    readMarks();
    readNumber();
    const [whole, inner = ""] = bracketed.exec(text.slice(start, Math.min(end, start + 80))) ?? [];
    if (whole === undefined || inner.trim() === "" || start + whole.length >= end) break;
    const at = text.indexOf(inner, start);
    const inside = trimmed(text, { start: at, end: at + inner.length });
    fields.push(
      ...(whenAndWhere(inside, text) ?? [{ field: "nickname", span: inside, value: plainText(nodes, inside, text) }]),
    );
    ({ start, end } = trimmed(text, { start: start + whole.length, end }));
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
  const title = withoutQuotes(trimmed(text, { start, end }), text);
  const value = plainText(nodes, title, text);
  if (value !== "") fields.push({ field: "title", span: title, value });
  return fields;

  function readNumber(): void {
    const [whole, digits = ""] = number.exec(text.slice(start, Math.min(end, start + 20))) ?? [];
    if (whole === undefined) return;
    const at = start + whole.indexOf(digits);
    fields.push({ field: "number", span: { start: at, end: at + digits.length }, value: Number(digits) });
    ({ start, end } = trimmed(text, { start: start + whole.length, end }));
  }

  function readMarks(): void {
    for (;;) {
      const found = mark.exec(text.slice(start, Math.min(end, start + 40)))?.[0];
      if (found === undefined) return;
      fields.push({ field: "mark", span: { start, end: start + found.length }, value: found });
      ({ start, end } = trimmed(text, { start: start + found.length, end }));
    }
  }

  function institutionsIn(inside: Span): readonly FieldSpan[] {
    const parts = splitItems(text.slice(inside.start, inside.end), inside.start);
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

function trimmed(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const before = inner.length - inner.trimStart().length;
  return before === inner.length
    ? { start, end: start }
    : { start: start + before, end: start + inner.trimEnd().length };
}

/** Marks of bold and quotation around the whole, and the full stop at its end. */
function withoutQuotes(span: Span, text: string): Span {
  const inner = text.slice(span.start, span.end);
  const [, before = "", core = ""] =
    /^([\s\])}.,:;|/–—-]*(?:\*{1,3}|_{1,2}|["“«`])*)(.*?)(?:[.,]?(?:\*{1,3}|_{1,2}|["”»`])*[.,]?)$/su.exec(inner) ?? [];
  if (core === "") return span;
  return trimmed(text, { start: span.start + before.length, end: span.start + before.length + core.length });
}
