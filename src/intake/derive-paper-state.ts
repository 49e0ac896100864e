import { findDuplicate, indexOf, indexPapers } from "../list/duplicates.ts";
import type { FoundFacts } from "../list/found-facts.ts";
import { findLikelyDuplicates } from "../list/likely-duplicates.ts";
import type { List } from "../list/list.ts";
import { namedOf } from "../list/named-of.ts";
import type { PaperDraft } from "../list/paper-draft.ts";
import { sourceTitles, type LookUp, type SourceName } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { suggestCategories } from "../list/suggest-categories.ts";
import { additionsTo } from "./additions.ts";
import { parseProposalTag } from "./comment-tag.ts";
import { findElsewhere, standingOf, type KnownSuggestion } from "./elsewhere.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { identityProblems, notFoundProblems } from "./identity-problems.ts";
import { likelyProblem, type LikelyQuestion } from "./likely-problem.ts";
import type { Questions } from "./questions.ts";
import { completeAnswers, type DraftedAnswers, type WrittenPaper } from "./read-suggestion.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import type { DuplicateOf, PaperState } from "./suggestion.ts";

/** About one paper at once. */
const mostQuestions = 3;

/** What the papers of an issue are derived from. */
export interface PapersInput {
  readonly snapshot: IssueSnapshot;
  readonly list: List;
  readonly thread: FoldedCommands;
  readonly questions: Questions;
}

export interface PaperInput extends PapersInput {
  /** The list with the papers before this one that are ready. */
  readonly withReady: List;
  readonly written: WrittenPaper;
  readonly number: number;
  readonly before: readonly { readonly paper: Paper; readonly number: number }[];
}

export interface StateInput extends PaperInput {
  readonly lookUps: readonly LookUp[];
  /** What the sources gave to think about when the proposal was made; absent where they are heard now. */
  readonly remarks: readonly Problem[] | undefined;
  readonly found: FoundFacts | undefined;
  readonly drafted: DraftedAnswers;
  readonly draft: PaperDraft;
  readonly waitingFor: readonly SourceName[];
}

/** What one paper of a suggestion is, with everything that stands in its way at once. */
export function derivePaperState(input: StateInput): PaperState {
  const { snapshot, list, draft, drafted, before, questions, number, thread } = input;
  const named = namedOf(draft);
  const ours = mergedPapers(snapshot);
  const identity = identityProblems(input.written, input.lookUps, input.found);
  const index = indexOf(list.papers);
  // A paper that is in the list already is told so before anything else is asked: its links are enough.
  const inList = hasErrors(identity) ? undefined : findDuplicate(index, named);
  if (inList !== undefined) {
    const of: DuplicateOf = { ...describe(inList.paper), by: inList.by, value: inList.value };
    return ours.has(inList.paper.id) ? { kind: "accepted", of } : deriveDuplicate(input, inList.paper, of);
  }
  const completed = completeAnswers(drafted, draft, input.withReady);
  // Merged once and not in the list: a person took it out, and that stands.
  if (completed.ok && ours.has(completed.value.id) && !suggestedAnew(thread, lastMerge(snapshot))) {
    const of = { ...describe(completed.value), by: "id", value: completed.value.id };
    return { kind: "accepted", of, removed: true };
  }
  const twin = findDuplicate(indexPapers(before.map(({ paper }) => paper)), named);
  if (twin !== undefined) {
    const earlier = before.find(({ paper }) => paper.id === twin.paper.id)?.number;
    const of: DuplicateOf = { ...describe(twin.paper), by: twin.by, value: twin.value };
    return { kind: "duplicate", of: earlier === undefined ? of : { ...of, number: earlier } };
  }
  const standing = standingOf(snapshot, completed.ok ? completed.value.id : undefined);
  const elsewhere = findElsewhere(snapshot.elsewhere, standing, named);
  if (elsewhere.certain !== undefined) {
    const { suggestion, ...same } = elsewhere.certain;
    const { issue, refused } = suggestion;
    if (!questions.ask(`other ${number} ${issue}`, "approver")) {
      const title = same.title === "" ? named.title : same.title;
      return { kind: "duplicate", of: { ...same, title, categories: [], issue, ...(refused && { refused }) } };
    }
  }
  const isEnough = completed.ok && isWritten(input, "title") && isWritten(input, "links");
  const likely: readonly LikelyQuestion[] = [
    ...findLikelyDuplicates(index, named).map((match) => ({ match, key: `distinct ${number} ${match.paper.id}` })),
    ...elsewhere.likely.map((match) => ({ match, key: `distinct ${number} #${match.paper.suggestion.issue}` })),
  ];
  // All that is asked is shown: an answer is to nothing else.
  const open = likely.slice(0, mostQuestions).filter(({ key }) => !questions.ask(key, "anyone"));
  const problems = [
    ...(input.remarks ?? []),
    ...identity,
    ...notFoundProblems(input.lookUps, isEnough),
    ...withdrawnProblems(input.lookUps),
    ...open.map(likelyProblem),
    ...elsewhere.pulls.map(pullProblem),
  ];
  if (completed.ok && !hasErrors(problems)) {
    const warnings = [...problems, ...(completed.warnings ?? [])];
    return { kind: "ready", change: { kind: "add", paper: completed.value }, warnings };
  }
  return deriveIncomplete(input, [...problems, ...(completed.ok ? [] : completed.problems)]);
}

/** Asks only for what no source can tell; where that is nothing, it waits for them. */
function deriveIncomplete(input: StateInput, problems: readonly Problem[]): PaperState {
  const { list, draft, waitingFor } = input;
  // They say it, or somebody has said already why they cannot.
  const isTheirs =
    waitingFor.length > 0 || problems.some(({ code, severity }) => code === "not-found" && severity === "error");
  const isForSources = ({ code, field }: Problem): boolean =>
    isTheirs && code === "missing-field" && (field === "title" || (field === "links" && draft.title !== undefined));
  const left = problems.filter((problem) => !isForSources(problem));
  if (!hasErrors(left)) return { kind: "pending-metadata", problems: left };
  const asksForCategory = left.some(({ field, severity }) => field === "categories" && severity === "error");
  const categories =
    asksForCategory && draft.title !== undefined ? suggestCategories(list, { ...draft, title: draft.title }) : [];
  return { kind: "incomplete", problems: left, ...(categories.length > 0 && { categories }) };
}

/** What the person says and the list does not is offered as an edit; agreed to, it is one. */
function deriveDuplicate({ drafted, questions, number }: StateInput, paper: Paper, of: DuplicateOf): PaperState {
  const offer = additionsTo(paper, drafted.draft);
  if (offer === undefined) return { kind: "duplicate", of };
  // Other additions are another question.
  const agreed = questions.ask(`edit ${number} ${paper.id} ${Object.keys(offer.added).join("+")}`, "anyone");
  return agreed ? { kind: "ready", change: offer.change, warnings: [] } : { kind: "duplicate", of, offer };
}

function describe({ id, title, categories }: Paper): Pick<DuplicateOf, "id" | "title" | "categories"> {
  return { id, title, categories };
}

function isWritten({ written: { answers, loose } }: StateInput, field: "title" | "links"): boolean {
  return answers.has(field) && !loose.has(field);
}

function withdrawnProblems(lookUps: readonly LookUp[]): readonly Problem[] {
  const record = lookUps.flatMap(({ records }) => records).find(({ withdrawn }) => withdrawn === true);
  if (record === undefined) return [];
  const message = `${sourceTitles[record.source]} says that ${quote(record.title)} was withdrawn or retracted.`;
  return [{ code: "identity-mismatch", severity: "warning", field: "links", message }];
}

function pullProblem({ issue }: KnownSuggestion): Problem {
  const message = `Pull request #${issue} names the same paper.`;
  return { code: "likely-duplicate", severity: "warning", field: "links", message };
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** Ids of the papers that were merged from this very suggestion. */
function mergedPapers(snapshot: IssueSnapshot): ReadonlySet<string> {
  const merged = snapshot.proposals.filter((proposal) => proposal.state === "merged");
  return new Set(merged.flatMap((proposal) => parseProposalTag(proposal.body)?.papers ?? []));
}

/** `/suggest` by somebody who may approve, later than this. */
export function suggestedAnew(thread: FoldedCommands, at: string): boolean {
  return thread.wanted?.is === "suggestion" && thread.wanted.byApprover && thread.wanted.at > at;
}

/** When our newest merged pull request was merged; empty where none was. */
export function lastMerge(snapshot: IssueSnapshot): string {
  return snapshot.proposals.find((proposal) => proposal.state === "merged")?.closedAt ?? "";
}
