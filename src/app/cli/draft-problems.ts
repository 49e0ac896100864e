import type { Additions } from "../../intake/additions.ts";
import type { PaperState, SuggestedPaper } from "../../intake/suggestion.ts";
import { nameWords } from "../../list/name-words.ts";
import { findPaperField } from "../../list/paper-fields.ts";
import { identifierKinds, type NameKind } from "../../list/paper-names.ts";
import type { SourceFailure } from "../../list/paper-record.ts";
import type { Problem } from "../../list/problem.ts";
import { quote } from "../../list/quote.ts";
import type { CategorySuggestion } from "../../list/suggest-categories.ts";
import { printFailures } from "./print-failures.ts";

/** All that is to be said of a paper, as the command line says it: of options, not of a form or a comment. */
export function draftProblems(paper: SuggestedPaper, failures: readonly SourceFailure[]): readonly Problem[] {
  return problemsOf(paper, failures).map(inOurWords);
}

function problemsOf({ state, title }: SuggestedPaper, failures: readonly SourceFailure[]): readonly Problem[] {
  switch (state.kind) {
    case "incomplete":
      return state.problems.map((problem) => withLikeliest(problem, state.categories ?? []));
    case "pending-metadata": {
      const rest = title === undefined ? "its title with --title" : "its identifier or link";
      const message = `Nobody who may know it answers (${printFailures(failures)}). Try again later, or give ${rest}.`;
      return [...state.problems, { code: "not-found", severity: "error", field: "paper", message }];
    }
    case "duplicate":
    case "accepted":
      return [duplicateProblem(state)];
    case "ready":
      return state.warnings;
  }
}

function withLikeliest(problem: Problem, categories: readonly CategorySuggestion[]): Problem {
  const [likeliest] = categories;
  if (problem.field !== "categories" || problem.severity !== "error" || likeliest === undefined) return problem;
  const likely = categories.map(({ path, confidence }) => `${path} (${Math.round(confidence * 100)} %)`);
  return { ...problem, message: `${problem.message} Most likely: ${likely.join(", ")}.`, example: likeliest.path };
}

function duplicateProblem(state: PaperState & { readonly kind: "duplicate" | "accepted" }): Problem {
  const { id = "", title, by, value } = state.of;
  const name = nameWords[by as NameKind];
  const known = `The list has it already, with the same ${name} ${quote(value)}: ${id}, ${quote(title)}.`;
  const offer = state.kind === "duplicate" ? state.offer : undefined;
  const message = offer === undefined ? known : `${known} To add ${printAdded(offer)} to it, say --edit.`;
  return { code: "duplicate-paper", severity: "error", field: "paper", message, given: value, nearest: id };
}

function printAdded({ added: { venue, categories = [], links = [], identifiers = {} } }: Additions): string {
  return [
    ...(venue === undefined ? [] : [`the venue ${quote(venue)}`]),
    ...categories.map((path) => `the category ${quote(path)}`),
    ...links.map(({ url }) => `the link ${quote(url)}`),
    ...identifierKinds.flatMap((kind) => {
      const value = identifiers[kind];
      return value === undefined ? [] : [`the ${nameWords[kind]} ${quote(value)}`];
    }),
  ].join(" and ");
}

/** Told of the option that it was written for, and not named twice. */
function inOurWords(problem: Problem): Problem {
  const label = findPaperField(problem.field)?.label;
  const { message } = problem;
  if (problem.code === "likely-duplicate") {
    const asked = message.replace("comment /suggest, and it goes on", "say --anyway");
    return { ...problem, field: "paper", message: asked, example: "--anyway" };
  }
  return label !== undefined && message.startsWith(`${label}: `)
    ? { ...problem, message: message.slice(label.length + 2) }
    : problem;
}
