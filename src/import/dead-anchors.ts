import GithubSlugger from "github-slugger";
import type { Nodes, Parents, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { findNearest } from "../list/nearest.ts";
import type { ImportRemark } from "./entry-reading.ts";
import { spanOf, type Span } from "./source.ts";

/**
 * Links to a place in the page that the page does not have: no heading and no `id` or `name` in its HTML. GitHub makes the
 * names of headings: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export function findDeadAnchors(blocks: readonly RootContent[]): readonly ImportRemark[] {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>(["", "top", "readme"]);
  const links: { readonly name: string; readonly span: Span }[] = [];
  // Not recursive: quotes in quotes may be as deep as the page is long.
  const open: Nodes[] = blocks.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "heading")
      anchors.add(normal(slugger.slug(toString(node, { includeHtml: false, includeImageAlt: false }))));
    else if ((node.type === "link" || node.type === "definition") && node.url.startsWith("#")) {
      links.push({ name: node.url.slice(1), span: spanOf(node) });
    } else if (node.type === "html") {
      for (const [, name = ""] of node.value.matchAll(/\s(?:id|name)\s{0,9}=\s{0,9}["']?([^\s"'>]+)/gi))
        anchors.add(normal(name));
      for (const [, name = ""] of node.value.matchAll(/\shref\s{0,9}=\s{0,9}["']?#([^\s"'>]+)/gi)) {
        links.push({ name, span: spanOf(node) });
      }
    }
    if (hasChildren(node)) open.push(...node.children.toReversed());
  }
  const dead = links.filter(({ name }) => !anchors.has(normal(name)));
  const isComparable = dead.length * anchors.size <= mostCompared;
  return dead.map(({ name, span }) => {
    const nearest = isComparable ? findNearest(normal(name), anchors) : undefined;
    const hint = nearest === undefined ? "" : ` Did you mean #${nearest}?`;
    return { code: "dead-anchor", span, message: `There is no place #${name} in the page.${hint}` };
  });
}

/** Pairs of a dead link and a place: more are no slip in a table of contents, and each costs time. */
const mostCompared = 20_000;

function hasChildren(node: Nodes): node is Parents {
  return "children" in node;
}

/** Browsers and GitHub's page disagree on case and on the selectors of emoji: neither is a fault of the list. */
function normal(name: string): string {
  return decoded(name.replace(/^user-content-/i, ""))
    .toLowerCase()
    .replaceAll("\uFE0F", "");
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
