import { categoryOption } from "../list/category-option.ts";
import type { Category, List } from "../list/list.ts";
import { completeDraft, mergeDrafts, type PaperDraft } from "../list/paper-draft.ts";
import type { Paper } from "../list/paper.ts";
import { paperFields, parsePaperField, type PaperField } from "../list/paper-fields.ts";
import type { Problem, Result } from "../list/problem.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { FieldEdit } from "./fold-commands.ts";
import { titleInRequest } from "./recognise-issue.ts";
import { readForm, type FormAnswers } from "./read-form.ts";
import { readFreeText } from "./read-free-text.ts";
import type { Issue } from "./snapshot.ts";

/** More than this in one issue is an import, not a suggestion. */
export const maxPapersInIssue = 50;

/** The papers an issue names, as written, with the thread's `/set`, `/unset` and `/category` over them. */
export function readAnswers(issue: Pick<Issue, "title" | "body">, edits: readonly FieldEdit[]): readonly FormAnswers[] {
  const form = readForm(issue.body);
  const written = form ?? readFreeText(issue.body).papers;
  const papers = (written.length === 0 ? [new Map()] : written).slice(0, maxPapersInIssue);
  const title = titleInRequest(issue.title);
  return papers.map((answers, index) => {
    const edited = new Map<PaperField["name"], string>(answers);
    if (form === undefined && papers.length === 1 && title !== undefined && !edited.has("title")) {
      edited.set("title", title);
    }
    for (const edit of edits) {
      if (edit.paper !== 0 && edit.paper !== index + 1) continue;
      // One title for five papers is never meant; `editProblems` tells the person how to say which.
      if (edit.paper === 0 && papers.length > 1 && edit.field !== "categories") continue;
      const field = paperFields.find((known) => known.name === edit.field);
      if (field === undefined) continue;
      if (edit.value === undefined) edited.delete(field.name);
      else edited.set(field.name, edit.value);
    }
    return edited;
  });
}

/** What is wrong with commands that name a paper that is not there, or none where there are several. */
export function editProblems(edits: readonly FieldEdit[], papers: number): readonly Problem[] {
  return edits.flatMap((edit): Problem[] => {
    if (edit.paper > papers) {
      const message = `There is no paper ${edit.paper} in this suggestion: it has ${papers}.`;
      return [{ code: "bad-command", severity: "error", field: edit.field, message }];
    }
    if (edit.paper !== 0 || papers === 1 || edit.field === "categories") return [];
    const verb = edit.value === undefined ? "unset" : "set";
    const example = `/${verb} 2.${edit.field}${edit.value === undefined ? "" : ` ${edit.value}`}`;
    const message = `This suggestion has ${papers} papers, so say which one is meant.`;
    return [{ code: "bad-command", severity: "error", field: edit.field, message, example }];
  });
}

/** The paper these answers come to, or everything that is missing or wrong in them. */
export function completeAnswers(answers: FormAnswers, list: List, added: PaperDraft): Result<Paper> {
  let draft: PaperDraft = added;
  const problems: Problem[] = [];
  const broken = new Set<string>();
  for (const field of paperFields) {
    const answer = answers.get(field.name);
    if (answer === undefined) continue;
    const text = field.shape === "categories" ? categoriesOf(answer, list.taxonomy) : answer;
    const parsed = parsePaperField(field, text, list.taxonomy);
    if (parsed.ok) {
      draft = mergeDrafts(draft, parsed.value);
    } else {
      broken.add(field.name);
      problems.push(...parsed.problems);
    }
  }
  const completed = completeDraft(draft, list);
  // A field that was given wrongly is told as wrong, not as missing too.
  const missing = completed.ok ? [] : completed.problems.filter((problem) => !broken.has(problem.field));
  if (problems.length === 0 && completed.ok) return completed;
  return { ok: false, problems: [...problems, ...missing] };
}

/** One category a line, as ids where the text is an option of our form. GitHub joins the choices with ", ". */
export function categoriesOf(answer: string, taxonomy: readonly Category[]): string {
  const paths = new Map(leafCategories(taxonomy).map((leaf) => [categoryOption(leaf), leaf.path]));
  return answer
    .split(/\n|,\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => paths.get(part) ?? part)
    .join("\n");
}
