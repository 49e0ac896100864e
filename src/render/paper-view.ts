import { identifierUrl } from "../list/identifiers.ts";
import type { Digest, IdentifierKind, LinkKind, Paper } from "../list/paper.ts";
import { linkTarget } from "./link-target.ts";
import { type SafeText, safeText } from "./safe-text.ts";

/**
 * One paper as templates see it: every key is there, what the paper does not say is nothing or an empty list. Texts are
 * as in the list and are escaped when printed; addresses can stand in `(…)` and in an attribute.
 */
export interface PaperView {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly year: string | null;
  /** `2025-06`; `2025` where no more is known. */
  readonly month: string | null;
  readonly venue: string | null;
  /** Where the paper can be read. */
  readonly url: SafeText | null;
  /** All links but the one that is `url`. */
  readonly links: readonly LinkView[];
  readonly identifiers: Readonly<Record<IdentifierKind, string | null>>;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly featured: boolean;
  readonly summary: string | null;
  readonly abstract: string | null;
  readonly contribution: string | null;
  readonly findings: readonly string[];
  readonly topics: readonly string[];
  readonly methods: readonly string[];
  readonly digest: DigestView;
  readonly translations: Readonly<Record<string, object>>;
  readonly added: string | null;
  readonly addedBy: string | null;
}

export interface LinkView {
  readonly kind: LinkKind;
  readonly label: string;
  readonly url: SafeText;
}

type DigestView = { readonly [K in keyof Digest]-?: Exclude<Digest[K], undefined> | null };

const nothing: readonly never[] = [];
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

export function viewOfPaper(paper: Paper): PaperView {
  const { identifiers, date } = paper;
  const main = mainUrl(paper);
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors ?? nothing,
    date: date ?? null,
    year: date?.slice(0, 4) ?? null,
    month: date?.slice(0, 7) ?? null,
    venue: paper.venue ?? null,
    url: main === undefined ? null : addressOf(main),
    links: linksOf(paper, main),
    identifiers: identifiers === undefined ? noIdentifiers : { ...noIdentifiers, ...identifiers },
    categories: paper.categories,
    tags: paper.tags ?? nothing,
    featured: paper.featured ?? false,
    summary: paper.summary ?? null,
    abstract: paper.abstract ?? null,
    contribution: paper.contribution ?? null,
    findings: paper.findings ?? nothing,
    topics: paper.topics ?? nothing,
    methods: paper.methods ?? nothing,
    digest: paper.digest === undefined ? noDigest : { ...noDigest, ...paper.digest },
    translations: paper.translations ?? noTranslations,
    added: paper.added ?? null,
    addedBy: paper.addedBy ?? null,
  };
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

function linksOf({ links = nothing }: Paper, main: string | undefined): readonly LinkView[] {
  const views: LinkView[] = [];
  for (const { kind, url, label } of links) {
    if (url === main) continue;
    const address = addressOf(url);
    if (address !== null) views.push({ kind, label: label ?? linkLabels[kind], url: address });
  }
  return views;
}

function addressOf(url: string): SafeText | null {
  const target = linkTarget(url);
  return target === undefined ? null : safeText(target);
}
