import { foundFields, type FoundFacts, type FoundField } from "../list/found-facts.ts";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import { sourceNames } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import { lengthInTag, parseProposalTag } from "./comment-tag.ts";
import { parseTaken } from "./derive-taken.ts";
import type { ProposalTag, StoredFacts } from "./effect.ts";
import { withoutEdits } from "./paper-edits.ts";
import type { FormAnswers } from "./read-form.ts";
import type { Proposal } from "./snapshot.ts";
import type { OpenSuggestion } from "./suggestion.ts";

/** Stand in the paper together with what the person wrote, so the tag keeps them by themselves. */
const besideWritten: ReadonlySet<string> = new Set(["identifiers", "links"]);
/** What the sources gave to think about; the title is compared anew with each look. */
const remarkCodes: ReadonlySet<string> = new Set(["identity-mismatch", "not-found"] satisfies Problem["code"][]);

/** More than this and the tag could not be read back; papers that do not fit are looked up anew after a restart. */
const longestKept = 12_000;

/**
 * What was looked up for the open proposal, while the same is asked. It is all that is to be known while the same fields are
 * written; else it is what there is until the sources are asked again, which may know what the person's words stood for.
 */
export function findStoredFacts(
  proposal: Proposal | undefined,
  queries: readonly PaperQuery[],
  answers: FormAnswers,
): { readonly found: FoundFacts; readonly stored: boolean; readonly remarks: readonly Problem[] } | undefined {
  const papers = proposal?.head?.papers;
  if (proposal === undefined || papers === undefined) return undefined;
  const keys = queries.map(queryKey);
  const edits = parseTaken(proposal).flatMap((push) => push.papers);
  for (const [id, facts] of Object.entries(parseProposalTag(proposal.body)?.found ?? {})) {
    const proposed = papers.find((one) => one.id === id);
    // What a person edited is theirs, and was not looked up.
    const paper = proposed && withoutEdits(proposed, edits);
    if (paper === undefined || !isStoredFacts(facts) || !sameTexts(facts.queries, keys)) continue;
    const { written, sources, urls, beside, remarks, unanswered } = facts;
    const fields = Object.keys(sources).filter((field) => !besideWritten.has(field) && Object.hasOwn(paper, field));
    const kept = Object.fromEntries(fields.map((field) => [field, paper[field as keyof Paper]]));
    return {
      found: { draft: { ...kept, ...beside }, sources, urls },
      stored: unanswered !== true && sameTexts(written, [...answers.keys()]),
      remarks: remarks.map((remark) => ({ ...remark, severity: "warning" })),
    };
  }
  return undefined;
}

/** What the tag of this proposal is to keep; nothing where it would be too much. */
export function storeFacts(open: OpenSuggestion): Pick<ProposalTag, "found" | "first"> {
  const [corrected] = open.papers;
  if (corrected?.correction?.first !== undefined) return { first: corrected.correction.first };
  const found: Record<string, StoredFacts> = {};
  let room = longestKept;
  for (const paper of open.papers) {
    const { state, found: facts } = paper;
    if (state.kind !== "ready" || state.change.kind !== "add" || facts === undefined) continue;
    const { id, ...values } = state.change.paper;
    const used = Object.entries(facts.sources).filter(
      ([field]) =>
        field === "title" ||
        besideWritten.has(field) ||
        values[field as keyof typeof values] === facts.draft[field as FoundField],
    );
    const { title = values.title, identifiers, links } = facts.draft;
    const remarks = state.warnings.filter(({ code, field }) => remarkCodes.has(code) && field !== "title");
    const stored: StoredFacts = {
      queries: paper.queries.map(queryKey),
      written: Object.keys(paper.answers),
      sources: Object.fromEntries(used),
      urls: facts.urls,
      beside: {
        ...(title !== values.title && { title }),
        ...(identifiers && { identifiers }),
        ...(links && { links }),
      },
      remarks: remarks.map(({ code, field, message }) => ({ code, field, message })),
      ...(paper.waitingFor.length > 0 && { unanswered: true }),
    };
    room -= lengthInTag(stored) + id.length;
    if (room < 0) break;
    found[id] = stored;
  }
  return Object.keys(found).length === 0 ? {} : { found };
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join("\n") === other.toSorted().join("\n");
}

/** Whoever may write in the repository may edit the tag: what is not as we write it is as if it were not there. */
function isStoredFacts(value: unknown): value is StoredFacts {
  if (!isObject(value)) return false;
  const { queries, written, sources, urls, beside, remarks } = value;
  return (
    isTexts(queries) &&
    isTexts(written) &&
    isObject(sources) &&
    Object.entries(sources).every(
      ([field, by]) => isOneOf(foundFields, field) && isEach(by, (one) => isOneOf(sourceNames, one)),
    ) &&
    isObject(urls) &&
    isTexts(Object.values(urls)) &&
    isObject(beside) &&
    isTexts([beside["title"] ?? ""]) &&
    isObject(beside["identifiers"] ?? {}) &&
    isTexts(Object.values(beside["identifiers"] ?? {})) &&
    isEach(beside["links"] ?? [], isObjectOfTexts) &&
    isEach(remarks, isObjectOfTexts)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObjectOfTexts(value: unknown): boolean {
  return isObject(value) && isTexts(Object.values(value));
}

function isTexts(value: unknown): value is readonly string[] {
  return isEach(value, (one) => typeof one === "string");
}

function isEach(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === "string" && names.includes(value);
}
