import { identifierUrl } from "../list/identifiers.ts";
import type { AsWritten, Digest, IdentifierKind, LinkKind, Paper } from "../list/paper.ts";
import { codeRepository } from "./code-repository.ts";
import { keptText } from "./kept-text.ts";
import { linkTarget } from "./link-target.ts";
import { printMark } from "./print-mark.ts";
import { type SafeText, safeText } from "./safe-text.ts";
import { titleRest } from "./title-rest.ts";

/**
 * One paper as templates see it: every key is there, what the paper does not say is nothing or an empty list. Texts are
 * as in the list and are escaped when printed; addresses can stand in `(…)` and in an attribute.
 */
export interface PaperView {
  readonly id: string;
  readonly title: string;
  readonly nickname: string | null;
  /** What follows the nickname, where the title begins with it; else the title. */
  readonly titleRest: string;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly year: string | null;
  /** `2025-06`; `2025` where no more is known. */
  readonly month: string | null;
  readonly venue: string | null;
  readonly institutions: readonly string[];
  /** Where the paper can be read. */
  readonly url: SafeText | null;
  /** All links but the one that is `url`. */
  readonly links: readonly LinkView[];
  /** All links as the list has them. */
  readonly everyLink: readonly LinkView[];
  /** The first link where it has no label of its own, for lists that link the title or the date; and all links but that. */
  readonly headLink: LinkView | null;
  readonly otherLinks: readonly LinkView[];
  /** `owner/name` of the first code link that leads to GitHub; part of an address. */
  readonly repository: SafeText | null;
  readonly identifiers: Readonly<Record<IdentifierKind, string | null>>;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly featured: boolean;
  readonly marks: readonly (SafeText | string)[];
  readonly image: SafeText | null;
  readonly summary: string | null;
  readonly abstract: string | null;
  readonly contribution: string | null;
  readonly findings: readonly string[];
  readonly topics: readonly string[];
  readonly methods: readonly string[];
  readonly digest: DigestView;
  /** Markdown as it is. */
  readonly notes: Readonly<Record<string, SafeText>>;
  /** The note of that name: in an adopted list, which of the layouts of its section the paper is written in. */
  readonly layout: string | null;
  readonly translations: Readonly<Record<string, object>>;
  readonly added: string | null;
  readonly addedBy: string | null;
  readonly asWritten: AsWrittenView;
}

/** Source text as it is. */
export type AsWrittenView = { readonly [K in keyof AsWritten]-?: SafeText | null };

export interface LinkView {
  readonly kind: LinkKind;
  readonly label: string;
  /** What the list itself calls it. */
  readonly ownLabel: string | null;
  readonly url: SafeText;
}

type DigestView = { readonly [K in keyof Digest]-?: Exclude<Digest[K], undefined> | null };

const nothing: readonly never[] = [];
const noNotes = {};
const notWritten: AsWrittenView = { authors: null, date: null, links: null, entry: null };
const noTranslations = {};
const noIdentifiers = { arxiv: null, doi: null, openreview: null, acl: null };
const noDigest: DigestView = {
  keyPoints: nothing,
  problem: null,
  idea: null,
  framework: null,
  innovation: null,
  design: null,
  results: null,
  applications: null,
};

/** What a link without a label of its own is called. */
export const linkLabels: Readonly<Record<LinkKind, string>> = {
  paper: "Paper",
  code: "Code",
  website: "Website",
  video: "Video",
  data: "Data",
  model: "Model",
  demo: "Demo",
  slides: "Slides",
  other: "Link",
};

const kindsInOrder: readonly IdentifierKind[] = ["arxiv", "doi", "openreview", "acl"];

/** @param category path of the category that it is printed in; kept entries may differ by it */
export function viewOfPaper(paper: Paper, category?: string): PaperView {
  const { identifiers, date, nickname = null } = paper;
  const main = mainUrl(paper);
  const everyLink = linksOf(paper);
  const headLink = headLinkOf(paper, everyLink, main);
  return {
    id: paper.id,
    title: paper.title,
    nickname,
    titleRest: nickname === null ? paper.title : titleRest(nickname, paper.title),
    authors: paper.authors ?? nothing,
    date: date ?? null,
    year: date?.slice(0, 4) ?? null,
    month: date?.slice(0, 7) ?? null,
    venue: paper.venue ?? null,
    institutions: paper.institutions ?? nothing,
    url: main === undefined ? null : addressOf(main),
    links: linksOf(paper, main),
    everyLink,
    headLink,
    otherLinks: everyLink[0] === headLink ? everyLink.slice(1) : everyLink,
    repository: codeRepository(paper),
    identifiers: identifiers === undefined ? noIdentifiers : { ...noIdentifiers, ...identifiers },
    categories: paper.categories,
    tags: paper.tags ?? nothing,
    featured: paper.featured ?? false,
    marks: paper.marks?.map(printMark) ?? nothing,
    image: paper.image === undefined ? null : addressOf(paper.image),
    summary: paper.summary ?? null,
    abstract: paper.abstract ?? null,
    contribution: paper.contribution ?? null,
    findings: paper.findings ?? nothing,
    topics: paper.topics ?? nothing,
    methods: paper.methods ?? nothing,
    digest: paper.digest === undefined ? noDigest : { ...noDigest, ...paper.digest },
    notes: paper.notes === undefined ? noNotes : keptTexts(paper.notes),
    layout: paper.notes?.["layout"] ?? null,
    translations: paper.translations ?? noTranslations,
    added: paper.added ?? null,
    addedBy: paper.addedBy ?? null,
    asWritten: paper.asWritten === undefined ? notWritten : viewOfWritten(paper.asWritten, category),
  };
}

function viewOfWritten({ entry, ...parts }: AsWritten, category: string | undefined): AsWrittenView {
  const text = typeof entry === "string" || category === undefined ? entry : entry?.[category];
  return { ...notWritten, ...keptTexts(parts), entry: typeof text === "string" ? keptText(text) : null };
}

function keptTexts(texts: object): Readonly<Record<string, SafeText>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, keptText(String(text))]));
}

/** The link to the paper itself, else the page of its identifier, else the first link there is. */
function mainUrl({ links = nothing, identifiers }: Paper): string | undefined {
  for (const { kind, url } of links) if (kind === "paper") return url;
  if (identifiers !== undefined) {
    for (const kind of kindsInOrder) {
      const value = identifiers[kind];
      if (value !== undefined) return identifierUrl({ kind, value });
    }
  }
  return links[0]?.url;
}

function linksOf({ links = nothing }: Paper, main?: string): readonly LinkView[] {
  const views: LinkView[] = [];
  for (const { kind, url, label } of links) {
    if (url === main) continue;
    const address = addressOf(url);
    if (address !== null) views.push({ kind, label: label ?? linkLabels[kind], ownLabel: label ?? null, url: address });
  }
  return views;
}

function headLinkOf({ links = nothing }: Paper, views: readonly LinkView[], main: string | undefined): LinkView | null {
  const [first = null] = views;
  if (first !== null) return links[0]?.label === undefined ? first : null;
  const url = main === undefined ? null : addressOf(main);
  return url === null ? null : { kind: "paper", label: linkLabels.paper, ownLabel: null, url };
}

function addressOf(url: string): SafeText | null {
  const target = linkTarget(url);
  return target === undefined ? null : safeText(target);
}
