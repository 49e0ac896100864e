import type { Definition, Link, Nodes, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { linkTarget } from "./link-target.ts";
import { visibleLines } from "./visible-text.ts";

const parser = unified().use(remarkParse).use(remarkGfm);
const printer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: "-", emphasis: "*", strong: "*", fence: "`", listItemIndent: "one", rule: "-" });

/** See `safeMarkdown`, which is what others call. */
export function sanitizeMarkdown(source: string): string {
  const tree = parser.parse(visibleLines(source));
  const addresses = definitionsOf(tree);
  visit(tree, (node, at, parent) => {
    if (parent === undefined || at === undefined) return undefined;
    const replacement = replace(node, addresses);
    if (replacement === undefined) return undefined;
    parent.children.splice(at, 1, ...(replacement as never[]));
    return [SKIP, at];
  });
  visit(tree, joinTexts);
  visit(tree, neutralize);
  // A space that stood beside something dropped.
  return printer
    .stringify(tree)
    .replaceAll(/^(?:&#x20;)+|(?:&#x20;)+$/gm, "")
    .trim();
}

function definitionsOf(tree: Root): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  visit(tree, "definition", (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return definitions;
}

/** What stands instead of the node, to be looked at again; undefined where it may stay. */
function replace(node: Nodes, addresses: ReadonlyMap<string, Definition>): readonly RootContent[] | undefined {
  switch (node.type) {
    case "html":
    case "definition":
    case "footnoteDefinition":
    case "footnoteReference":
      return [];
    case "heading":
      return [{ type: "paragraph", children: [{ type: "strong", children: node.children }] }];
    case "link":
      return isSafe(node.url) ? undefined : node.children;
    case "linkReference": {
      const url = addresses.get(node.identifier)?.url;
      return url === undefined ? node.children : [{ type: "link", url, children: node.children } satisfies Link];
    }
    case "image":
      return isSafe(node.url) && !/^mailto:/i.test(node.url) ? undefined : textNodes(node.alt);
    case "imageReference":
      return textNodes(node.alt);
    default:
      return undefined;
  }
}

function isSafe(url: string): boolean {
  return linkTarget(url) !== undefined || /^#[\w-]*$/.test(url);
}

function textNodes(text: string | null | undefined): readonly RootContent[] {
  return text === null || text === undefined || text === "" ? [] : [{ type: "text", value: text }];
}

/** What was dropped may have stood between the two halves of a reference. */
function joinTexts(node: Nodes): void {
  if (!("children" in node)) return;
  for (let at = node.children.length - 1; at > 0; at -= 1) {
    const before = node.children[at - 1];
    const text = node.children[at];
    if (before?.type !== "text" || text?.type !== "text") continue;
    before.value += text.value;
    node.children.splice(at, 1);
  }
}

/** Zero-width spaces where GitHub, or a second parse of what is printed, would see a mention, a reference or a mark of ours. */
function neutralize(node: Nodes, _at: number | undefined, parent: Nodes | undefined): void {
  if (node.type === "text") {
    const broken = node.value.replaceAll(/@|#(?=\w)|\bgh-(?=\d)|\{(?=[{%])/gi, "$&\u200b");
    // The words of a literal address are the address itself.
    node.value =
      parent?.type === "link" ? broken : broken.replaceAll(/(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi, "$&\u200b");
  } else if (node.type === "code" || node.type === "inlineCode") {
    node.value = node.value.replaceAll("awesome-papers:", "awesome-papers\u200b:");
  } else if (node.type === "link" || node.type === "image") {
    node.title = null;
  }
}
