import type { Nodes, Root } from "mdast";

/**
 * Gives nodes without a position theirs. `mdast-util-gfm-autolink-literal` makes links of addresses in text that the
 * tokenizer left (after a bracket that closes no link, say) and says of none where it stands.
 * https://github.com/syntax-tree/mdast-util-gfm-autolink-literal
 */
export function restorePositions(root: Root, text: string): void {
  visitParent(root);

  function visitParent(node: Nodes): void {
    if (!("children" in node)) return;
    const { children } = node;
    for (let at = 0; at < children.length; at += 1) {
      const child = children[at];
      if (child === undefined) continue;
      if (child.position === undefined) {
        let stop = at + 1;
        while (stop < children.length && children[stop]?.position === undefined) stop += 1;
        const start = children[at - 1]?.position?.end.offset ?? node.position?.start.offset ?? 0;
        const end = children[stop]?.position?.start.offset ?? node.position?.end.offset ?? start;
        placeBetween(children.slice(at, stop), start, end);
        at = stop - 1;
      } else visitParent(child);
    }
  }

  /** Links are as they are written; what stands between them is the text. */
  function placeBetween(nodes: readonly Nodes[], start: number, end: number): void {
    let from = start;
    for (const [at, node] of nodes.entries()) {
      const next = nodes.slice(at + 1).find(({ type }) => type === "link");
      const own = node.type === "link" ? literalOf(node) : "";
      const found = next === undefined ? -1 : text.slice(from, end).indexOf(literalOf(next));
      const to = node.type === "link" ? Math.min(end, from + own.length) : found === -1 ? end : from + found;
      node.position = positionOf(from, to);
      if (node.type === "link") for (const child of node.children) child.position = positionOf(from, to);
      from = to;
    }
  }
}

function literalOf(node: Nodes): string {
  if (node.type !== "link") return "";
  const [child] = node.children;
  return child?.type === "text" ? child.value : node.url;
}

/** Lines and columns are not used: all of ours are offsets. */
function positionOf(start: number, end: number): NonNullable<Nodes["position"]> {
  return { start: { line: 1, column: 1, offset: start }, end: { line: 1, column: 1, offset: end } };
}
