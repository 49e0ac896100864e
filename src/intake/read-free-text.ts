import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { findIdentifiers, parseIdentifier, type Identifier } from "../list/identifiers.ts";
import { findPaperField, type PaperField } from "../list/paper-fields.ts";
import { parseLinks } from "./parse-markdown.ts";
import type { FormAnswers } from "./read-form.ts";

/** What a text in a person's own words says about papers. */
export interface FreeText {
  readonly papers: readonly FormAnswers[];
  /** Whether there is nothing in it but links to papers. */
  readonly onlyLinks: boolean;
}

type FieldName = PaperField["name"];

/** Link texts that name the link, not the paper. */
const genericTexts =
  /^(?:arxiv|paper|papers|pdf|link|url|here|this|code|github|website|project(?: page)?|doi|html|abs)$/i;

/**
 * Reads papers from free text: each line that names a paper (an arXiv id, a DOI, a link …) begins one;
 * other web links, and lines such as `Category: embodiment/action-head`, belong to the paper before them.
 */
export function readFreeText(body: string): FreeText {
  const papers: Map<FieldName, string>[] = [];
  let onlyLinks = true;
  let waiting = new Map<FieldName, string>();
  for (const line of readLines(body)) {
    if (line.field !== undefined && line.field.field.name !== "links") {
      onlyLinks = false;
      const paper = papers.at(-1) ?? waiting;
      if (!paper.has(line.field.field.name)) paper.set(line.field.field.name, line.field.value);
      continue;
    }
    if (line.rest !== "") onlyLinks = false;
    for (const group of groupByPaper(line)) {
      const present = papers.find((paper) => group.identifiers.some((key) => hasIdentifier(paper, key)));
      const paper = present ?? (group.identifiers.length === 0 ? papers.at(-1) : undefined) ?? begin();
      addLinks(paper, group.links);
      if (group.title !== undefined && !paper.has("title")) paper.set("title", group.title);
    }
  }
  if (papers.length === 0 && waiting.size > 0) papers.push(waiting);
  return { papers, onlyLinks: onlyLinks && papers.length > 0 && papers.every(namesPaper) };

  function begin(): Map<FieldName, string> {
    const paper = waiting;
    waiting = new Map();
    papers.push(paper);
    return paper;
  }
}

interface Line {
  readonly links: readonly { readonly url: string; readonly text: string }[];
  readonly field?: { readonly field: PaperField; readonly value: string };
  /** What is left when links and identifiers are taken away. */
  readonly rest: string;
}

/** The lines of a text as a reader sees them: quotes, code and HTML left out. */
function readLines(body: string): readonly Line[] {
  const tree = parseLinks(body);
  if (tree === undefined) return [];
  const source = body.split(/\r\n|\n|\r/);
  const lines: Line[] = [];
  visit(tree, (node) => {
    if (node.type === "blockquote" || node.type === "code" || node.type === "html") return "skip";
    if ((node.type !== "paragraph" && node.type !== "heading") || node.position === undefined) return undefined;
    const links: { url: string; text: string; line: number }[] = [];
    visit(node, "link", (link) => {
      links.push({ url: link.url, text: textOf(link).trim(), line: link.position?.start.line ?? 0 });
    });
    for (let number = node.position.start.line; number <= node.position.end.line; number += 1) {
      lines.push(
        readLine(
          source[number - 1] ?? "",
          links.filter((link) => link.line === number),
        ),
      );
    }
    return "skip";
  });
  return lines;
}

function readLine(text: string, links: readonly { readonly url: string; readonly text: string }[]): Line {
  const bare = text.replace(/^[\s>*+-]*(?:\d{1,3}[.)]\s)?/, "").replace(/\*\*/g, "");
  const labelled = /^(?<label>[A-Za-z][A-Za-z ]{1,20}?)\s*[:：]\s*(?<value>\S.*)$/.exec(bare)?.groups;
  const field = labelled === undefined ? undefined : findFieldByLabel(labelled["label"] ?? "");
  if (field !== undefined) return { links, field: { field, value: labelled?.["value"] ?? "" }, rest: "" };
  let rest = bare;
  for (const link of links) rest = rest.replace(link.url, " ").replace(link.text, " ");
  const named = findIdentifiers(rest).map((identifier) => ({ url: printIdentifier(identifier), text: "" }));
  rest = rest.replace(/\b(?:arxiv|doi)\s*:?\s*\S+|\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b10\.\d{4,9}\/\S+/gi, " ");
  return { links: [...links, ...named], rest: rest.replace(/[\s[\](){}<>.,;:|*_`~"'-]+/g, "") };
}

/** Splits the links of one line into papers: a second id of the same kind begins the next. */
function groupByPaper(line: Line): readonly Group[] {
  const groups: { identifiers: Identifier[]; links: string[]; title: string | undefined }[] = [];
  for (const { url, text } of line.links) {
    const identifier = parseIdentifier(url);
    const last = groups.at(-1);
    const next =
      identifier !== undefined &&
      last?.identifiers.some((known) => known.kind === identifier.kind && known.value !== identifier.value) === true;
    const group = last === undefined || next ? { identifiers: [], links: [], title: undefined } : last;
    if (group !== last) groups.push(group);
    if (identifier !== undefined) group.identifiers.push(identifier);
    if (!group.links.includes(url)) group.links.push(url);
    if (isTitle(text, url)) group.title ??= text;
  }
  return groups;
}

interface Group {
  readonly identifiers: readonly Identifier[];
  readonly links: readonly string[];
  readonly title: string | undefined;
}

function isTitle(text: string, url: string): boolean {
  return (
    text.length > 8 &&
    text !== url &&
    !genericTexts.test(text) &&
    !/^https?:|^www\./i.test(text) &&
    parseIdentifier(text) === undefined
  );
}

function addLinks(paper: Map<FieldName, string>, links: readonly string[]): void {
  const present = (paper.get("links") ?? "").split("\n").filter((line) => line !== "");
  paper.set("links", [...new Set([...present, ...links])].join("\n"));
}

function hasIdentifier(paper: FormAnswers, wanted: Identifier): boolean {
  return findIdentifiers(paper.get("links") ?? "").some(
    (identifier) => identifier.kind === wanted.kind && identifier.value === wanted.value,
  );
}

function namesPaper(paper: FormAnswers): boolean {
  return findIdentifiers(paper.get("links") ?? "").length > 0;
}

/** A field by its name or label; one of several is as good as all: `Category: …`, `Link: …`. */
function findFieldByLabel(label: string): PaperField | undefined {
  const plurals = [label, `${label}s`, label.replace(/y$/i, "ies")];
  return plurals.map(findPaperField).find((field) => field !== undefined);
}

function printIdentifier(identifier: Identifier): string {
  return identifier.kind === "arxiv" ? `arXiv:${identifier.value}` : identifier.value;
}
