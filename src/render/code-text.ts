import { visibleLine, visibleLines } from "./visible-text.ts";

/** A hidden tag of ours in somebody's text: it must not be found again as if we had written it. */
const hiddenTag = /<!--(?=\s*awesome-papers)/gi;

/** The text as an inline code span, with more backticks around it than it has in a row. Nothing for an empty text. */
export function codeSpan(text: string): string {
  const line = visibleLine(text).replaceAll(hiddenTag, "<!\u200b--");
  if (line === "") return "";
  const ticks = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return ticks + pad + line + pad + ticks;
}

/** The text as a fenced block, the fence longer than any run of backticks in it. */
export function codeFence(text: string, language = ""): string {
  const lines = visibleLines(text)
    .replaceAll(hiddenTag, "<!\u200b--")
    .replace(/(?<!\n)\n+$/, "");
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${/^[\w+-]{0,30}$/.test(language) ? language : ""}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
