import { type SafeText, safeText } from "./safe-text.ts";

/** A comment that is, or nearly is, a mark or a tag of ours. */
const ourComment = /<!--(?=\s{0,99}awesome[-_ ]?papers?\s{0,99}:)/gi;

/** Markdown that people wrote in the list that was adopted, as it is: it can end no region and pass for no tag of ours. */
export function keptText(markdown: string): SafeText {
  return safeText(markdown.replaceAll(ourComment, "<!\u200b--"));
}
