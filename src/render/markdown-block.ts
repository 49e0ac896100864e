import { escapeMarkdown } from "./escape-markdown.ts";
import { type SafeText, safeText } from "./safe-text.ts";

/**
 * Markdown from the list, safe to stand as blocks of its own: emphasis, links, lists and code stay; HTML, headings,
 * images that are not http(s), other schemes, mentions and references do not. The parser is loaded only for a text
 * that is more than plain words.
 */
export async function safeMarkdown(source: string): Promise<SafeText> {
  const text = source.trim();
  if (escapeMarkdown(text) === text) return safeText(text);
  const { sanitizeMarkdown } = await import("./sanitize-markdown.ts");
  return safeText(sanitizeMarkdown(text));
}
