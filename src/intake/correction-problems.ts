import { applyChanges } from "../list/apply-changes.ts";
import { checkPaper } from "../list/check-paper.ts";
import { findDuplicate, indexPapers } from "../list/duplicates.ts";
import { mergeLookUps } from "../list/found-facts.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import { namedOf } from "../list/named-of.ts";
import type { LookUp } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { identityProblems, notFoundProblems } from "./identity-problems.ts";
import type { FormAnswers } from "./read-form.ts";

/** Fields by which a paper is known. */
const naming: ReadonlySet<string> = new Set([
  "title",
  "authors",
  "date",
  "identifiers",
  "links",
] satisfies (keyof Paper)[]);

/** What is wrong with a paper as an edit would leave it; what was so before is no fault of the edit. */
export function correctedPaperProblems(
  list: List,
  paper: Paper,
  change: ListChange & { readonly kind: "edit" },
): readonly Problem[] {
  const [edited = paper] = applyChanges({ ...list, papers: [paper] }, [change]).list.papers;
  const before = new Set(checkPaper(paper).map(({ message }) => message));
  const own = checkPaper(edited)
    .filter(({ message }) => !before.has(message))
    // Their paths are of a file that the edit is not in.
    .map(({ path: _path, ...problem }) => problem);
  const isNamed = [...Object.keys(change.set), ...(change.unset ?? [])].some((field) => naming.has(field));
  const others = isNamed ? list.papers.filter(({ id }) => id !== paper.id) : [];
  const twin = findDuplicate(indexPapers(others), namedOf(edited))?.paper;
  return twin === undefined ? own : [...own, twinProblem(twin)];
}

function twinProblem({ id, title }: Paper): Problem {
  const message = `That is another paper of the list: ${quote(title)}, ${quote(id)}. If both are one paper, ask to remove one of them.`;
  return { code: "duplicate-paper", severity: "error", field: "paper", message };
}

/** Whether the links that were given are of the paper that is corrected, as far as the sources say. */
export function correctedLinkProblems(
  paper: Paper,
  answers: FormAnswers,
  lookUps: readonly LookUp[],
): readonly Problem[] {
  const title = answers.get("title") ?? paper.title;
  const commanded = new Set(answers.has("title") ? (["title"] as const) : []);
  const written = { answers: new Map([["title", title] as const]), loose: new Set<never>(), commanded };
  return [...identityProblems(written, lookUps, mergeLookUps(lookUps)), ...notFoundProblems(lookUps, true)];
}
