import { canonicalUrl } from "../list/url.ts";
import { indexOf, papersNamed } from "../list/duplicates.ts";
import type { List } from "../list/list.ts";
import { paperNames } from "../list/paper-names.ts";
import type { Paper } from "../list/paper.ts";
import type { PrintEntry } from "./entry-pattern.ts";

/** A paper's entry in an output. Lines are 0-based, to before `end`. */
export interface PrintedEntry {
  readonly paper: Paper;
  readonly start: number;
  readonly end: number;
  /** Its lines, without those around it that are empty. */
  readonly text: string;
}

/** Every entry that the templates print now, by its text; one that two papers share says nothing. */
export interface Renderings {
  readonly byText: ReadonlyMap<string, Paper>;
  /** Texts by their first line, the longest first. */
  readonly byFirstLine: ReadonlyMap<string, readonly string[]>;
  /** Whether each entry is one line. */
  readonly isLines: boolean;
  /** What the first line of each begins with. */
  readonly start: string;
}

export function renderEntries(list: List, print: PrintEntry): Renderings {
  const byText = new Map<string, Paper>();
  const shared = new Set<string>();
  for (const paper of list.papers) {
    const text = print(paper);
    if (text === undefined || text === "") continue;
    if (byText.has(text)) shared.add(text);
    byText.set(text, paper);
  }
  for (const text of shared) byText.delete(text);
  const texts = [...byText.keys()];
  const byFirstLine = Map.groupBy(
    texts.toSorted((a, b) => b.length - a.length),
    firstLine,
  );
  let start: string | undefined;
  for (const line of byFirstLine.keys()) start = start === undefined ? line : sharedStart(start, line);
  return { byText, byFirstLine, isLines: texts.every((text) => !text.includes("\n")), start: start ?? "" };
}

/** The entry's lines without spaces at their ends and without empty lines around them: as entries are compared. */
export function trimEntry(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/^\n+|\n+$/g, "");
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}

function sharedStart(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one.slice(0, at);
}

/** The entries in the lines of an output, in order: as they are printed now, else lines that lead to a paper of the list. */
export function findPrintedEntries(
  lines: readonly string[],
  list: List,
  renderings: Renderings,
): readonly PrintedEntry[] {
  const entries: PrintedEntry[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const text = renderings.byFirstLine.get(line)?.find((one) => isAt(lines, at, one));
    const paper = text === undefined ? paperOfLine(line, list) : renderings.byText.get(text);
    const end = at + (text?.split("\n").length ?? 1);
    if (paper !== undefined) entries.push({ paper, start: at, end, text: text ?? line });
    at = end;
  }
  return entries;
}

function isAt(lines: readonly string[], start: number, text: string): boolean {
  return text.split("\n").every((line, at) => lines[start + at] === line);
}

/** A line of a list, a table or of HTML, as older templates may have printed it. */
const entryLine = /^\s{0,8}(?:[-*+|<]|\d{1,5}[.)])/;

function paperOfLine(line: string, list: List): Paper | undefined {
  return entryLine.test(line) ? findLinkedPaper(line, list) : undefined;
}

/** The one paper of the list to whose page the first address leads. */
export function findLinkedPaper(text: string, list: List): Paper | undefined {
  const url = firstAddress(text);
  if (url === undefined) return undefined;
  const names = paperNames({ title: "", links: [{ kind: "paper", url: canonicalUrl(url) }] });
  const papers = new Set(names.flatMap((name) => papersNamed(indexOf(list.papers), name)));
  const [paper] = papers;
  return papers.size === 1 ? paper : undefined;
}

export function firstAddress(text: string): string | undefined {
  return /https?:\/\/[^\s<>"()[\]]{1,2000}/.exec(text)?.[0].replaceAll("&amp;", "&");
}
