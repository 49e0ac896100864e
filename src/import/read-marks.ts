import type { Nodes } from "mdast";
import type { FieldSpan } from "./entry-reading.ts";
import { spanOf } from "./source.ts";
import { walk } from "./walk.ts";

const mark =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\p{Emoji_Modifier}\ufe0f]?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|[★☆✓✔✗]\ufe0f?|:[a-z][a-z0-9_+-]{1,29}:/gu;

/** Emoji and their names (`:star:`) that stand outside links, and not amid words. */
export function readMarks(nodes: readonly Nodes[], text: string): readonly FieldSpan[] {
  const fields: FieldSpan[] = [];
  walk(nodes, (node) => {
    if (node.type === "link") return false;
    if (node.type !== "text") return true;
    const { start, end } = spanOf(node);
    const words = text.slice(start, end);
    for (const { 0: value, index } of words.matchAll(mark)) {
      if (/[™©®]/u.test(value) || (/[\p{L}\p{N}]$/u.test(words.slice(0, index)) && value.startsWith(":"))) continue;
      fields.push({ field: "mark", span: { start: start + index, end: start + index + value.length }, value });
    }
    return true;
  });
  return fields;
}
