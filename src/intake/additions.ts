import type { ListChange } from "../list/list-change.ts";
import type { PaperDraft } from "../list/paper-draft.ts";
import type { Paper } from "../list/paper.ts";
import { identifiersFromLinks } from "../list/paper-names.ts";
import { canonicalUrl } from "../list/url.ts";

/** What would be new about a paper, and the edit that makes it so. */
export interface Additions {
  readonly added: Partial<Pick<Paper, "venue" | "identifiers" | "categories" | "links">>;
  readonly change: ListChange & { readonly kind: "edit" };
}

/**
 * What a person says of a paper that is in the list, and the list does not have yet: categories, links, the venue, identifiers.
 * Nothing that is there is changed. Undefined where there is nothing new.
 */
export function additionsTo(paper: Paper, written: PaperDraft): Additions | undefined {
  const present = new Set((paper.links ?? []).map(({ url }) => canonicalUrl(url)));
  const categories = (written.categories ?? []).filter((path) => !paper.categories.includes(path));
  const links = (written.links ?? []).filter(({ url }) => !present.has(canonicalUrl(url)) && !leadsToIts(paper, url));
  const named = Object.entries({ ...identifiersFromLinks(written.links), ...written.identifiers });
  const identifiers = named.filter(([kind]) => !Object.hasOwn(paper.identifiers ?? {}, kind));
  const { venue } = written;
  const added: Additions["added"] = {
    ...(venue !== undefined && paper.venue === undefined && { venue }),
    ...(identifiers.length > 0 && { identifiers: Object.fromEntries(identifiers) }),
    ...(categories.length > 0 && { categories }),
    ...(links.length > 0 && { links }),
  };
  if (Object.keys(added).length === 0) return undefined;
  const set: Partial<Paper> = {
    ...added,
    ...(added.identifiers && { identifiers: { ...paper.identifiers, ...added.identifiers } }),
    ...(added.categories && { categories: [...paper.categories, ...added.categories] }),
    ...(added.links && { links: [...(paper.links ?? []), ...added.links] }),
  };
  return { added, change: { kind: "edit", id: paper.id, set } };
}

/** An address that only names an identifier the paper has is nothing new. */
function leadsToIts(paper: Paper, url: string): boolean {
  const named = Object.entries(identifiersFromLinks([{ kind: "paper", url }]));
  return named.some(([kind, value]) => paper.identifiers?.[kind as keyof typeof paper.identifiers] === value);
}
