import { mergeLookUps } from "../list/found-facts.ts";
import { namedOf } from "../list/named-of.ts";
import type { PaperDraft } from "../list/paper-draft.ts";
import type { LookUp } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import { deriveCorrection } from "./derive-correction.ts";
import { derivePaperState, type PaperInput, type PapersInput } from "./derive-paper-state.ts";
import { lookUpsOf, sourcesToWaitFor } from "./look-ups-of.ts";
import { findPaperQueries } from "./paper-queries.ts";
import { readCorrection } from "./read-correction.ts";
import { draftAnswers, overFound, readAnswers, type WrittenPaper } from "./read-suggestion.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import { findStoredFacts } from "./stored-facts.ts";
import type { SuggestedPaper } from "./suggestion.ts";

/** Every paper of the issue with its state, each by itself and seen after those before it. */
export function deriveSuggestedPapers(input: PapersInput): readonly SuggestedPaper[] {
  const { snapshot, thread } = input;
  const correction = readCorrection(snapshot.issue.body);
  if (correction !== undefined) return [deriveCorrection(input, correction)];
  const before: { readonly paper: Paper; readonly number: number }[] = [];
  let list = input.list;
  return readAnswers(snapshot.issue, thread.edits).map((written, at) => {
    const number = at + 1;
    const paper = derivePaper({ ...input, withReady: list, written, number, before });
    const { state } = paper;
    if (state.kind === "ready" && state.change.kind === "add") {
      before.push({ paper: state.change.paper, number });
      list = { ...list, papers: [...list.papers, state.change.paper] };
    }
    return paper;
  });
}

function derivePaper(input: PaperInput): SuggestedPaper {
  const { snapshot, list, written, number } = input;
  const { answers } = written;
  const queries = findPaperQueries(answers);
  const lookUps = lookUpsOf(snapshot, queries);
  const known = findKnown(snapshot, lookUps, queries, written);
  const { found, stored, remarks } = known;
  const drafted = draftAnswers(answers, list.taxonomy);
  const draft: PaperDraft = {
    ...overFound(found, drafted.draft, written.loose),
    added: snapshot.issue.createdAt.slice(0, 10),
    addedBy: snapshot.issue.author.login,
  };
  const waitingFor = sourcesToWaitFor(lookUps);
  // Beside what the proposal was made with, half an answer tells nothing new.
  const heard = remarks === undefined ? lookUps : [];
  const state = derivePaperState({ ...input, lookUps: heard, remarks, found, drafted, draft, waitingFor });
  return {
    number,
    title: draft.title,
    answers: Object.fromEntries(answers),
    named: namedOf(draft),
    queries,
    ...(found && { found }),
    ...(stored !== undefined && { stored }),
    waitingFor,
    state,
  };
}

/** What was just looked up; what the open proposal was made with while nothing, or not all of it, was answered. */
function findKnown(
  snapshot: IssueSnapshot,
  lookUps: readonly LookUp[],
  queries: SuggestedPaper["queries"],
  { answers }: WrittenPaper,
): Partial<NonNullable<ReturnType<typeof findStoredFacts>>> {
  const found = mergeLookUps(lookUps);
  if (found !== undefined && lookUps.every(({ outcome }) => outcome !== "unavailable")) return { found };
  const open = snapshot.proposals.find((proposal) => proposal.state === "open");
  return findStoredFacts(open, queries, answers) ?? (found === undefined ? {} : { found });
}
