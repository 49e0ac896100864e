/**
 * What a reader cannot see and a parser or a terminal can: controls, bidirectional marks, zero-width characters,
 * tags, soft hyphens, half surrogate pairs. The two joiners are kept for the scripts and emoji that need them.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const hidden =
  /(?<![\u0300-\u{10ffff}])[\u200c\u200d]|[\u200c\u200d](?![\u0300-\u{10ffff}])|[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\u{e0000}-\u{e0fff}]/gu;

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** The text on one line, trimmed, without what cannot be seen. */
export function visibleLine(text: string): string {
  return text.replaceAll(lineBreaks, " ").replaceAll(hidden, "").trim();
}

/** The text with its lines (`\n`) and tabs, without what cannot be seen. */
export function visibleLines(text: string): string {
  return text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replaceAll(hidden, keepLayout);
}

function keepLayout(character: string): string {
  return character === "\n" || character === "\t" ? character : "";
}
