import { checkList } from "../list/check-list.ts";
import { diffLists, type ListDifference } from "../list/diff-lists.ts";
import { equalData } from "../list/equal-data.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import { mergeLists } from "../list/merge-lists.ts";
import type { Paper } from "../list/paper.ts";
import { locateProblems } from "../list/positions.ts";
import type { Problem } from "../list/problem.ts";
import { addedPaperProblems } from "./added-paper-problems.ts";
import { deriveApproval } from "./derive-approval.ts";
import { foldCommands, type FoldedCommands } from "./fold-commands.ts";
import { findOurTag, hasAnswered } from "./our-comment.ts";
import { paperPlaces } from "./paper-places.ts";
import type { OpenReview, PullReview } from "./pull-review.ts";
import type { ListAt, PullSnapshot, ReadEdits } from "./pull-snapshot.ts";

/** What a person's pull request would do to the list. Pure: the same snapshot gives the same answer. */
export function deriveReview(snapshot: PullSnapshot): PullReview {
  const { pull, base } = snapshot;
  if (pull.state !== "open") return { kind: "nothing" };
  const thread = foldCommands({
    issue: { author: pull.author },
    on: "pull",
    comments: snapshot.comments,
    permissions: snapshot.permissions,
    approvers: base.configuration.approvers,
  });
  const { verdict } = thread;
  if (verdict?.kind === "reject" && verdict.comment > (findOurTag(snapshot)?.rejected ?? 0)) {
    return { kind: "rejected", by: verdict.by.login, reason: verdict.reason, thread };
  }
  const hash = pull.head.sha;
  if (base.list === undefined) {
    return { kind: "waiting", approval: deriveApproval(snapshot, verdict, { hash, stops: "not-ready" }), thread };
  }
  const changed = deriveChange(snapshot, base.list);
  const { edits, rescued } = deriveRescue(snapshot.edits, changed.difference, base.list);
  const outputProblems = snapshot.outputProblems ?? [];
  const problems = [...changed.problems, ...outputProblems, ...(snapshot.templates?.problems ?? [])];
  const touches =
    snapshot.head !== undefined ||
    snapshot.edits.length + outputProblems.length > 0 ||
    snapshot.deletedOutputs !== undefined ||
    snapshot.templates !== undefined;
  const isOurs = hasAnswered(snapshot);
  if (!touches && !isOurs) return { kind: "nothing" };
  const hasMore = isMoreThanList(snapshot);
  // What GitHub does not know yet is as it was: else the offer would come and go with every push.
  const isStuck = pull.conflicts ?? findOurTag(snapshot)?.conflicts === true;
  // On a branch here the tree would be the default branch's: what else was changed would be lost.
  const isSafe = !hasMore || pull.head.repository?.id !== snapshot.repository.id;
  const canRebase = isStuck && isSafe && changed.result !== undefined && changed.conflicts.length === 0;
  // A draft can be as wrong as the default branch was, by nothing of this change.
  const isDraft = snapshot.head !== undefined && changed.result === undefined;
  const isWrong = isDraft || changed.conflicts.length > 0 || problems.some(({ severity }) => severity === "error");
  const isReady = touches && !isStuck && !isWrong;
  // What would be lost is to be taken over first, whatever else there is.
  const stops = isReplaced(snapshot)
    ? "replaced"
    : edits.length > 0
      ? "loses-edits"
      : isReady
        ? undefined
        : "not-ready";
  return {
    kind: "review",
    ...changed,
    problems,
    edits,
    rescued,
    hasMore,
    isStuck,
    canRebase,
    asked: askedFor(snapshot, thread),
    ...(stops === undefined && { hash }),
    approval: deriveApproval(snapshot, verdict, { hash, stops }),
    thread,
  };
}

/** By an open pull request of ours, or by one that was merged with all that this says. */
function isReplaced(snapshot: PullSnapshot): boolean {
  const replacement = findOurTag(snapshot)?.replacement;
  if (replacement?.ended === undefined) return replacement !== undefined;
  return replacement.ended === "merged" && replacement.head === snapshot.pull.head.sha;
}

function isMoreThanList({ files, moreFiles, edits, base }: PullSnapshot): boolean {
  const known = new Set([base.listPath, ...edits.map(({ path }) => path)]);
  return (
    moreFiles ||
    files.some(({ path, previousPath = path }) => !known.has(path) || !known.has(previousPath)) ||
    edits.some(({ outside, notUnderstood }) => outside || notUnderstood.length > 0)
  );
}

type Change = Pick<OpenReview, "difference" | "result" | "conflicts" | "problems" | "oldProblems">;

/** The change of the list file, replayed on the list as it is now. */
function deriveChange(snapshot: PullSnapshot, tip: List): Change {
  const { head, mergeBase } = snapshot;
  if (head === undefined) return { conflicts: [], problems: [], oldProblems: 0 };
  const { problems, old } = newProblems(mergeBase, head);
  const before = mergeBase && firstOfEach(mergeBase);
  const after = firstOfEach(head);
  if (before === undefined || after === undefined) return { conflicts: [], problems, oldProblems: old };
  const difference = diffLists(before, after);
  const { list: merged, conflicts } = mergeLists({ base: before, ours: tip, theirs: after });
  const onTip = problemsOnTip(tip, merged, head, problems);
  const added = addedPaperProblems(snapshot, difference, head);
  const isSound = mergeBase?.list !== undefined && head.list !== undefined;
  return {
    difference,
    ...(isSound && { result: merged }),
    conflicts,
    problems: [...problems, ...onTip, ...added],
    oldProblems: old,
  };
}

/** A list, or a draft without the papers whose id is taken. */
function firstOfEach(at: ListAt): List | undefined {
  if (at.draft === undefined) return at.list;
  const places = paperPlaces(at);
  return { ...at.draft, papers: at.draft.papers.filter(({ id }, index) => places.get(id) === index) };
}

/** A problem is the same one wherever in the file it stands. */
function problemKey({ code, message }: Problem): string {
  return `${code} ${message}`;
}

function newProblems(
  before: ListAt | undefined,
  head: ListAt,
): { readonly problems: readonly Problem[]; readonly old: number } {
  const known = countKeys(before?.problems ?? []);
  const problems = head.problems.filter((problem) => !take(known, problemKey(problem)));
  return { problems, old: head.problems.length - problems.length };
}

/** What is wrong only together with what others have put into the list since: the same paper added twice. */
function problemsOnTip(tip: List, result: List, head: ListAt, told: readonly Problem[]): readonly Problem[] {
  const known = countKeys([...checkList(tip), ...told, ...checkList(head.list ?? tip)]);
  const places = paperPlaces(head);
  const problems = checkList(result)
    .filter((problem) => !take(known, problemKey(problem)))
    .map(({ path, ...problem }): Problem => {
      // Its place in the merged list is nobody's line; that of the paper in the pull request's own file is.
      const id = path?.[0] === "papers" && typeof path[1] === "number" ? result.papers[path[1]]?.id : undefined;
      const index = id === undefined ? undefined : places.get(id);
      return index === undefined ? problem : { ...problem, path: ["papers", index] };
    });
  return locateProblems(head.text ?? "", problems);
}

function countKeys(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(problemKey(problem), (counts.get(problemKey(problem)) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

/** Somebody who edited README and list.json alike needs no rescue, nor what is in the list by now. */
function deriveRescue(
  read: readonly ReadEdits[],
  difference: ListDifference | undefined,
  tip: List,
): Pick<OpenReview, "edits" | "rescued"> {
  const done = difference?.changes ?? [];
  const papers = new Map(tip.papers.map((paper) => [paper.id, paper]));
  const isDone = (change: ListChange): boolean =>
    done.some((other) => includesChange(other, change)) || isTrueOf(papers, change);
  const edits = read
    .map((one) => ({
      ...one,
      changes: one.changes.filter((change) => !isDone(change)),
      near: one.near.filter(({ change }) => !isDone(change)),
    }))
    .filter(({ changes, near, notUnderstood }) => changes.length + near.length + notUnderstood.length > 0);
  const rescued = [
    ...edits.flatMap(({ changes }) => changes),
    ...edits.flatMap(({ near }) => near.map(({ change }) => change)),
  ];
  return { edits, rescued };
}

/** Whether `done` makes true what `change` asks for. */
function includesChange(done: ListChange, change: ListChange): boolean {
  if (done.kind === "add" && change.kind === "add") return done.paper.id === change.paper.id;
  if (done.kind === "remove" || change.kind === "remove") return equalData(done, change);
  if (done.kind !== "edit" || change.kind !== "edit" || done.id !== change.id) return false;
  const set = done.set as Readonly<Record<string, unknown>>;
  return (
    Object.entries(change.set).every(([key, value]) => equalData(set[key], value)) &&
    (change.unset ?? []).every((key) => done.unset?.includes(key) === true)
  );
}

/** Whether the list is already as `change` would have it. */
function isTrueOf(papers: ReadonlyMap<string, Paper>, change: ListChange): boolean {
  if (change.kind === "add") return equalData(papers.get(change.paper.id), change.paper);
  const paper = papers.get(change.id);
  if (change.kind === "remove") return paper === undefined;
  if (paper === undefined) return false;
  return (
    Object.entries(change.set).every(([key, value]) => equalData(paper[key as keyof Paper], value)) &&
    (change.unset ?? []).every((key) => paper[key] === undefined)
  );
}

/** The newest command that our comment does not say is done. */
function askedFor(snapshot: PullSnapshot, { convert, rebase }: FoldedCommands): OpenReview["asked"] {
  const handled = findOurTag(snapshot)?.handled ?? 0;
  if (Math.max(convert ?? 0, rebase ?? 0) <= handled) return undefined;
  return (convert ?? 0) > (rebase ?? 0) ? "convert" : "rebase";
}
