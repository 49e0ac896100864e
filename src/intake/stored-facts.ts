import type { FoundFacts, FoundField } from "../list/found-facts.ts";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import type { Paper } from "../list/paper.ts";
import { parseProposalTag } from "./comment-tag.ts";
import type { ProposalTag, StoredFacts } from "./effect.ts";
import type { FormAnswers } from "./read-form.ts";
import type { Proposal } from "./snapshot.ts";
import type { OpenSuggestion } from "./suggestion.ts";

/** Stand in the paper together with what the person wrote, so the tag keeps them by themselves. */
const besideWritten: ReadonlySet<string> = new Set(["identifiers", "links"]);

/** More than this and the tag would not fit into a pull request's body; these proposals are looked up anew. */
const longestTag = 12_000;

/**
 * What was looked up for the open proposal, while the same is asked. It is all that is to be known while the same fields are
 * written; else it is what there is until the sources are asked again, which may know what the person's words stood for.
 */
export function findStoredFacts(
  proposal: Proposal | undefined,
  queries: readonly PaperQuery[],
  answers: FormAnswers,
): { readonly found: FoundFacts; readonly stored: boolean } | undefined {
  const papers = proposal?.head?.papers;
  if (proposal === undefined || papers === undefined) return undefined;
  const stored = Object.entries(parseProposalTag(proposal.body)?.found ?? {});
  const keys = queries.map(queryKey);
  const match = stored.find(([, facts]) => sameTexts(facts.queries, keys));
  const paper = match === undefined ? undefined : papers.find(({ id }) => id === match[0]);
  if (match === undefined || paper === undefined) return undefined;
  const [, { written, sources, urls, beside }] = match;
  const fields = Object.keys(sources).filter((field) => !besideWritten.has(field) && Object.hasOwn(paper, field));
  const kept = Object.fromEntries(fields.map((field) => [field, paper[field as keyof Paper]]));
  return { found: { draft: { ...kept, ...beside }, sources, urls }, stored: sameTexts(written, [...answers.keys()]) };
}

/** What the tag of this proposal is to keep; nothing where it would be too much. */
export function storeFacts(open: OpenSuggestion): Pick<ProposalTag, "found"> {
  const found: Record<string, StoredFacts> = {};
  for (const paper of open.papers) {
    const { state, found: facts } = paper;
    if (state.kind !== "ready" || state.change.kind !== "add" || facts === undefined) continue;
    const { id, ...values } = state.change.paper;
    const used = Object.entries(facts.sources).filter(
      ([field]) =>
        besideWritten.has(field) || values[field as keyof typeof values] === facts.draft[field as FoundField],
    );
    const { identifiers, links } = facts.draft;
    found[id] = {
      queries: paper.queries.map(queryKey),
      written: Object.keys(paper.answers),
      sources: Object.fromEntries(used),
      urls: facts.urls,
      beside: { ...(identifiers && { identifiers }), ...(links && { links }) },
    };
  }
  return Object.keys(found).length === 0 || JSON.stringify(found).length > longestTag ? {} : { found };
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join("\n") === other.toSorted().join("\n");
}
