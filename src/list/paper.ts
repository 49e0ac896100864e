/** One paper of a list, as `list.json` holds it. Only `id`, `title`, `categories` and one of `identifiers` or `links` are required. */
export interface Paper {
  /** Made once by `makePaperId`, never recomputed. */
  readonly id: string;
  readonly title: string;
  /** What the paper is called for short: `BridgeVLA`. */
  readonly nickname?: string;
  readonly authors?: readonly string[];
  /** ISO 8601 at the precision known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string;
  readonly venue?: string;
  readonly institutions?: readonly string[];
  readonly identifiers?: Identifiers;
  /** Paths in the taxonomy, `embodiment/action-head`; a top-level id alone where it has no children. */
  readonly categories: readonly string[];
  readonly links?: readonly Link[];
  readonly tags?: readonly string[];
  readonly featured?: boolean;
  /** Emoji or their names that stand beside it, `🔥`, `:star:`; one may repeat. */
  readonly marks?: readonly string[];
  /** Address of a picture. */
  readonly image?: string;
  readonly summary?: string;
  readonly abstract?: string;
  readonly contribution?: string;
  readonly findings?: readonly string[];
  /** What it is about. */
  readonly topics?: readonly string[];
  /** What it uses. */
  readonly methods?: readonly string[];
  readonly digest?: Digest;
  /** Markdown by a name, `task`, that the list's template knows. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Any of the texts above, by BCP 47 tag. */
  readonly translations?: Readonly<Record<string, Translation>>;
  /** `YYYY-MM-DD`: the suggestion's creation day (UTC), a commit's date, or today on the command line. */
  readonly added?: string;
  /** Words, never a right. */
  readonly addedBy?: string;
  /** Nobody edits it: an import makes it, an edit of what it stands for removes it. */
  readonly asWritten?: AsWritten;
}

/** Canonical: no version, no prefix, DOI in lower case. */
export interface Identifiers {
  readonly arxiv?: string;
  readonly doi?: string;
  readonly openreview?: string;
  readonly acl?: string;
}

export type IdentifierKind = keyof Identifiers;

export const linkKinds = ["paper", "code", "website", "video", "data", "model", "demo", "slides", "other"] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  readonly kind: LinkKind;
  /** http, https or mailto only. */
  readonly url: string;
  readonly label?: string;
}

/** Text of an adopted README, which a template prints in place of the value. */
export interface AsWritten {
  readonly authors?: string;
  readonly date?: string;
  readonly links?: string;
  /** The whole entry; by category path where the paper is written differently in each. */
  readonly entry?: string | Readonly<Record<string, string>>;
}

export interface Digest {
  readonly keyPoints?: readonly string[];
  readonly problem?: string;
  readonly idea?: string;
  readonly framework?: string;
  readonly innovation?: string;
  readonly design?: string;
  readonly results?: string;
  readonly applications?: string;
}

export interface Translation extends Partial<
  Pick<Paper, "title" | "summary" | "abstract" | "contribution" | "findings" | "digest">
> {}

/** The one order of keys in which a paper is printed. */
export const paperKeys = [
  "id",
  "title",
  "nickname",
  "authors",
  "date",
  "venue",
  "institutions",
  "identifiers",
  "categories",
  "links",
  "tags",
  "featured",
  "marks",
  "image",
  "summary",
  "abstract",
  "contribution",
  "findings",
  "topics",
  "methods",
  "digest",
  "notes",
  "translations",
  "added",
  "addedBy",
  "asWritten",
] as const satisfies readonly (keyof Paper)[];
