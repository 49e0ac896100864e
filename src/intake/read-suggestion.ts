import { categoryOption } from "../list/category-option.ts";
import type { FoundFacts } from "../list/found-facts.ts";
import type { Category, List } from "../list/list.ts";
import { completeDraft, mergeDrafts, type PaperDraft } from "../list/paper-draft.ts";
import type { Paper } from "../list/paper.ts";
import { paperFields, parsePaperField, type PaperField } from "../list/paper-fields.ts";
import type { Problem, Result } from "../list/problem.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { FieldEdit } from "./fold-commands.ts";
import { readCorrection } from "./read-correction.ts";
import { papersInRequest } from "./recognise-issue.ts";
import { readForm, type FormAnswers } from "./read-form.ts";
import { readFreeText, type TextPaper } from "./read-free-text.ts";
import type { Issue } from "./snapshot.ts";

/** More than this in one issue is an import, not a suggestion. */
export const maxPapersInIssue = 50;

type FieldName = PaperField["name"];

/** One paper as a person wrote of it. */
export interface WrittenPaper {
  readonly answers: FormAnswers;
  /** Read out of running text, where nobody said which field is meant: what was looked up is better. */
  readonly loose: ReadonlySet<FieldName>;
  /** Said by a command. */
  readonly commanded: ReadonlySet<FieldName>;
}

/** The papers an issue suggests, as written, with the thread's `/set`, `/unset` and `/category` over them. */
export function readAnswers(
  issue: Pick<Issue, "title" | "body">,
  edits: readonly FieldEdit[],
): readonly WrittenPaper[] {
  const papers = papersIn(issue);
  return papers.map((paper, index) => {
    const answers = new Map(paper.answers);
    const loose = new Set(paper.loose);
    const commanded = new Set<FieldName>();
    for (const edit of edits) {
      if (edit.paper !== 0 && edit.paper !== index + 1) continue;
      // One title for five papers is never meant; `editProblems` tells the person how to say which.
      if (edit.paper === 0 && papers.length > 1 && edit.field !== "categories") continue;
      const field = paperFields.find((known) => known.name === edit.field);
      if (field === undefined) continue;
      if (edit.value === undefined) answers.delete(field.name);
      else answers.set(field.name, edit.value);
      loose.delete(field.name);
      commanded.add(field.name);
    }
    return { answers, loose, commanded };
  });
}

/** By the form, else by the text, else by the issue's own title. To correct an entry is to suggest none. */
function papersIn(issue: Pick<Issue, "title" | "body">): readonly TextPaper[] {
  if (readCorrection(issue.body) !== undefined) return [];
  const form = readForm(issue.body);
  if (form !== undefined) return form.slice(0, maxPapersInIssue).map((answers) => ({ answers, loose: new Set() }));
  const requested = papersInRequest(issue.title);
  const [only = nothing, ...others] = readFreeText(issue.body).papers;
  if (others.length > 0) return [only, ...others].slice(0, maxPapersInIssue);
  if (!only.answers.has("links") && requested.length > 1) return requested.slice(0, maxPapersInIssue);
  const [named = nothing] = requested;
  // What the text says goes over what the title says.
  const answers = new Map([...named.answers, ...only.answers]);
  const loose = [...named.loose].filter((field) => !only.answers.has(field));
  return [{ answers, loose: new Set([...loose, ...only.loose]) }];
}

const nothing: TextPaper = { answers: new Map(), loose: new Set() };

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

/** What the answers say, as far as it can be read, with everything that cannot. */
export interface DraftedAnswers {
  readonly draft: PaperDraft;
  readonly problems: readonly Problem[];
  /** Fields that were answered, and wrongly. */
  readonly broken: ReadonlySet<string>;
}

/** Reads each answer by itself: one that is wrong takes no other with it. */
export function draftAnswers(answers: FormAnswers, taxonomy: readonly Category[]): DraftedAnswers {
  let draft: PaperDraft = {};
  const problems: Problem[] = [];
  const broken = new Set<string>();
  for (const field of paperFields) {
    const answer = answers.get(field.name);
    if (answer === undefined) continue;
    const text = field.shape === "categories" ? categoriesOf(answer, taxonomy) : answer;
    const parsed = parsePaperField(field, text, taxonomy);
    if (parsed.ok) {
      draft = mergeDrafts(draft, parsed.value);
    } else {
      broken.add(field.name);
      problems.push(...parsed.problems);
    }
  }
  return { draft, problems, broken };
}

/** What a person wrote over what was found: theirs wins, but for what was only read out of running text. */
export function overFound(found: FoundFacts | undefined, draft: PaperDraft, loose: ReadonlySet<FieldName>): PaperDraft {
  if (found === undefined) return draft;
  const sure = Object.entries(draft).filter(
    ([field]) => !(loose.has(field as FieldName) && Object.hasOwn(found.draft, field)),
  );
  const both = mergeDrafts(found.draft, Object.fromEntries(sure));
  if (both.links === undefined) return both;
  // The way to the paper first, whoever told of it.
  return { ...both, links: both.links.toSorted((a, b) => Number(b.kind === "paper") - Number(a.kind === "paper")) };
}

/** The paper these answers come to, or everything that is missing or wrong in them. */
export function completeAnswers(drafted: DraftedAnswers, draft: PaperDraft, list: List): Result<Paper> {
  const completed = completeDraft(draft, list);
  // A field that was given wrongly is told as wrong, not as missing too.
  const missing = completed.ok ? [] : completed.problems.filter((problem) => !drafted.broken.has(problem.field));
  if (drafted.problems.length === 0 && completed.ok) return completed;
  return { ok: false, problems: [...drafted.problems, ...missing] };
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
