import type { LinkKind, Paper } from "../list/paper.ts";

/** Values of a paper that may be missing, a dot before a part of an object: `venue`, `identifiers.arxiv`. */
const textParts = [
  "nickname",
  "date",
  "venue",
  "summary",
  "abstract",
  "contribution",
  ...["arxiv", "doi", "openreview", "acl"].map((kind) => `identifiers.${kind}`),
  ...["problem", "idea", "framework", "innovation", "design", "results", "applications"].map((key) => `digest.${key}`),
];
const listParts = ["authors", "institutions", "tags", "findings", "topics", "methods", "digest.keyPoints"];
export const entryParts: readonly string[] = [...textParts, ...listParts];
const lists = new Set(listParts);

/** Which values a paper has: papers of one shape are printed with the same text around their values. */
export interface EntryShape {
  readonly parts: ReadonlySet<string>;
  readonly links: readonly LinkKind[];
}

export function isListPart(part: string): boolean {
  return lists.has(part);
}

export function partOf(paper: Paper, part: string): unknown {
  const [key = "", inner] = part.split(".");
  const value = (paper as unknown as Readonly<Record<string, unknown>>)[key];
  if (inner === undefined || typeof value !== "object" || value === null)
    return inner === undefined ? value : undefined;
  return (value as Readonly<Record<string, unknown>>)[inner];
}

/** The paper with another value there; undefined takes it away, and the object around it when that is empty. */
export function withPart(paper: Paper, part: string, value: unknown): Paper {
  const [key = "", inner] = part.split(".");
  const all = paper as unknown as Readonly<Record<string, unknown>>;
  const next = inner === undefined ? value : without({ ...(all[key] as object | undefined), [inner]: value });
  return without({ ...all, [key]: next }) as unknown as Paper;
}

function without(object: object): object | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function shapeOf(paper: Paper): EntryShape {
  const parts = entryParts.filter((part) => {
    const value = partOf(paper, part);
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  return { parts: new Set(parts), links: (paper.links ?? []).map(({ kind }) => kind) };
}
