import { readPermissions } from "../../github/gather-issue.ts";
import { gatherPull, type GatheredPull, type Preview } from "../../github/gather-pull.ts";
import { readPullThread } from "../../github/read-pull-thread.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { rememberSuggestion } from "../../github/suggestion-memory.ts";
import { addedPapers, queriesOfChange } from "../../intake/added-paper-problems.ts";
import { deriveReview } from "../../intake/derive-review.ts";
import { findOurTag } from "../../intake/our-comment.ts";
import { peopleToAsk } from "../../intake/people-to-ask.ts";
import { planReview } from "../../intake/plan-review.ts";
import type { PullSnapshot, ReadEdits } from "../../intake/pull-snapshot.ts";
import type { PullReview } from "../../intake/pull-review.ts";
import type { Subject } from "../../intake/snapshot.ts";
import { findSubjectOfBranch } from "../../intake/subject-of-branch.ts";
import { namedOf } from "../../list/named-of.ts";
import { outputPaths } from "../../render/output-paths.ts";
import { printDifference } from "../print-difference.ts";
import { applyReview } from "./apply-review.ts";
import { askDashboard } from "./ask-dashboard.ts";
import { sealComments } from "./seal-comments.ts";
import type { Shell } from "./shell.ts";

type PullSubject = Subject & { kind: "pull" };

/** Looks at a person's pull request: what it would do to the list, in one comment and one check run. */
export async function lookAtPull(shell: Shell, subject: PullSubject): Promise<void> {
  const { github, words } = shell;
  const { repository, number } = subject;
  const look = await gatherPull(github, repository, number, {
    packagedTemplates: words.packaged,
    outputPaths,
    peopleToAsk,
  });
  switch (look.kind) {
    case "gone":
    case "not-ours":
    case "closed":
      memoryOf(github.memory, repository).reviewed.delete(number);
      rememberAdded(shell, subject, undefined);
      return;
    case "proposal":
      // A required check must not stand in its way.
      if (look.sha !== undefined) shell.lookLater({ kind: "commit", repository, sha: look.sha });
      return lookAtOwner(shell, subject, look.branch);
    case "pull": {
      const snapshot = await completeSnapshot(shell, look);
      const review = deriveReview(snapshot);
      const effects = planReview(snapshot, review);
      // So that the push that mends the list wakes it.
      if (review.kind === "waiting") memoryOf(github.memory, repository).broken = true;
      shell.onLook?.({ kind: "pull", subject, snapshot, review, effects });
      memoryOf(github.memory, repository).reviewed.add(number);
      if (review.kind !== "waiting")
        askDashboard(shell, subject, snapshot, "thread" in review ? review.thread : undefined);
      rememberAdded(shell, subject, review);
      await applyReview(shell, subject, look, effects);
      lookWhenKnown(shell, subject, snapshot);
    }
  }
}

/** What is said in the thread of a pull request of ours is meant for whom it was made for. */
function lookAtOwner({ lookLater }: Shell, { repository, recheck }: PullSubject, branch: string): void {
  const owner = findSubjectOfBranch(repository, branch);
  if (owner !== undefined && recheck === undefined) lookLater(owner);
}

/** A paper that it adds is suggested by it; other suggestions of it give way, and go on when it does not. */
function rememberAdded(shell: Shell, { repository, number }: PullSubject, review: PullReview | undefined): void {
  const { suggestions } = memoryOf(shell.github.memory, repository);
  const added = review?.kind === "review" ? addedPapers(review.difference) : [];
  const papers = added.map((paper) => ({ ...namedOf(paper), proposed: true }));
  const next = papers.length === 0 ? undefined : ({ issue: number, kind: "open", papers } as const);
  for (const other of rememberSuggestion(suggestions, number, next, [])) {
    if (other !== number) shell.lookLater({ kind: "issue", repository, number: other });
  }
}

/** GitHub tells only after a while whether git can merge it. Asked once more for the same two commits, not for ever. */
function lookWhenKnown({ github, lookLater }: Shell, subject: PullSubject, { pull, base }: PullSnapshot): void {
  const { mergeableAsked } = memoryOf(github.memory, subject.repository);
  const key = `${pull.head.sha} ${base.sha}`;
  if (pull.conflicts !== undefined || mergeableAsked.has(key)) return;
  mergeableAsked.set(key, true);
  lookLater(subject, { delay: 10_000 });
}

/** What is computed from what was read, and what others know of it. */
async function completeSnapshot(shell: Shell, look: GatheredPull): Promise<PullSnapshot> {
  const { read, snapshot: gathered, outputProblems } = look;
  const { comments, permissions } = await joinReplacement(shell, gathered);
  const edits = await readEdits(shell, look);
  const deletedOutputs = findDeleted(look);
  const templates = look.preview === undefined ? undefined : await previewOf(shell, look, look.preview);
  const snapshot: PullSnapshot = {
    ...gathered,
    comments,
    permissions,
    edits,
    ...(deletedOutputs.length > 0 && { deletedOutputs }),
    ...(outputProblems.length > 0 && { outputProblems }),
    ...(templates && { templates }),
  };
  const first = deriveReview(snapshot);
  if (first.kind !== "review" || read.base.list === undefined) return snapshot;
  const queries = queriesOfChange(first.difference);
  const lookUps = queries.length === 0 ? undefined : await shell.metadata.lookUp(queries);
  const { suggestions } = memoryOf(shell.github.memory, gathered.repository);
  const elsewhere = {
    complete: suggestions.complete,
    known: [...suggestions.known.values()].filter(({ kind }) => kind === "open"),
  };
  return { ...snapshot, ...(lookUps && { lookUps }), elsewhere };
}

/** What is said in the thread of our pull request in its place is said of this one. */
async function joinReplacement(
  { github, words }: Shell,
  { self, repository, pull, base, ...gathered }: GatheredPull["snapshot"],
): Promise<Pick<PullSnapshot, "comments" | "permissions">> {
  const own = sealComments(words, { self, repository }, gathered.comments, pull.number);
  const replacement = findOurTag({ self, comments: own })?.replacement;
  const isOpen = replacement !== undefined && replacement.ended === undefined;
  const there = isOpen ? await readPullThread(github, repository, replacement.pull) : [];
  if (there.length === 0) return { comments: own, permissions: gathered.permissions };
  // In one order: ids are counted over all threads.
  const comments = [...own, ...there].toSorted((a, b) => a.id - b.id);
  const people = peopleToAsk(pull, comments, base.configuration);
  const unknown = people.filter(({ id }) => gathered.permissions[id] === undefined);
  const asked = await readPermissions(github, repository, unknown);
  return { comments, permissions: { ...gathered.permissions, ...asked } };
}

/** Read by the templates of the default branch, in the worker where they are strangers'. */
async function readEdits(shell: Shell, { outputs, snapshot, read }: GatheredPull): Promise<readonly ReadEdits[]> {
  const list = snapshot.mergeBase?.list;
  if (list === undefined) return [];
  const edits: ReadEdits[] = [];
  for (const { path, before, after } of outputs) {
    if (before === undefined || after === undefined || before === after) continue;
    edits.push({ path, ...(await shell.words.edits(read, { path, before, after, list })) });
  }
  return edits;
}

/** What the configuration of the pull request itself does not name is deleted for good. */
function findDeleted({ outputs, preview, read }: GatheredPull): readonly string[] {
  const { configuration } = preview?.kind === "read" ? preview.read.base : read.base;
  const named = outputPaths(configuration);
  return outputs
    .filter(({ path, before, after }) => before !== undefined && after === undefined && named.includes(path))
    .map(({ path }) => path);
}

/** What changed templates or configuration would make of the outputs. Only to be shown: every decision is the default branch's. */
async function previewOf(
  shell: Shell,
  { read, snapshot }: GatheredPull,
  preview: Preview,
): Promise<NonNullable<PullSnapshot["templates"]>> {
  if (preview.kind !== "read") {
    const message =
      preview.kind === "no-list"
        ? "With this configuration there is no list here any more."
        : `${preview.files} changed templates are too many to be tried here; run \`awesome-papers build\` to see what they make.`;
    const severity = preview.kind === "no-list" ? "error" : "warning";
    return { problems: [{ code: "bad-configuration", severity, field: "configuration", message }], difference: "" };
  }
  const files = Object.fromEntries(outputPaths(read.base.configuration).map((path) => [path, undefined]));
  const [now, then] = await Promise.all([shell.words.outputs(read, files), shell.words.outputs(preview.read, files)]);
  const texts = new Map(now.files.map(({ path, text }) => [path, text]));
  const differences = then.files.flatMap(({ path, text }) =>
    path === snapshot.base.listPath || texts.get(path) === text
      ? []
      : [printDifference(path, texts.get(path) ?? "", text)],
  );
  return {
    problems: [...preview.read.base.problems, ...then.problems],
    difference: differences.join("\n").split("\n").slice(0, 200).join("\n"),
  };
}
