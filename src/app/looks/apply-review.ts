import { applyCheckRun } from "../../github/apply-check-run.ts";
import { applyClosePull } from "../../github/apply-close.ts";
import { applyComment } from "../../github/apply-comment.ts";
import { applyMerge } from "../../github/apply-merge.ts";
import { applyPullCommit } from "../../github/apply-pull-commit.ts";
import { applyReaction } from "../../github/apply-reaction.ts";
import { applyReplacement } from "../../github/apply-replacement.ts";
import { applySuggestions } from "../../github/apply-suggestions.ts";
import type { GatheredPull } from "../../github/gather-pull.ts";
import { Outage } from "../../github/github-error.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { withdrawProposals } from "../../github/withdraw-proposals.ts";
import type { CommandOutcome, Replacement } from "../../intake/effect.ts";
import type { ReviewEffect } from "../../intake/review-effect.ts";
import { reviewTag } from "../../intake/review-tag.ts";
import type { Subject } from "../../intake/snapshot.ts";
import { escapeMarkdown } from "../../render/escape-markdown.ts";
import { onOneLine } from "../on-one-line.ts";
import type { Shell } from "./shell.ts";

/** What was just written is not offered again, and what it was made of is not what is to be approved. */
const withoutOffers = {
  tag: { hash: undefined, since: undefined },
  facts: { offersConvert: false, offersRebase: false, approvable: undefined },
};

/** Makes true what was planned for a person's pull request, effect by effect; what the writes come to goes into our words. */
export async function applyReview(
  shell: Shell,
  subject: Subject & { readonly kind: "pull" },
  { snapshot, read, shown }: GatheredPull,
  effects: readonly ReviewEffect[],
): Promise<void> {
  const { repository, number } = subject;
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
        // What may be approved here from now on is for the next look to say.
        if (written.kind !== "done") shell.lookLater(subject);
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
        const isWritten = replacement !== undefined || outcome?.kind === "pushed";
        const tag = reviewTag({
          ...effect.tag,
          ...(outcome && { outcome }),
          ...(replacement && { replacement }),
          ...(isWritten && withoutOffers.tag),
        });
        const offers = isWritten ? withoutOffers.facts : {};
        const facts = { ...effect.facts, ...offers, outcome: { ...tag.outcome }, replacement: { ...tag.replacement } };
        const body = await words.comment({ ...effect, facts, tag }, read, { pull: undefined, refused });
        const { present = said } = effect;
        const comment = await applyComment(github, repository, number, {
          ...effect,
          ...(present && { present }),
          body,
        });
        said = { id: comment.id, body };
        break;
      }
    }
  }
}
