import { toString } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { cleanLine } from "../list/clean-text.ts";

const parser = unified().use(remarkParse).use(remarkGfm);

/** Longer texts are no value of a paper, and Markdown of some shapes takes long to parse. */
const longest = 20_000;
const mostMarks = 300;
const marks = /[\\&*_`<>[\]~]/g;

/** The words that a piece of Markdown shows, on one line: what `escapeMarkdown` and `escapeHtml` made of them is undone. */
export function shownWords(markdown: string): string {
  if (!isParsed(markdown)) return cleanLine(markdown);
  // Behind a word nothing begins a list, a heading or a quote.
  return cleanLine(toString(parser.parse(`x ${markdown}`)).slice(2));
}

function isParsed(markdown: string): boolean {
  if (markdown.length > longest) return false;
  const count = markdown.match(marks)?.length ?? 0;
  return count > 0 && count <= mostMarks;
}

export interface WrittenLink {
  readonly url: string;
  /** What the link shows; nothing for an address by itself. */
  readonly words: string;
}

/** Links of Markdown and of HTML in it, in order, each address once. Pictures lead nowhere. */
export function linksIn(markdown: string): readonly WrittenLink[] {
  const links = new Map<string, WrittenLink>();
  if (!isParsed(markdown)) return [];
  visit(parser.parse(markdown), (node) => {
    if (node.type === "link") add(node.url, toString(node));
    else if (node.type === "html")
      for (const [, url = ""] of node.value.matchAll(/\bhref="([^"\s<>]{1,2000})"/g))
        add(url.replaceAll("&amp;", "&"), "");
  });
  return [...links.values()];

  function add(url: string, words: string): void {
    if (/^(?:https?|mailto):/i.test(url) && !links.has(url)) links.set(url, { url, words: cleanLine(words) });
  }
}
