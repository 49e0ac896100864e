import { categoryOption } from "../list/category-option.ts";
import type { List } from "../list/list.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { FactValue } from "./effect.ts";
import { printForm } from "./print-form.ts";
import { categoriesOf } from "./read-suggestion.ts";
import type { FormAnswers } from "./read-form.ts";
import type { OpenSuggestion, SuggestedPaper } from "./suggestion.ts";

type PaperFacts = { readonly [key: string]: FactValue };

/** What our comment and pull request may say of each paper. */
export function factsOfPapers(open: OpenSuggestion): readonly PaperFacts[] {
  return open.papers.map(({ number, title, state }) => {
    const facts = { number, title, state: state.kind };
    switch (state.kind) {
      case "incomplete":
        return { ...facts, problems: state.problems };
      case "duplicate":
        return { ...facts, of: { ...state.of } };
      case "accepted":
        return { ...facts, of: { ...state.of }, removed: state.removed === true };
      case "ready":
        return {
          ...facts,
          problems: state.warnings,
          id: state.change.kind === "add" ? state.change.paper.id : undefined,
        };
    }
  });
}

/** The text with what could be put right put right, to paste over the old one. */
export function correctedBody(open: OpenSuggestion, list: List): string {
  return printForm(open.papers.map((paper) => corrected(paper, list)));
}

function corrected(paper: SuggestedPaper, list: List): FormAnswers {
  const options = new Map(leafCategories(list.taxonomy).map((leaf) => [leaf.path, categoryOption(leaf)]));
  const answers = new Map(Object.entries(paper.answers));
  const problems = paper.state.kind === "incomplete" ? paper.state.problems : [];
  for (const { field, given, nearest } of problems) {
    const answer = answers.get(field);
    if (answer !== undefined && given !== undefined && nearest !== undefined) {
      answers.set(field, answer.split(given).join(nearest));
    }
  }
  const categories = answers.get("categories");
  if (categories !== undefined) {
    const paths = categoriesOf(categories, list.taxonomy).split("\n");
    answers.set("categories", paths.map((path) => options.get(path) ?? path).join(", "));
  }
  return answers as FormAnswers;
}
