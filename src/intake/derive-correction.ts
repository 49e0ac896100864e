import { cleanText } from "../list/clean-text.ts";
import { correctPaper } from "../list/correct-paper.ts";
import { findListedPaper } from "../list/find-listed-paper.ts";
import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem, Result } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { changedSince } from "./changed-since.ts";
import { parseProposalTag } from "./comment-tag.ts";
import { correctedLinkProblems, correctedPaperProblems } from "./correction-problems.ts";
import { lastMerge, suggestedAnew, type PapersInput } from "./derive-paper-state.ts";
import { commandCorrection, draftCorrection } from "./draft-correction.ts";
import { hashAnswers } from "./hash-answers.ts";
import { lookUpsOf, sourcesToWaitFor } from "./look-ups-of.ts";
import { findPaperQueries } from "./paper-queries.ts";
import type { WrittenCorrection } from "./read-correction.ts";
import type { FormAnswers } from "./read-form.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import type { CorrectedPaper, PaperState, SuggestedPaper } from "./suggestion.ts";

const longestReason = 2_000;

/** What became of the wish to correct or remove one paper of the list. */
export function deriveCorrection(input: PapersInput, asWritten: WrittenCorrection): SuggestedPaper {
  const { snapshot, list, thread } = input;
  const written = commandCorrection(asWritten, thread.edits);
  const { kind } = written;
  const answers = Object.fromEntries(written.answers);
  const paper: Omit<SuggestedPaper, "state" | "title" | "correction"> = {
    number: 1,
    answers,
    // It is no suggestion of the paper, and stands in the way of none.
    named: { title: "" },
    queries: [],
    waitingFor: [],
  };
  const asked = hashAnswers([answers]);
  const merged = suggestedAnew(thread, lastMerge(snapshot)) ? undefined : findMerged(snapshot, asked);
  if (merged !== undefined) {
    const now = list.papers.find(({ id }) => id === merged);
    const of = { id: merged, title: now?.title ?? merged, categories: now?.categories ?? [], by: "id", value: merged };
    const state: PaperState = { kind: "accepted", of, ...(now === undefined && { removed: true }) };
    return { ...paper, title: of.title, correction: { kind }, state };
  }
  const found = findPaper(list, written.answers.get("paper"));
  const reason = kind === "remove" ? parseReason(written.answers.get("reason")) : undefined;
  const reasonProblems = reason?.ok === false ? reason.problems : [];
  if (!found.ok) {
    const problems = [...found.problems, ...reasonProblems];
    return { ...paper, title: undefined, correction: { kind }, state: { kind: "incomplete", problems } };
  }
  const of = found.value;
  const title = of.title;
  if (kind === "edit") return { ...paper, title, ...deriveEdit(snapshot, list, of, written.answers) };
  const correction: CorrectedPaper = { kind, of, ...(reason?.ok === true && { reason: reason.value }) };
  if (reasonProblems.length > 0) {
    return { ...paper, title, correction, state: { kind: "incomplete", problems: reasonProblems } };
  }
  const change = { kind: "remove", id: of.id } as const;
  const { first, problems: warnings } = changedSince(snapshot, asked, of, change);
  return { ...paper, title, correction: { ...correction, first }, state: { kind: "ready", change, warnings } };
}

type DerivedEdit = Pick<SuggestedPaper, "queries" | "waitingFor" | "correction" | "state">;

function deriveEdit(
  snapshot: IssueSnapshot,
  list: List,
  of: Paper,
  answers: WrittenCorrection["answers"],
): DerivedEdit {
  const { correction: wanted, problems } = draftCorrection(answers, list.taxonomy);
  const links = wanted.draft.links === undefined ? undefined : answers.get("links");
  const queries = links === undefined ? [] : findPaperQueries(new Map([["links", links]]));
  const lookUps = lookUpsOf(snapshot, queries);
  const derived = { queries, waitingFor: sourcesToWaitFor(lookUps) };
  const correction: CorrectedPaper = { kind: "edit", of };
  const change = correctPaper(of, wanted);
  const isNothingNamed = answers.size === (answers.has("paper") ? 1 : 0);
  if (isNothingNamed) return { ...derived, correction, state: { kind: "incomplete", problems: [nothingNamed(of)] } };
  const found = [
    ...problems,
    ...(change === undefined ? [] : correctedPaperProblems(list, of, change)),
    ...correctedLinkProblems(of, answers as FormAnswers, lookUps),
  ];
  if (found.some(({ severity }) => severity === "error")) {
    return { ...derived, correction, state: { kind: "incomplete", problems: found } };
  }
  if (change === undefined) {
    const { id, title, categories } = of;
    return { ...derived, correction, state: { kind: "duplicate", of: { id, title, categories, by: "id", value: id } } };
  }
  const asked = hashAnswers([Object.fromEntries(answers)]);
  const { first, problems: changed } = changedSince(snapshot, asked, of, change);
  const warnings = [...changed, ...found];
  return { ...derived, correction: { ...correction, first }, state: { kind: "ready", change, warnings } };
}

/** The id of the paper that was corrected or removed by a merge, when the same was asked for; whatever the list says since. */
function findMerged({ proposals }: IssueSnapshot, asked: string): string | undefined {
  const tags = proposals.flatMap(({ state, body }) => (state === "merged" ? [parseProposalTag(body)] : []));
  return tags.find((tag) => tag?.asked === asked)?.papers[0];
}

function findPaper(list: List, reference: string | undefined): Result<Paper> {
  const example = list.papers[0]?.id;
  const facts = { severity: "error", field: "paper" } as const;
  if (reference === undefined) {
    const message = "Which paper is it? Give its id, its link or its title.";
    return { ok: false, problems: [{ ...facts, code: "missing-field", message, ...(example && { example }) }] };
  }
  const found = findListedPaper(list, reference);
  switch (found.kind) {
    case "found":
      return { ok: true, value: found.paper };
    case "several": {
      const message = `Several papers of the list have the title ${quote(reference)}. Give the id of the one that is meant.`;
      const allowed = found.papers.map(({ id }) => id);
      return { ok: false, problems: [{ ...facts, code: "unknown-paper", message, given: reference, allowed }] };
    }
    case "none": {
      const { nearest } = found;
      const meant = nearest === undefined ? "" : ` The nearest one is ${quote(nearest.title)}.`;
      const message = `The list has no paper ${quote(reference)}.${meant}`;
      const near = nearest === undefined ? {} : { nearest: nearest.id };
      return { ok: false, problems: [{ ...facts, code: "unknown-paper", message, given: reference, ...near }] };
    }
  }
}

function parseReason(answer = ""): Result<string> {
  const reason = cleanText(answer).trim();
  if (reason !== "" && reason.length <= longestReason) return { ok: true, value: reason };
  const message =
    reason === ""
      ? "Why should it not be in the list?"
      : `Reason: ${reason.length} characters are too many; at most ${longestReason}.`;
  const code = reason === "" ? "missing-field" : "wrong-value";
  return { ok: false, problems: [{ code, severity: "error", field: "reason", message }] };
}

function nothingNamed({ title }: Paper): Problem {
  const message = `What should change in ${quote(title)}? Fill in the fields that are wrong, and only those.`;
  return { code: "missing-field", severity: "error", field: "paper", message, example: "/set venue CoRL 2024" };
}
