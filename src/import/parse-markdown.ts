import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { walk } from "./walk.ts";

type Transform = (tree: Root) => unknown;

const transforms: Transform[] = [];
const processor = unified().use(remarkParse).use(remarkGfm).use(takeTransforms).freeze();

/**
 * The tree that remark makes of GitHub's Markdown. That `mdast-util-gfm-autolink-literal` looks for addresses in all text
 * once more takes up to a third of the parse; here it looks only where there is something like one.
 * https://github.com/syntax-tree/mdast-util-gfm-autolink-literal
 */
export function parseMarkdown(text: string): Root {
  const root = processor.parse(text);
  walk([root], (node) => {
    if (node.type === "link" || node.type === "linkReference") return false;
    if (!("children" in node)) return true;
    if (!node.children.some((child) => child.type === "text" && /@|:\/\/|www\./i.test(child.value))) return true;
    for (const transform of transforms) transform(node as Root);
    return false;
  });
  return root;
}

/** Keeps remark from running what its extensions do to the whole tree. */
function takeTransforms(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map(({ transforms: own, ...extension }) => {
    transforms.push(...((own ?? []) as readonly Transform[]));
    return extension;
  });
}
