import type { FieldSpan } from "./entry-reading.ts";
import type { EntrySource } from "./readme-structure.ts";

const leading =
  /^(?:[ \t]*(?:[-*+][ \t]+)?)(?:(?<listed>\d{1,9})[.)、](?=[ \t])|(?:\*\*|__|#)?\\?[[(【](?<bracketed>\d{1,6})\\?[\])】](?!\()(?:\*\*|__)?|(?:\*\*|__)(?<bold>\d{1,6})[.):]?(?:\*\*|__))/u;

/** The number an entry begins with: `12.`, `[61]`, `**[61]**`, `**3.**`. */
export function readNumber({ span, form }: EntrySource, text: string): FieldSpan | undefined {
  if (form === "row" || form === "heading") return undefined;
  const match = leading.exec(text.slice(span.start, span.start + 60));
  const { listed, bracketed, bold } = match?.groups ?? {};
  const digits = listed ?? bracketed ?? bold;
  // `[2024] Title` is a year.
  if (match === null || digits === undefined || (listed === undefined && /^(?:19|20)\d\d$/.test(digits)))
    return undefined;
  const start = span.start + match[0].lastIndexOf(digits);
  return { field: "number", span: { start, end: start + digits.length }, value: Number(digits) };
}
