import { createTwoFilesPatch } from "diff";
import { applyCheckRun } from "../github/apply-check-run.ts";
import { applyClosePull } from "../github/apply-close.ts";
import { applyComment } from "../github/apply-comment.ts";
import { applyMerge } from "../github/apply-merge.ts";
import { applyPullCommit } from "../github/apply-pull-commit.ts";
import { applyReaction } from "../github/apply-reaction.ts";
import { applySuggestions } from "../github/apply-suggestions.ts";
import { applyReplacement } from "../github/apply-replacement.ts";
import { readPermissions } from "../github/gather-issue.ts";
import { gatherPull, type GatheredPull, type Preview } from "../github/gather-pull.ts";
import { Outage } from "../github/github-error.ts";
import { readPullThread } from "../github/read-pull-thread.ts";
import { memoryOf } from "../github/repository-memory.ts";
import { rememberSuggestion } from "../github/suggestion-memory.ts";
import { withdrawProposals } from "../github/withdraw-proposals.ts";
import { addedPapers, queriesOfChange } from "../intake/added-paper-problems.ts";
import { deriveReview } from "../intake/derive-review.ts";
import type { CommandOutcome, Replacement } from "../intake/effect.ts";
import { findOurTag } from "../intake/our-comment.ts";
import { peopleToAsk } from "../intake/people-to-ask.ts";
import { planReview } from "../intake/plan-review.ts";
import type { PullSnapshot, ReadEdits } from "../intake/pull-snapshot.ts";
import type { PullReview } from "../intake/pull-review.ts";
import type { ReviewEffect } from "../intake/review-effect.ts";
import { reviewTag } from "../intake/review-tag.ts";
import type { Subject } from "../intake/snapshot.ts";
import { findSubjectOfBranch } from "../intake/subject-of-branch.ts";
import { escapeMarkdown } from "../render/escape-markdown.ts";
import { namedOf } from "../list/named-of.ts";
import { outputPaths } from "../render/output-paths.ts";
import { askDashboard } from "./ask-dashboard.ts";
import { onOneLine } from "./on-one-line.ts";
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
      : [createTwoFilesPatch(path, path, texts.get(path) ?? "", text, "", "", { context: 1 })],
  );
  return {
    problems: [...preview.read.base.problems, ...then.problems],
    difference: differences.join("\n").split("\n").slice(0, 200).join("\n"),
  };
}

async function applyReview(
  shell: Shell,
  { repository, number }: PullSubject,
  { snapshot, read, shown }: GatheredPull,
  effects: readonly ReviewEffect[],
): Promise<void> {
  const { github, words } = shell;
  let outcome: CommandOutcome | undefined;
  let replacement: Replacement | undefined;
  let refused: string | undefined;
  let said: { readonly id: number; readonly body: string } | undefined;
  for (const effect of effects) {
    switch (effect.kind) {
      case "pull-commit": {
        const written = await applyPullCommit(github, repository, effect);
        if (written.kind === "moved")
          throw new Outage(`Somebody pushed to ${effect.branch} between the look and the write.`, { status: 409 });
        outcome =
          written.kind === "refused" ? { kind: "refused", message: onOneLine(written.message) } : { kind: "pushed" };
        break;
      }
      case "replacement": {
        const body = await words.replacement(effect, read);
        const written = await applyReplacement(github, repository, { ...effect, body });
        if (written.kind === "refused") {
          outcome = { kind: "refused", message: onOneLine(written.message) };
          break;
        }
        if (written.pull === undefined) {
          outcome = { kind: "refused", message: "A branch with commits of others is in the way." };
          break;
        }
        const { sha: head } = snapshot.pull.head;
        memoryOf(github.memory, repository).replacedFor.set(number, snapshot.base.listBlob ?? "");
        const ended = written.kind === "done" ? {} : { ended: written.kind };
        replacement = { pull: written.pull, head, ...ended };
        break;
      }
      case "reaction":
        await applyReaction(github, repository, effect.comment, "eyes");
        break;
      case "suggestions": {
        const changes = effect.changes
          .filter(({ path, lines }) => shown[path]?.some(({ from, to }) => from <= lines.from && lines.to <= to))
          .map((change) => ({ ...change, words: escapeMarkdown(change.words) }));
        const body = "What is surely meant, to be taken over by a click:";
        await applySuggestions(github, repository, { ...effect, changes, body });
        break;
      }
      case "check-run": {
        const { listPath } = snapshot.base;
        const { title, summary } = await words.checkRun(effect.problems, listPath, "pull");
        await applyCheckRun(github, repository, { ...effect, listPath, title, summary });
        break;
      }
      case "merge": {
        const merge = await applyMerge(github, repository, effect);
        if (merge.kind === "moved")
          throw new Outage(`Pull request ${number} or its base moved between the look and the merge.`, { status: 409 });
        if (merge.kind === "merged") shell.lookLater({ kind: "pull", repository, number });
        else refused = onOneLine(merge.message);
        break;
      }
      case "close-pull":
        await applyClosePull(github, repository, effect.pull);
        break;
      case "withdraw":
        await withdrawProposals(github, repository, effect.branch, words.packaged);
        break;
      case "comment": {
        const tag = reviewTag({ ...effect.tag, ...(outcome && { outcome }), ...(replacement && { replacement }) });
        // What was just written is not offered again.
        const isWritten = tag.replacement !== undefined || outcome?.kind === "pushed";
        const offers = isWritten ? { offersConvert: false, offersRebase: false } : {};
        const facts = { ...effect.facts, ...offers, outcome: { ...tag.outcome }, replacement: { ...tag.replacement } };
        const body = await words.comment({ ...effect, facts, tag }, read, { pull: undefined, refused });
        const { present = said, repost } = effect;
        const comment = await applyComment(github, repository, number, { ...(present && { present }), repost, body });
        said = { id: comment.id, body };
        break;
      }
    }
  }
}
