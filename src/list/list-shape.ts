import { identifierExamples, identifierPatterns } from "./identifiers.ts";
import {
  linkKinds,
  type AsWritten,
  type Digest,
  type IdentifierKind,
  type Identifiers,
  type Link,
  type Paper,
  type Translation,
} from "./paper.ts";
import type { Category, List } from "./list.ts";
import type { KeyShape, LineShape, ListShape, MapShape, ObjectShape, Shape } from "./shape.ts";

const text: Shape = { kind: "text" };
const lines: ListShape = { kind: "list", of: () => line };
const texts: ListShape = { kind: "list", of: () => text };
const line: LineShape = { kind: "line", example: "post-training" };

const slugPattern = "[a-z0-9]+(?:-[a-z0-9]+)*";
const slug: LineShape = {
  kind: "line",
  pattern: slugPattern,
  mistake: "must be lower-case letters and digits in words joined by a hyphen",
  example: "action-head",
};

/** Days are real ones or not by `checkPaper`; a pattern cannot count February. */
const yearAndMonth = "[0-9]{4}-(?:0[1-9]|1[0-2])";
const dayOfMonth = "(?:0[1-9]|[12][0-9]|3[01])";
const date: LineShape = {
  kind: "line",
  pattern: `[0-9]{4}|${yearAndMonth}|${yearAndMonth}-${dayOfMonth}`,
  mistake: "must be a year, a month or a day, written YYYY, YYYY-MM or YYYY-MM-DD",
  code: "bad-date",
  example: "2025-06-26",
};
const day: LineShape = {
  kind: "line",
  pattern: `${yearAndMonth}-${dayOfMonth}`,
  mistake: "must be a day, written YYYY-MM-DD",
  code: "bad-date",
  example: "2025-07-03",
};

const url: LineShape = {
  kind: "line",
  pattern: '(?:https?://[^\\s/?#<>"\\\\`]+|mailto:[^\\s@<>"\\\\`]+@)[^\\s<>"\\\\`]*',
  mistake: "must be an address that begins with https:// and has no spaces",
  code: "bad-url",
  example: "https://arxiv.org/abs/2506.20966",
};

const identifiers: ObjectShape = object("identifiers", {
  arxiv: { shape: identifier("arxiv"), description: "arXiv id without version." },
  doi: { shape: identifier("doi"), description: "DOI in lower case, without https://doi.org/." },
  openreview: { shape: identifier("openreview"), description: "Id of the forum on OpenReview." },
  acl: { shape: identifier("acl"), description: "Id in the ACL Anthology." },
} satisfies KeysOf<Identifiers>);

const link: ObjectShape = object("link", {
  kind: { shape: { kind: "choice", values: linkKinds }, required: true },
  url: { shape: url, required: true, description: "http, https or mailto." },
  label: { shape: line, description: "What the link is called, where not by its kind." },
} satisfies KeysOf<Link>);

const digest: ObjectShape = object("digest", {
  keyPoints: { shape: texts },
  problem: { shape: text },
  idea: { shape: text },
  framework: { shape: text },
  innovation: { shape: text },
  design: { shape: text },
  results: { shape: text },
  applications: { shape: text },
} satisfies KeysOf<Digest>);

const translation: ObjectShape = object("translation", {
  title: { shape: line },
  summary: { shape: text },
  abstract: { shape: text },
  contribution: { shape: text },
  findings: { shape: texts },
  digest: { shape: digest },
} satisfies KeysOf<Translation>);

/** In any script: in an adopted list these are the words that its people use. */
const noteWord = "[\\p{Ll}\\p{Lo}\\p{N}]+";
const notes: MapShape = {
  kind: "map",
  names: `${noteWord}(?:-${noteWord})*`,
  nameMistake: "is no name of a note: lower-case letters and digits in words joined by a hyphen",
  nameExample: "task",
  of: text,
};

const entries: MapShape = {
  kind: "map",
  names: `${slugPattern}(?:/${slugPattern})*`,
  nameMistake: "is no path of a category",
  nameExample: "embodiment/action-head",
  of: text,
};

const asWritten: ObjectShape = object("asWritten", {
  authors: { shape: text },
  date: { shape: text },
  links: { shape: text },
  entry: {
    shape: { kind: "text-or-map", map: entries },
    description: "The whole entry; by category path where the paper is written differently in each.",
  },
} satisfies KeysOf<AsWritten>);

/** A paper of `list.json`. Its keys are in the order in which they are printed. */
export const paperShape: ObjectShape = {
  ...object("paper", {
    id: { shape: slug, required: true, description: "Made once from the title, never changed." },
    title: { shape: line, required: true },
    nickname: { shape: line, description: "What the paper is called for short." },
    authors: { shape: lines, description: "One name each, as the paper prints it." },
    date: { shape: date, description: "YYYY, YYYY-MM or YYYY-MM-DD, as precise as is known." },
    venue: { shape: line },
    institutions: { shape: lines, description: "Where its authors work." },
    identifiers: { shape: identifiers },
    categories: {
      shape: { kind: "list", of: () => ({ kind: "category" }), unique: true, atLeastOne: true },
      required: true,
      description: "One or more categories that have no parts of their own.",
    },
    links: { shape: { kind: "list", of: () => link } },
    tags: { shape: lines },
    featured: { shape: { kind: "flag" } },
    marks: { shape: lines, description: "Emoji or their names that stand beside it." },
    image: { shape: url, description: "Address of a picture." },
    summary: { shape: text, description: "One sentence." },
    abstract: { shape: text },
    contribution: { shape: text },
    findings: { shape: texts },
    topics: { shape: lines, description: "What it is about." },
    methods: { shape: lines, description: "What it uses." },
    digest: { shape: digest },
    notes: { shape: notes, description: "Markdown by a name that the list's template knows." },
    translations: {
      shape: {
        kind: "map",
        names: "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}",
        nameMistake: "is no language tag",
        nameExample: "zh-Hans",
        of: translation,
      },
      description: "Any of the texts above, by language tag (BCP 47).",
    },
    added: { shape: day, description: "The day it came into the list, YYYY-MM-DD." },
    addedBy: { shape: line, description: "Who suggested it. Words; gives no rights." },
    asWritten: { shape: asWritten, description: "Kept source text; an edit of what it stands for removes it." },
  } satisfies KeysOf<Paper>),
  oneOf: ["identifiers", "links"],
};

const category: ObjectShape = object("category", {
  id: { shape: slug, required: true },
  title: { shape: line, required: true },
  emoji: { shape: line },
  description: { shape: text, description: "Markdown." },
  order: { shape: { kind: "list", of: () => slug }, description: "Paper ids in the order they are to be read." },
  categories: { shape: { kind: "list", of: () => category } },
} satisfies KeysOf<Category>);

/** The whole of `list.json`. */
export const listShape: ObjectShape = object("list", {
  $schema: { shape: line },
  title: { shape: line, required: true },
  description: { shape: text, description: "Markdown." },
  taxonomy: {
    shape: { kind: "list", of: () => category },
    required: true,
    description: "Categories, in reading order.",
  },
  papers: { shape: { kind: "list", of: () => paperShape }, required: true, description: "In order of id." },
} satisfies KeysOf<List>);

/** Every key of the type must be there: a key that is forgotten does not compile. */
type KeysOf<T> = { readonly [K in keyof Required<T>]: KeyShape };

function object(name: string, keys: Readonly<Record<string, KeyShape>>): ObjectShape {
  return { kind: "object", name, keys: new Map(Object.entries(keys)) };
}

function identifier(kind: IdentifierKind): LineShape {
  return {
    kind: "line",
    pattern: identifierPatterns[kind],
    mistake: `is no ${kind === "doi" ? "DOI" : kind === "acl" ? "ACL Anthology id" : kind === "arxiv" ? "arXiv id" : "OpenReview id"}`,
    code: "bad-identifier",
    identifier: kind,
    example: identifierExamples[kind],
  };
}
