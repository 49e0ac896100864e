import { slug } from "github-slugger";

/** A heading of a Markdown text, with the anchor GitHub gives it before it looks for repeats. */
export interface Heading {
  /** 0-based. */
  readonly line: number;
  readonly slug: string;
}

const fence = /^ {0,3}(?<ticks>`{3,}|~{3,})(?<info>.*)$/;
const atx = /^ {0,3}#{1,6}(?:[ \t]+(?<text>.*?))??(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;

/**
 * The headings of a text, found line by line: a whole README of 10,000 papers is read too often for a Markdown parser,
 * and only headings that could share an anchor with a category of ours matter.
 */
export function findHeadings(text: string): readonly Heading[] {
  const headings: Heading[] = [];
  let open: string | undefined;
  let before = "";
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    const first = content.trimStart().charAt(0);
    const { ticks = "", info = "" } = first === "`" || first === "~" ? (fence.exec(content)?.groups ?? {}) : {};
    if (open !== undefined) {
      if (ticks.startsWith(open) && info.trim() === "") open = undefined;
    } else if (ticks !== "" && !(first === "`" && info.includes("`"))) {
      open = ticks;
    } else if (first === "#") {
      const heading = atx.exec(content);
      if (heading !== null) headings.push({ line, slug: slugOfMarkdown(heading.groups?.["text"] ?? "") });
    } else if ((first === "=" || first === "-") && before !== "" && underline.test(content)) {
      headings.push({ line: line - 1, slug: slugOfMarkdown(before) });
    }
    before = open === undefined && !/^(?:[>|#]|[-*+] |\d+[.)] | {4})/.test(content) ? content.trim() : "";
  }
  return headings;
}

/**
 * GitHub makes the anchor of the text that is shown; most marks of Markdown fall away in a slug by themselves. Nothing is
 * looked for beyond where the next begins: a README may hold a line of any length.
 */
export function slugOfMarkdown(markdown: string): string {
  const shown = markdown
    .replaceAll(/(?<!\\)!\[[^[\]]*\]\([^)]{0,999}\)|(?<!\\)<[^<>]*>/g, "")
    .replaceAll(/(?<!\\)\[([^[\]]*)\]\([^)]{0,999}\)/g, "$1")
    .replaceAll(/&#(\d{1,7});/g, (_, code: string) => characterOf(Number(code)))
    .replaceAll(/&(?:amp|lt|gt|quot);|\u200b/g, "")
    .replaceAll(/(?<![\w\\])_+(?=\S)|(?<=\S)(?<!\\)_+(?!\w)/g, "")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
  return slug(shown);
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
