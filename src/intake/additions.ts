import type { PaperDraft } from "../list/paper-draft.ts";
import type { Paper } from "../list/paper.ts";
import { identifiersFromLinks } from "../list/paper-names.ts";
import { canonicalUrl } from "../list/url.ts";

/**
 * What a person says of a paper that is in the list, and the list does not have yet: categories, links, the venue, identifiers.
 * Nothing that is there is changed. Undefined where there is nothing new.
 */
export function additionsTo(paper: Paper, written: PaperDraft): Partial<Paper> | undefined {
  const present = new Set((paper.links ?? []).map(({ url }) => canonicalUrl(url)));
  const categories = (written.categories ?? []).filter((path) => !paper.categories.includes(path));
  const links = (written.links ?? []).filter(({ url }) => !present.has(canonicalUrl(url)) && !leadsToIts(paper, url));
  const named = Object.entries({ ...identifiersFromLinks(written.links), ...written.identifiers });
  const identifiers = named.filter(([kind]) => !Object.hasOwn(paper.identifiers ?? {}, kind));
  const { venue } = written;
  const set: Partial<Paper> = {
    ...(venue !== undefined && paper.venue === undefined && { venue }),
    ...(identifiers.length > 0 && { identifiers: { ...paper.identifiers, ...Object.fromEntries(identifiers) } }),
    ...(categories.length > 0 && { categories: [...paper.categories, ...categories] }),
    ...(links.length > 0 && { links: [...(paper.links ?? []), ...links] }),
  };
  return Object.keys(set).length === 0 ? undefined : set;
}

/** An address that only names an identifier the paper has is nothing new. */
function leadsToIts(paper: Paper, url: string): boolean {
  const named = Object.entries(identifiersFromLinks([{ kind: "paper", url }]));
  return named.some(([kind, value]) => paper.identifiers?.[kind as keyof typeof paper.identifiers] === value);
}
