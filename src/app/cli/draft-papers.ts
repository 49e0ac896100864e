import { applyChanges } from "../../list/apply-changes.ts";
import { findDuplicate, indexPapers } from "../../list/duplicates.ts";
import type { List } from "../../list/list.ts";
import { completeDraft, mergeDrafts, type PaperDraft } from "../../list/paper-draft.ts";
import { paperFields, parsePaperField, type PaperField } from "../../list/paper-fields.ts";
import type { Paper } from "../../list/paper.ts";
import type { Problem } from "../../list/problem.ts";
import { quote } from "../../list/quote.ts";
import { placeholder } from "./example-command.ts";

/** What the command line says of a paper, by field; categories one a line. */
export type FieldTexts = Readonly<Partial<Record<PaperField["name"], string>>>;

/** One paper of the command line: what it becomes, or everything that stands in its way. */
export interface DraftedPaper {
  /** As it was given: `arXiv:2506.20966v2`. */
  readonly given: string;
  /** Undefined where there are errors. */
  readonly paper: Paper | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Papers from identifiers or addresses and from what else is said of all of them, each seen against the list with those
 * before it. `list` is the list with all of them that are complete and not there yet.
 *
 * @param day today (UTC), `YYYY-MM-DD`
 */
export function draftPapers(
  start: List,
  given: readonly string[],
  texts: FieldTexts,
  day: string,
): { readonly list: List; readonly papers: readonly DraftedPaper[] } {
  let list = start;
  const papers = given.map((name) => {
    const drafted = draftPaper(list, name, texts, day);
    if (drafted.paper !== undefined) list = applyChanges(list, [{ kind: "add", paper: drafted.paper }]).list;
    return drafted;
  });
  return { list, papers };
}

function draftPaper(list: List, given: string, texts: FieldTexts, day: string): DraftedPaper {
  let draft: PaperDraft = { added: day };
  const problems: Problem[] = [];
  for (const field of paperFields) {
    const text = field.name === "links" ? given : texts[field.name];
    // An example that was copied and not filled in.
    if (text === undefined || (text.trim() === placeholder && field.name !== "links")) continue;
    const answer = parsePaperField(field, text, list.taxonomy);
    if (answer.ok) draft = mergeDrafts(draft, answer.value);
    else problems.push(...answer.problems.map((problem) => ofField(field, problem)));
  }
  // Nobody should look for the title of a paper that is there.
  const known = findInList(list, draft);
  if (known !== undefined) return { given, paper: undefined, problems: [known] };
  const told = new Set(problems.map((problem) => problem.field));
  const complete = completeDraft(draft, list);
  // What could not be read is missing too, but that was told.
  if (!complete.ok) problems.push(...complete.problems.filter((problem) => !told.has(problem.field)));
  else problems.push(...(complete.warnings ?? []));
  const isWrong = problems.some((problem) => problem.severity === "error");
  return { given, paper: complete.ok && !isWrong ? complete.value : undefined, problems };
}

/** Told of the option that it was written for, and not named twice. */
function ofField({ name, label }: PaperField, problem: Problem): Problem {
  const { message } = problem;
  const own = message.startsWith(`${label}: `) ? message.slice(label.length + 2) : message;
  return { ...problem, field: name, message: own };
}

const names: Readonly<Record<string, string>> = {
  arxiv: "arXiv id",
  doi: "DOI",
  openreview: "OpenReview id",
  acl: "ACL id",
  link: "address",
  title: "title",
};

function findInList(list: List, draft: PaperDraft): Problem | undefined {
  const match = findDuplicate(indexPapers(list.papers), { ...draft, title: draft.title ?? "" });
  if (match === undefined) return undefined;
  const { paper, by, value } = match;
  const message = `The list has it already, with the same ${names[by] ?? by} ${quote(value)}: ${paper.id}, ${quote(paper.title)}.`;
  return { code: "duplicate-paper", severity: "error", field: "paper", message, given: value, nearest: paper.id };
}
