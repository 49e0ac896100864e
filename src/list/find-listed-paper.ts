import { findDuplicate, indexOf } from "./duplicates.ts";
import { findLikelyDuplicates } from "./likely-duplicates.ts";
import type { List } from "./list.ts";
import { findNearest } from "./nearest.ts";
import { normalizeTitle } from "./normalize-title.ts";
import { findPaperField, parsePaperField } from "./paper-fields.ts";
import type { Paper } from "./paper.ts";

/** What a person's words for a paper of the list lead to. */
export type ListedPaper =
  | { readonly kind: "found"; readonly paper: Paper }
  /** Papers of one title. */
  | { readonly kind: "several"; readonly papers: readonly Paper[] }
  | { readonly kind: "none"; readonly nearest: Paper | undefined };

/** Longer words name no paper. */
const longestReference = 2_000;

/** The paper of the list that is meant: by its id, else by an identifier or a link of it, else by its title. */
export function findListedPaper({ papers }: List, reference: string): ListedPaper {
  const given = reference.trim().slice(0, longestReference);
  const byId = papers.find(({ id }) => id === given);
  if (byId !== undefined) return { kind: "found", paper: byId };
  const index = indexOf(papers);
  const linked = findDuplicate(index, { title: "", links: linksIn(given) })?.paper;
  if (linked !== undefined) return { kind: "found", paper: linked };
  const title = normalizeTitle(given);
  const titled = title === "" ? [] : papers.filter((paper) => normalizeTitle(paper.title) === title);
  const [only, ...others] = titled;
  if (only !== undefined)
    return others.length === 0 ? { kind: "found", paper: only } : { kind: "several", papers: titled };
  const [likely] = findLikelyDuplicates(index, { title: given });
  const id = findNearest(given, new Set(papers.map((paper) => paper.id)));
  return { kind: "none", nearest: likely?.paper ?? papers.find((paper) => paper.id === id) };
}

/** Whatever the site is, in these words it is the paper's. */
function linksIn(text: string): NonNullable<Paper["links"]> {
  const field = findPaperField("links");
  const parsed = field && parsePaperField(field, text, []);
  return parsed?.ok === true ? (parsed.value.links ?? []).map(({ url }) => ({ kind: "paper", url })) : [];
}
