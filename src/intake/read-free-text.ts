import { findIdentifiers, parseIdentifier, type Identifier } from "../list/identifiers.ts";
import { findPaperField, type PaperField } from "../list/paper-fields.ts";
import { findPaperPage } from "../list/paper-page.ts";
import type { FormAnswers } from "./read-form.ts";
import { readLines, type TextLine, type TextLink } from "./read-lines.ts";
import { readMention, type Mention } from "./read-mention.ts";

/** What a text in a person's own words says about papers. */
export interface FreeText {
  readonly papers: readonly TextPaper[];
  /** Whether there is nothing in it but links to papers. */
  readonly onlyLinks: boolean;
}

export interface TextPaper {
  readonly answers: FormAnswers;
  /** Fields that nobody named: their values were read out of running text, so what is looked up is better. */
  readonly loose: ReadonlySet<FieldName>;
}

type FieldName = PaperField["name"];

/** Link texts that name the link, not the paper. */
const genericTexts =
  /^(?:arxiv|paper|papers|pdf|link|url|here|this|code|github|website|project(?: page)?|doi|html|abs)$/i;

/**
 * Reads papers from free text. Each line that names a paper (an arXiv id, a DOI, a link to its page …), or that cites one by title
 * and author, begins one; a link on the line of a citation or right after it is that paper's. Other web links, and lines such as
 * `Category: embodiment/action-head`, belong to the paper before them; a second `Title: …` begins the next.
 */
export function readFreeText(body: string): FreeText {
  const papers: Draft[] = [];
  let onlyLinks = true;
  let before: Line | undefined;
  for (const line of readLines(body).map(readLine)) {
    const { field } = line;
    if (field !== undefined && field.name !== "links") {
      onlyLinks = false;
      const last = papers.at(-1);
      const isAnother = field.name === "title" && last?.answers.has("title") === true && !last.loose.has("title");
      const paper = last === undefined || isAnother ? begin() : last;
      if (!paper.answers.has(field.name) || paper.loose.delete(field.name)) paper.answers.set(field.name, line.value);
    } else {
      if (line.rest !== "") onlyLinks = false;
      const [paper, another] = line.groups.map((group) => addGroup(group, line));
      // Of several papers on one line nobody can say which is cited.
      if (line.mention !== undefined && another === undefined) addMention(line.mention, line, paper);
    }
    if (line.text.trim() !== "") before = line;
  }
  return { papers, onlyLinks: onlyLinks && papers.length > 0 && papers.every(({ names }) => names.size > 0) };

  function begin(): Draft {
    const paper = { answers: new Map(), loose: new Set<FieldName>(), names: new Set<string>(), citedOn: undefined };
    papers.push(paper);
    return paper;
  }

  function addGroup(group: Group, line: Line): Draft {
    const last = papers.at(-1);
    const isFree =
      last !== undefined &&
      !last.answers.has("links") &&
      (last.citedOn === undefined ||
        (isNext(last.citedOn, line) && line.mention === undefined && group.title === undefined));
    const present = papers.find(({ names }) => group.names.some((name) => names.has(name)));
    const belongs = isFree || (group.names.length === 0 && line.mention === undefined);
    const paper = present ?? (belongs ? last : undefined) ?? begin();
    const links = (paper.answers.get("links") ?? "").split("\n").filter((link) => link !== "");
    paper.answers.set("links", [...new Set([...links, ...group.links])].join("\n"));
    for (const name of group.names) paper.names.add(name);
    if (group.title !== undefined) setLoosely(paper, "title", group.title);
    return paper;
  }

  function addMention({ title, authors, year }: Mention, line: Line, linked: Draft | undefined): void {
    const last = papers.at(-1);
    const paper = linked ?? (isFreeToName(last) ? last : undefined) ?? begin();
    if (linked === undefined) paper.citedOn = line;
    setLoosely(paper, "title", title);
    setLoosely(paper, "authors", authors.join("\n"));
    if (year !== undefined) setLoosely(paper, "date", year);

    function isFreeToName(one: Draft | undefined): boolean {
      if (one === undefined || one.answers.has("title")) return false;
      return (
        !one.answers.has("links") ||
        (before?.rest === "" && before.groups.length === 1 && before.paragraph === line.paragraph)
      );
    }
  }

  /** Whether this line comes right after that one, and not in a list item beside it. */
  function isNext(cited: Line, line: Line): boolean {
    return cited === before && cited.items.every((item, at) => line.items[at] === item);
  }
}

/** The paper's answers while they are read. */
interface Draft {
  readonly answers: Map<FieldName, string>;
  readonly loose: Set<FieldName>;
  /** What names it: identifiers and pages, as keys. */
  readonly names: Set<string>;
  /** The line that cites it without a link. */
  citedOn: Line | undefined;
}

function setLoosely(paper: Draft, field: FieldName, value: string): void {
  if (paper.answers.has(field)) return;
  paper.answers.set(field, value);
  paper.loose.add(field);
}

interface Line extends TextLine {
  readonly groups: readonly Group[];
  readonly field?: PaperField;
  readonly value: string;
  /** What is left when links and identifiers are taken away. */
  readonly rest: string;
  readonly mention?: Mention;
}

function readLine(line: TextLine): Line {
  const bare = line.text.replace(/^[\s>*+-]*(?:\d{1,3}[.)]\s)?/, "").replace(/\*\*/g, "");
  const labelled = /^(?<label>[A-Za-z][A-Za-z ]{1,20}?)\s*[:：]\s*(?<value>\S.*)$/.exec(bare)?.groups;
  const field = labelled === undefined ? undefined : findFieldByLabel(labelled["label"] ?? "");
  const value = labelled?.["value"] ?? "";
  let rest = bare;
  let cited = line.text;
  for (const link of line.links) {
    rest = rest.replace(link.url, " ").replace(link.text, " ");
    cited = cited.replace(link.url, " ");
  }
  const named = findIdentifiers(rest).map((identifier) => ({ url: printIdentifier(identifier), text: "" }));
  const groups = groupByPaper([...line.links, ...named]);
  if (field !== undefined) return { ...line, groups, field, value, rest: "" };
  rest = rest.replace(identifierPattern, " ").replace(/[\s[\](){}<>.,;:|*_`~"'-]+/g, "");
  const mention = rest === "" ? undefined : readMention(withoutLinks(cited.replace(identifierPattern, " ")));
  return { ...line, groups, value, rest, ...(mention !== undefined && { mention }) };
}

const identifierPattern = /\b(?:arxiv|doi)(?:\s*:)?\s*\S+|\b\d{4}\.\d{4,5}(?:v\d+)?\b|\b10\.\d{4,9}\/\S+/gi;

/** A citation without what is left of its links: `[Title]( )` is `Title`, `[[pdf]( )]` nothing. */
function withoutLinks(text: string): string {
  return text
    .replace(/\[{1,2}([^[\]]{1,500})\]\(\s*\)\]?/g, (_, words: string) =>
      genericTexts.test(words.trim()) ? " " : words,
    )
    .replace(/<\s*>|\(\s*\)|\[\s*\]/g, " ")
    .replace(/(?<![\s,;:|–—-])[\s,;:|–—-]+$/, "");
}

interface Group {
  readonly names: readonly string[];
  readonly links: readonly string[];
  readonly title: string | undefined;
}

interface OpenGroup {
  readonly names: string[];
  readonly kinds: Map<string, string>;
  readonly links: string[];
  title: string | undefined;
}

/** Splits the links of one line into papers: a second name of the same kind begins the next. */
function groupByPaper(links: readonly TextLink[]): readonly Group[] {
  const groups: OpenGroup[] = [];
  for (const { url, text } of links) {
    const named = nameOf(url);
    const last = groups.at(-1);
    const known = named === undefined ? undefined : last?.kinds.get(named.kind);
    const isNext = named !== undefined && known !== undefined && known !== named.value;
    const group: OpenGroup =
      last === undefined || isNext ? { names: [], kinds: new Map(), links: [], title: undefined } : last;
    if (group !== last) groups.push(group);
    if (named !== undefined) {
      group.kinds.set(named.kind, named.value);
      group.names.push(`${named.kind}:${named.value}`);
    }
    if (!group.links.includes(url)) group.links.push(url);
    if (isTitle(text, url)) group.title ??= text;
  }
  return groups;
}

/** What an address says of the paper it leads to. */
function nameOf(url: string): { readonly kind: string; readonly value: string } | undefined {
  const identifier = parseIdentifier(url);
  if (identifier !== undefined) return identifier;
  const page = url.length <= 2_000 && URL.canParse(url) ? findPaperPage(new URL(url)) : undefined;
  return page === undefined ? undefined : { kind: "page", value: page };
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

/** A field by its name or label; one of several is as good as all: `Category: …`, `Link: …`. */
function findFieldByLabel(label: string): PaperField | undefined {
  const names = [label, `${label}s`, label.replace(/y$/i, "ies"), ...(/^year$/i.test(label) ? ["date"] : [])];
  return names.map(findPaperField).find((field) => field !== undefined);
}

function printIdentifier(identifier: Identifier): string {
  return identifier.kind === "arxiv" ? `arXiv:${identifier.value}` : identifier.value;
}
