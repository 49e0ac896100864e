import { parseJson } from "../list/json-text.ts";
import type { ListChange } from "../list/list-change.ts";
import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Problem } from "../list/problem.ts";
import type { Facts, FactValue, Replacement } from "./effect.ts";
import type { OpenReview } from "./pull-review.ts";
import { factsOfEdit } from "./facts-of-edit.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";

/** More papers than this are counted by category, not named. */
const mostNamed = 30;
const mostProblems = 40;
const mostLines = 40;
/** Of one file, of each kind: with 300 characters before and after they must leave room for what is offered. */
const mostEdited = 20;
const mostSnippets = 5;

/** What our comment may say of a pull request. */
export function factsOfReview(snapshot: PullSnapshot, review: OpenReview, replacement: Replacement | undefined): Facts {
  const { difference, problems, conflicts, edits, rescued } = review;
  const isFork = snapshot.pull.head.repository?.id !== snapshot.repository.id;
  // What was written once is kept in step: nobody has to ask again.
  const isOffering = replacement === undefined;
  const changes = difference?.changes ?? [];
  const before = new Map((snapshot.mergeBase?.list?.papers ?? []).map((paper) => [paper.id, paper]));
  const isMuch = changes.length > mostNamed;
  const wrong = problems.filter(({ severity }) => severity === "error");
  return {
    unreadable: snapshot.head !== undefined && difference === undefined,
    editsOutput: snapshot.edits.length > 0,
    changes: isMuch ? [] : changes,
    rescued: rescued.length > mostNamed ? [] : rescued,
    counts: {
      added: changes.filter(({ kind }) => kind === "add").length - (difference?.moved.length ?? 0),
      edited: changes.filter(({ kind }) => kind === "edit").length,
      removed: changes.filter(({ kind }) => kind === "remove").length - (difference?.moved.length ?? 0),
      moved: difference?.moved.length ?? 0,
    },
    byCategory: isMuch ? countByCategory(changes) : [],
    edited: isMuch
      ? []
      : changes.flatMap((change) => {
          if (change.kind !== "edit") return [];
          const was = before.get(change.id);
          return [{ id: change.id, title: was?.title ?? change.id, fields: factsOfEdit(change, was) }];
        }),
    removed: isMuch
      ? []
      : changes.flatMap((change) =>
          change.kind === "remove" ? [{ id: change.id, title: before.get(change.id)?.title ?? change.id }] : [],
        ),
    moved: (isMuch ? [] : (difference?.moved ?? [])).map((moved) => ({ ...moved })),
    outside: Object.keys(difference?.outside ?? {}),
    problems: problems.slice(0, mostProblems).map((problem) => factsOfProblem(problem, snapshot.base.listPath)),
    moreProblems: Math.max(0, problems.length - mostProblems),
    oldProblems: review.oldProblems,
    corrected: wrong.length > 0 ? correctedPapers(snapshot, wrong) : [],
    conflicts: conflicts.slice(0, mostLines).map(printMergeConflict),
    moreConflicts: Math.max(0, conflicts.length - mostLines),
    edits: edits.map(({ path, changes: understood, near, notUnderstood }) => ({
      path,
      understood: understood.length,
      near: near.slice(0, mostEdited).map(({ written, printed: now, line }) => ({ written, printed: now, line })),
      ...(near.length > mostEdited && { moreNear: near.length - mostEdited }),
      notUnderstood: notUnderstood.slice(0, mostEdited).map((hunk) => ({ ...hunk })),
      moreNotUnderstood: Math.max(0, notUnderstood.length - mostEdited),
    })),
    deletedOutputs: snapshot.deletedOutputs?.map((path) => ({
      path,
      isConfigured: snapshot.base.configuration.outputs.includes(path),
    })),
    isRescued: rescued.length > 0,
    offersConvert: rescued.length > 0 && isOffering,
    offersRebase: review.canRebase && isOffering,
    isStuckWithMore: review.isStuck && review.hasMore && !isFork,
    hasMore: review.hasMore,
    isFork,
    approvable: review.hash?.slice(0, 7),
    templateDifference: snapshot.templates?.difference,
  };
}

/** With its line, as annotations have it; what is possible is listed where it is asked for, in the check run. */
function factsOfProblem({ allowed: _allowed, ...problem }: Problem, listPath: string): FactValue {
  const { file = listPath, position } = problem;
  return { ...problem, ...(position !== undefined && { place: `${file}:${position.line}` }) };
}

function countByCategory(changes: readonly ListChange[]): readonly { readonly path: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const change of changes) {
    for (const path of change.kind === "add" ? change.paper.categories : [])
      counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].map(([path, count]) => ({ path, count })).toSorted((a, b) => b.count - a.count);
}

/** Papers with errors that can be put right by what was nearest, to paste over theirs. */
function correctedPapers({ head }: PullSnapshot, wrong: readonly Problem[]): readonly string[] {
  const papers = head?.list?.papers ?? papersIn(head?.text ?? "");
  const snippets = new Map<number, unknown>();
  for (const { path, given, nearest } of wrong) {
    const index = path?.[0] === "papers" && typeof path[1] === "number" ? path[1] : undefined;
    const paper = index === undefined ? undefined : (snippets.get(index) ?? papers[index]);
    if (index === undefined || paper === undefined || given === undefined || nearest === undefined) continue;
    snippets.set(index, replaceAt(paper, path?.slice(2) ?? [], given, nearest));
  }
  return [...snippets.values()].slice(0, mostSnippets).map((paper) => JSON.stringify(paper, undefined, 2));
}

/** Of a text that is JSON and no list: its papers may be anything. */
function papersIn(text: string): readonly unknown[] {
  const json = parseJson(text);
  const papers =
    json.ok && typeof json.value === "object" && json.value !== null && "papers" in json.value ? json.value.papers : [];
  return Array.isArray(papers) ? papers : [];
}

/** Only the very value that was told of is replaced. */
function replaceAt(value: unknown, path: readonly (string | number)[], given: string, nearest: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value === given ? nearest : value;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? replaceAt(item, rest, given, nearest) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === key ? replaceAt(item, rest, given, nearest) : item]),
  );
}
