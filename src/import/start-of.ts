import type { Nodes } from "mdast";

/** What lines begin with, marks and anchors apart: entries of one list begin alike, and prose begins with words. */
export type Start = "bold" | "italic" | "link" | "code" | "number" | "quote" | "words" | "picture" | "nothing";

/** Of a block or of one inline node. */
export function startOf(node: Nodes | undefined): Start {
  if (node === undefined) return "nothing";
  switch (node.type) {
    case "strong":
      return "bold";
    case "emphasis":
      return "italic";
    case "link":
    case "linkReference":
      return "link";
    case "inlineCode":
      return "code";
    case "image":
    case "imageReference":
      return "picture";
    case "text":
      return startOfText(node.value);
    case "list":
      return "number";
    default:
      return "children" in node ? startOfAll(node.children) : "nothing";
  }
}

/** Of inline nodes one after the other. */
export function startOfAll(nodes: readonly Nodes[]): Start {
  for (const node of nodes) {
    const start = startOf(node);
    if (start !== "nothing") return start;
  }
  return "nothing";
}

function startOfText(text: string): Start {
  const [bare = ""] =
    /[^\s\p{Extended_Pictographic}\ufe0f\u200d\p{Emoji_Modifier}*_|·•–—-][\s\S]{0,20}/u.exec(text) ?? [];
  if (bare === "" || bare === "[" || bare === "(") return "nothing";
  if (/^[[(【]?\d/u.test(bare)) return "number";
  if (/^["“«‘「《'[【(]/u.test(bare)) return "quote";
  return "words";
}
