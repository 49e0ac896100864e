import type { Nodes } from "mdast";
import { spanOf, type Span } from "./source.ts";

/** What a part of the source shows to readers: no marks of Markdown, no tags, spaces as one. */
export function plainText(nodes: readonly Nodes[], span: Span, text: string): string {
  const parts: string[] = [];
  for (const node of nodes) collect(node, span, text, parts);
  return parts.join("").replaceAll(/\s+/g, " ").trim();
}

function collect(node: Nodes, span: Span, text: string, parts: string[]): void {
  const own = spanOf(node);
  if (own.end <= span.start || span.end <= own.start) return;
  if ("children" in node) {
    for (const child of node.children) collect(child, span, text, parts);
    return;
  }
  if (node.type === "break" || (node.type === "html" && /^<br\b/i.test(node.value))) parts.push(" ");
  else if (node.type === "text" || node.type === "inlineCode") {
    const isWhole = span.start <= own.start && own.end <= span.end;
    parts.push(
      isWhole ? node.value : unescaped(text.slice(Math.max(own.start, span.start), Math.min(own.end, span.end))),
    );
  }
}

/** Escapes undone: https://spec.commonmark.org/0.31.2/#backslash-escapes */
function unescaped(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&amp;", "&");
}
