import { categoryOption } from "../list/category-option.ts";
import { foundFields, type FoundFacts } from "../list/found-facts.ts";
import type { List } from "../list/list.ts";
import { sourceNames, sourceTitles, type SourceName } from "../list/paper-record.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { FactValue } from "./effect.ts";
import { factsOfEdit } from "./facts-of-edit.ts";
import { printCorrection, printForm } from "./print-form.ts";
import { categoriesOf } from "./read-suggestion.ts";
import type { FormAnswers } from "./read-form.ts";
import type { CorrectedPaper, OpenSuggestion, PaperState, SuggestedPaper } from "./suggestion.ts";

type PaperFacts = { readonly [key: string]: FactValue };

/** What our comment and pull request may say of each paper. */
export function factsOfPapers(open: OpenSuggestion): readonly PaperFacts[] {
  return open.papers.map(({ number, title, state, found, answers, waitingFor, correction }) => ({
    number,
    title,
    state: state.kind,
    found: found === undefined ? [] : factsOfFound(found, answers),
    waitingFor: waitingFor.map((source) => sourceTitles[source]),
    ...factsOfState(state),
    ...(correction && factsOfCorrection(correction, state)),
  }));
}

/** What would become of the paper, field by field. */
function factsOfCorrection({ kind, of, reason }: CorrectedPaper, state: PaperState): PaperFacts {
  const fields = state.kind === "ready" && of !== undefined ? factsOfEdit(state.change, of) : [];
  return { correction: kind, fields, reason };
}

function factsOfState(state: PaperState): PaperFacts {
  switch (state.kind) {
    case "incomplete": {
      const categories = (state.categories ?? []).map(({ path, confidence }) => ({
        path,
        percent: Math.round(confidence * 100),
      }));
      return { problems: state.problems, categories };
    }
    case "pending-metadata":
      return { problems: state.problems };
    case "duplicate": {
      const { categories, links, venue, identifiers } = state.offer?.added ?? {};
      const offer = {
        categories,
        links: links?.map(({ url }) => url),
        venue,
        identifiers: Object.values(identifiers ?? {}),
      };
      return { of: { ...state.of }, offer: state.offer === undefined ? undefined : offer };
    }
    case "accepted":
      return { of: { ...state.of }, removed: state.removed === true };
    case "ready": {
      const { change } = state;
      return {
        problems: state.warnings,
        edit: change.kind === "edit",
        id: change.kind === "add" ? change.paper.id : change.id,
      };
    }
  }
}

/** Who said what, a line a source; what the person wrote themselves left out. */
function factsOfFound({ sources, urls }: FoundFacts, answers: SuggestedPaper["answers"]): readonly PaperFacts[] {
  return sourceNames.flatMap((source: SourceName) => {
    const fields = foundFields.filter(
      (field) => sources[field]?.includes(source) === true && (field === "links" || !Object.hasOwn(answers, field)),
    );
    return fields.length === 0 ? [] : [{ source: sourceTitles[source], url: urls[source] ?? "", fields }];
  });
}

/** The text with what could be put right put right, to paste over the old one. */
export function correctedBody(open: OpenSuggestion, list: List): string {
  const [first] = open.papers;
  if (first?.correction !== undefined) {
    return printCorrection({ kind: first.correction.kind, answers: corrected(first, list) });
  }
  return printForm(open.papers.map((paper) => corrected(paper, list)));
}

function corrected(paper: SuggestedPaper, list: List): FormAnswers {
  const options = new Map(leafCategories(list.taxonomy).map((leaf) => [leaf.path, categoryOption(leaf)]));
  const answers = new Map(Object.entries(paper.answers));
  const problems = paper.state.kind === "incomplete" ? paper.state.problems : [];
  const title = paper.found?.draft.title;
  const isSure = !problems.some(({ code, severity }) => code === "identity-mismatch" && severity === "error");
  if (title !== undefined && isSure && !answers.has("title")) answers.set("title", title);
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
