import { cleanLine } from "../list/clean-text.ts";
import { parseIdentifier } from "../list/identifiers.ts";
import type { Identifiers, Link } from "../list/paper.ts";
import { urlMistake } from "../list/url.ts";
import type { EntryReading, FieldSpan, ReadPaper } from "./entry-reading.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The paper that an entry is about, by this entry alone; undefined where it says too little to be one: no title, nowhere to
 * read it. What it implies counts where `prints` says that entries have no place for it.
 */
export function readPaper(
  { fields, title, implied }: EntryReading,
  prints: (field: string) => boolean,
): ReadPaper | undefined {
  const cleanTitle = cleanLine(title ?? "");
  if (cleanTitle === "") return undefined;
  const paper: Mutable<Partial<ReadPaper>> & { notes?: Record<string, string> } = {};
  const links: Link[] = [];
  const identifiers: Mutable<Identifiers> = {};
  for (const field of fields) readField(field);
  const date = paper.date ?? (prints("date") ? undefined : implied.date);
  const venue = paper.venue ?? (prints("venue") ? undefined : implied.venue);
  if (links.length === 0 && Object.keys(identifiers).length === 0) return undefined;
  const { tags = implied.tags, nickname = implied.nickname } = paper;
  const { authors, institutions, marks, image, notes, summary, abstract } = paper;
  return {
    title: cleanTitle,
    ...(nickname !== undefined && { nickname }),
    ...(authors !== undefined && authors.length > 0 && { authors }),
    ...(institutions !== undefined && institutions.length > 0 && { institutions }),
    ...(date !== undefined && { date }),
    ...(venue !== undefined && { venue }),
    ...(Object.keys(identifiers).length > 0 && { identifiers }),
    ...(links.length > 0 && {
      links: links.map((link) => (isAnotherPaper(link, identifiers) ? { ...link, kind: "other" } : link)),
    }),
    ...(tags !== undefined && { tags }),
    ...(marks !== undefined && { marks }),
    ...(image !== undefined && { image }),
    ...(summary !== undefined && { summary }),
    ...(abstract !== undefined && { abstract }),
    ...(notes !== undefined && { notes }),
  };

  function readField(field: FieldSpan): void {
    switch (field.field) {
      case "nickname":
      case "venue":
        if (cleanLine(field.value) !== "") paper[field.field] ??= cleanLine(field.value);
        break;
      case "summary":
      case "abstract":
        if (field.value.trim() !== "") paper[field.field] ??= field.value;
        break;
      case "date":
        if (field.value !== undefined) paper.date ??= field.value;
        break;
      case "authors":
      case "institutions":
        paper[field.field] ??= [...new Set(field.value.map(cleanLine).filter((name) => name !== ""))];
        break;
      case "tag":
        if (cleanLine(field.value) !== "") paper.tags = [...new Set([...(paper.tags ?? []), cleanLine(field.value)])];
        break;
      case "mark":
        paper.marks = [...(paper.marks ?? []), field.value];
        break;
      case "image":
        if (urlMistake(field.value) === undefined) paper.image ??= field.value;
        break;
      case "note":
        paper.notes = noteIn(paper.notes, field.name, field.value);
        break;
      case "link": {
        if (urlMistake(field.value) !== undefined) break;
        const label = cleanLine(field.label?.value ?? "");
        links.push({ kind: field.kind, url: field.value, ...(label !== "" && !field.wraps && { label }) });
        const identifier = parseIdentifier(field.value);
        if (identifier !== undefined && field.kind === "paper") identifiers[identifier.kind] ??= identifier.value;
        break;
      }
      case "arxiv":
        identifiers.arxiv ??= field.value;
        break;
      case "title":
      case "number":
      case "repository":
      case "year":
        break;
    }
  }
}

/** A list cannot have a paper with two arXiv ids: the first is the entry's, what another link leads to is not this paper. */
function isAnotherPaper({ kind, url }: Link, identifiers: Identifiers): boolean {
  const named = kind === "paper" ? parseIdentifier(url) : undefined;
  if (named?.kind !== "arxiv" && named?.kind !== "acl") return false;
  return identifiers[named.kind] !== named.value;
}

/** `task`, and the second of that name `task-2`, as `slots.ts` counts them. */
function noteIn(notes: Record<string, string> = {}, name: string, value: string): Record<string, string> {
  let free = name;
  for (let count = 2; Object.hasOwn(notes, free); count += 1) free = `${name}-${count}`;
  return { ...notes, [free]: value };
}
