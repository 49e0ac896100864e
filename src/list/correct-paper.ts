import { equalData } from "./equal-data.ts";
import type { ListChange } from "./list-change.ts";
import type { PaperDraft } from "./paper-draft.ts";
import { identifiersFromLinks } from "./paper-names.ts";
import type { Link, LinkKind, Paper } from "./paper.ts";
import { canonicalUrl } from "./url.ts";

/** What a person says a paper of the list should be; what is not named stays. */
export interface Correction {
  /** Its links take the place of those of their kinds. */
  readonly draft: PaperDraft;
  /** Fields that are to go. */
  readonly unset: readonly (keyof Paper)[];
  /** Kinds of links that are to go. */
  readonly unlinked: readonly LinkKind[];
}

/**
 * The edit that makes a paper what a correction says, field by field; undefined where it is so already. Identifiers follow
 * the links to the paper, those of the kinds that these show.
 */
export function correctPaper(
  paper: Paper,
  correction: Correction,
): (ListChange & { readonly kind: "edit" }) | undefined {
  const { links: given = [], identifiers: _, ...texts } = correction.draft;
  const kinds = new Set([...given.map(({ kind }) => kind), ...correction.unlinked]);
  const links = replaceLinks(paper.links ?? [], given, kinds);
  const shown = identifiersFromLinks(given);
  const wanted: Partial<Paper> = {
    ...texts,
    ...(links.length > 0 && { links }),
    ...(Object.keys(shown).length > 0 && { identifiers: { ...paper.identifiers, ...shown } }),
  };
  const set = Object.entries(wanted).filter(([field, value]) => !equalData(value, paper[field as keyof Paper]));
  const gone = [...correction.unset, ...(links.length === 0 ? (["links"] as const) : [])];
  const unset = gone.filter((field) => paper[field] !== undefined);
  if (set.length === 0 && unset.length === 0) return undefined;
  return { kind: "edit", id: paper.id, set: Object.fromEntries(set), ...(unset.length > 0 && { unset }) };
}

/** Where the first of their kind stood; the way to the paper first, and others last, where there was none. */
function replaceLinks(present: readonly Link[], given: readonly Link[], kinds: ReadonlySet<LinkKind>): readonly Link[] {
  const known = new Map(present.map((link) => [keyOf(link), link]));
  // One that is there already stays as it is, its label too.
  const wanted = given.map((link) => known.get(keyOf(link)) ?? link);
  const placed = new Set<LinkKind>();
  const links = present.flatMap((link) => {
    if (!kinds.has(link.kind)) return [link];
    if (placed.has(link.kind)) return [];
    placed.add(link.kind);
    return wanted.filter(({ kind }) => kind === link.kind);
  });
  const left = wanted.filter(({ kind }) => !placed.has(kind));
  return [...left.filter(({ kind }) => kind === "paper"), ...links, ...left.filter(({ kind }) => kind !== "paper")];
}

function keyOf({ kind, url }: Link): string {
  return `${kind} ${canonicalUrl(url)}`;
}
