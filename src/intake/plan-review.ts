import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import { parseJson } from "../list/json-text.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import type { CommentEffect, CommentTag, Facts, FactValue } from "./effect.ts";
import { commandHelp } from "./fold-commands.ts";
import { findOurComment } from "./our-comment.ts";
import { parseCommentTag } from "./comment-tag.ts";
import type { OpenReview, PullReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { ReviewEffect } from "./review-effect.ts";

/** More papers than this are counted by category, not named. */
const mostNamed = 30;
const mostProblems = 40;
const mostNotes = 10;
const mostSnippets = 5;

/** What must become true for a pull request that is this. Pure; an empty plan when all is as it should be. */
export function planReview(snapshot: PullSnapshot, review: PullReview): readonly ReviewEffect[] {
  switch (review.kind) {
    case "nothing":
      return [];
    case "waiting":
      return [planComment(snapshot, review, { waiting: true })];
    case "review":
      return [
        ...planWrite(snapshot, review),
        ...planCheck(snapshot, review),
        planComment(snapshot, review, factsOf(snapshot, review)),
      ];
  }
}

function planCheck(snapshot: PullSnapshot, { problems, conflicts }: OpenReview): readonly ReviewEffect[] {
  const failed = conflicts.length > 0 || problems.some(({ severity }) => severity === "error");
  const conclusion = failed ? "failure" : "success";
  // What it says may have changed with the base; one that is as it was is not written twice by the adapter.
  return [
    {
      kind: "check-run",
      sha: snapshot.pull.head.sha,
      conclusion,
      problems: [...problems, ...conflicts.map(conflictProblem)],
    },
  ];
}

function conflictProblem(conflict: OpenReview["conflicts"][number]): Problem {
  const message = `This cannot be put together with what the list has become: ${printMergeConflict(conflict)}.`;
  return { code: "wrong-value", severity: "error", field: conflict.field ?? conflict.paper ?? "list", message };
}

/** What `/convert` and `/rebase` write: their branch where it is here, else a pull request of ours in their name. */
function planWrite(snapshot: PullSnapshot, review: OpenReview): readonly ReviewEffect[] {
  const { pull, base, repository, head, mergeBase } = snapshot;
  const { asked, rescued, result, conflicts } = review;
  if (asked === undefined || base.list === undefined || conflicts.length > 0) return [];
  if (asked === "convert" && rescued.length === 0) return [];
  if (asked === "rebase" && result === undefined) return [];
  const isHere = pull.head.repository?.id === repository.id;
  const title =
    asked === "convert"
      ? `Convert the edits of #${pull.number} to ${base.listPath}`
      : `Bring #${pull.number} up to date`;
  const trailers = [
    `Co-authored-by: ${pull.author.login} <${pull.author.id}+${pull.author.login}@users.noreply.github.com>`,
  ];
  if (isHere && asked === "convert") {
    const theirs = head === undefined ? mergeBase?.list : head.list;
    if (theirs === undefined) return [];
    const files = [{ path: base.listPath, text: printed(theirs, rescued) }];
    return [
      {
        kind: "pull-commit",
        pull: pull.number,
        branch: pull.head.ref,
        head: pull.head.sha,
        files,
        title,
        trailers: [],
      },
    ];
  }
  const file = { path: base.listPath, text: printed(result ?? base.list, rescued) };
  if (isHere) {
    // Their commits stay: ours joins them with the default branch, whose other files stand.
    return [
      {
        kind: "pull-commit",
        pull: pull.number,
        branch: pull.head.ref,
        head: pull.head.sha,
        onto: { sha: base.sha, treeSha: base.treeSha },
        files: [file],
        title,
        trailers: [],
      },
    ];
  }
  const changes = [...(review.difference?.changes ?? []), ...rescued];
  return [
    {
      kind: "replacement",
      replaces: pull.number,
      base: { sha: base.sha, treeSha: base.treeSha },
      file,
      title: `Replace #${pull.number}`,
      trailers,
      facts: { author: pull.author.login, replaces: pull.number, changes },
    },
  ];
}

function printed(list: List, changes: readonly ListChange[]): string {
  return printList(applyChanges(list, changes).list);
}

function factsOf(snapshot: PullSnapshot, review: OpenReview): Facts {
  const { difference, problems, conflicts, edits, rescued } = review;
  const changes = difference?.changes ?? [];
  const before = new Map((snapshot.mergeBase?.list?.papers ?? []).map((paper) => [paper.id, paper]));
  const isMuch = changes.length > mostNamed;
  const wrong = problems.filter(({ severity }) => severity === "error");
  return {
    changes: isMuch ? [] : changes,
    rescued: rescued.length > mostNamed ? [] : rescued,
    counts: {
      added: changes.filter(({ kind }) => kind === "add").length - (difference?.moved.length ?? 0),
      edited: changes.filter(({ kind }) => kind === "edit").length,
      removed: changes.filter(({ kind }) => kind === "remove").length - (difference?.moved.length ?? 0),
      moved: difference?.moved.length ?? 0,
    },
    byCategory: isMuch ? countByCategory(changes) : [],
    edited: isMuch ? [] : changes.flatMap((change) => factsOfEdit(change, before)),
    removed: isMuch
      ? []
      : changes.flatMap((change) =>
          change.kind === "remove" ? [{ id: change.id, title: before.get(change.id)?.title ?? change.id }] : [],
        ),
    moved: (difference?.moved ?? []).map((moved) => ({ ...moved })),
    outside: Object.keys(difference?.outside ?? {}),
    problems: problems.slice(0, mostProblems),
    moreProblems: Math.max(0, problems.length - mostProblems),
    oldProblems: review.oldProblems,
    corrected: wrong.length > 0 ? correctedPapers(snapshot, wrong) : [],
    conflicts: conflicts.map(printMergeConflict),
    edits: edits.map(({ path, changes: understood, near, notUnderstood }) => ({
      path,
      understood: understood.length,
      near: near.map(({ written, printed: now, line }) => ({ written, printed: now, line })),
      notUnderstood: notUnderstood.map((hunk) => ({ ...hunk })),
    })),
    offersConvert: rescued.length > 0,
    offersRebase: review.canRebase,
    isFork: snapshot.pull.head.repository?.id !== snapshot.repository.id,
    templateDifference: snapshot.templates?.difference,
    elsewhereUnknown: snapshot.elsewhere?.complete === false,
  };
}

/** Field by field, as it was and as it would be. */
function factsOfEdit(
  change: ListChange,
  before: ReadonlyMap<string, Paper>,
): readonly { readonly [key: string]: FactValue }[] {
  if (change.kind !== "edit") return [];
  const was = before.get(change.id);
  const fields = [...Object.keys(change.set), ...(change.unset ?? [])] as (keyof Paper)[];
  return [
    {
      id: change.id,
      title: was?.title ?? change.id,
      fields: fields.map((field) => ({
        field,
        before: printValue(was?.[field]),
        after: printValue(change.set[field]),
      })),
    },
  ];
}

function printValue(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
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

function planComment(
  snapshot: PullSnapshot,
  { thread }: Exclude<PullReview, { kind: "nothing" }>,
  facts: Facts,
): CommentEffect {
  const present = findOurComment(snapshot);
  const before = present?.sealed === true ? parseCommentTag(present.body) : undefined;
  const { pull } = snapshot;
  const handled = Math.max(thread.handled ?? 0, before?.handled ?? 0);
  const tag: CommentTag = { topic: "pull", ...(handled > 0 && { handled }) };
  return {
    kind: "comment",
    topic: "pull",
    facts: {
      ...facts,
      topic: "pull",
      author: pull.author.login,
      issue: pull.number,
      repository: snapshot.repository.url,
      mention: false,
      notes: thread.notes.slice(0, mostNotes).map((note) => ({ ...note })),
      moreNotes: Math.max(0, thread.notes.length - mostNotes),
      help: thread.help ? commandHelp("pull").map((line) => ({ ...line })) : undefined,
    },
    tag,
    on: { repository: snapshot.repository.id, issue: pull.number },
    ...(present === undefined ? {} : { present: { id: present.id, body: present.body } }),
    repost: false,
  };
}
