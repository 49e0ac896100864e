/** Wider cells are no longer made even. */
const widest = 1_000;

/**
 * A row of a table with its cells made as wide as `widths` says, a number for each: `20` the text to the left, `20r` to the
 * right, `20c` in the middle with an odd space behind it, `20C` before it, `0` as it is. One space stands on both sides, and a
 * text that is wider than its cell stays whole.
 */
export function padCells(row: string, widths: string): string {
  const asked = widths.split(" ");
  const [before = "", ...cells] = splitCells(row);
  const after = cells.pop();
  if (after === undefined) return row;
  return [before, ...cells.map((cell, at) => ` ${padText(cell.trim(), asked[at] ?? "0")} `), after].join("|");
}

/** What stands before, between and behind the borders. https://github.github.com/gfm/#tables-extension- */
export function splitCells(row: string): readonly string[] {
  return row.split(/(?<!\\)\|/);
}

function padText(text: string, asked: string): string {
  const [, width = "0", align] = /^(\d{1,9})([rcC]?)$/.exec(asked) ?? [];
  const spaces = Math.max(0, Math.min(Number(width), widest) - columnsOf(text));
  const half = spaces / 2;
  const left = align === "r" ? spaces : align === "c" ? Math.floor(half) : align === "C" ? Math.ceil(half) : 0;
  return " ".repeat(left) + text + " ".repeat(spaces - left);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const unseen = /\p{Mn}|\p{Me}|[\u200b-\u200d]/u;

/** As a terminal shows the text: a letter of Chinese and an emoji are two columns wide. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return Array.from(text).reduce(
    (sum, character) => sum + (unseen.test(character) ? 0 : wide.test(character) ? 2 : 1),
    0,
  );
}
