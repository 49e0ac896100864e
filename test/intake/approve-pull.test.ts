import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deriveReview } from "../../src/intake/derive-review.ts";
import type { CommentTag } from "../../src/intake/effect.ts";
import { planReview } from "../../src/intake/plan-review.ts";
import type { PullSnapshot } from "../../src/intake/pull-snapshot.ts";
import { comment, maintainer, ours, stranger } from "../support/suggestion.ts";

/** What an `/approve` or `/reject` on a person's pull request comes to. */

const fixture = new URL("../fixtures/reviews/adds-a-paper/snapshot.json", import.meta.url);
const adds = JSON.parse(readFileSync(fixture, "utf8")) as PullSnapshot;
const head = adds.pull.head.sha;
const showed = (more: Partial<CommentTag> = {}, at = "2026-11-20T11:00:00Z") =>
  ours({ topic: "pull", hash: head, ...more }, { createdAt: at });
const approve = comment(maintainer, "/approve", { id: 600 });
const reject = comment(maintainer, "/reject not for us", { id: 601 });
const replacement = { pull: 13, head };
const reads = { path: "README.md", changes: [], near: [], outside: false };
const lost = { line: 1, before: "", after: "New", reason: "order" };
const wrong = { code: "wrong-value", severity: "error", field: "title", message: "No." } as const;

function snapshot(more: Partial<PullSnapshot> = {}): PullSnapshot {
  return {
    ...adds,
    comments: [showed(), approve],
    permissions: { [maintainer.id]: "write", [stranger.id]: "read" },
    ...more,
  };
}

describe("an approval of a person's pull request", () => {
  it.each<readonly [string, Partial<PullSnapshot>, string | undefined]>([
    ["of what our comment showed", {}, "counts"],
    [
      "of what it shows since before its last edit",
      { comments: [showed({ since: "2026-11-20T11:00:00Z" }, "2026-11-20T13:00:00Z"), approve] },
      "counts",
    ],
    ["in the same second", { comments: [showed({}, approve.createdAt), approve] }, "changed"],
    ["before it was shown", { comments: [showed({}, "2026-11-20T13:00:00Z"), approve] }, "changed"],
    ["of another commit", { comments: [showed({ hash: "9".repeat(40) }), approve] }, "changed"],
    ["of words that somebody changed", { comments: [{ ...showed(), sealed: false }, approve] }, "changed"],
    ["where nothing was shown", { comments: [approve] }, "changed"],
    ["that git cannot merge", { pull: { ...adds.pull, conflicts: true } }, "not-ready"],
    ["with a mistake", { outputProblems: [wrong] }, "not-ready"],
    ["while the list is broken", { base: { ...adds.base, list: undefined } }, "not-ready"],
    ["that would lose an edit", { edits: [{ ...reads, notUnderstood: [lost] }] }, "loses-edits"],
    ["that one of ours takes the place of", { comments: [showed({ replacement }), approve] }, "replaced"],
    [
      "that is merged as one of ours",
      { comments: [showed({ replacement: { ...replacement, ended: "merged" } }), approve] },
      "replaced",
    ],
    [
      "with a commit since one of ours was merged",
      { comments: [showed({ replacement: { pull: 13, head: "9".repeat(40), ended: "merged" } }), approve] },
      "counts",
    ],
    [
      "that people closed one of ours for",
      { comments: [showed({ replacement: { ...replacement, ended: "closed" } }), approve] },
      "counts",
    ],
    ["by somebody who may not any more", { permissions: { [maintainer.id]: "triage" } }, undefined],
    [
      "in a comment that was edited",
      { comments: [showed(), { ...approve, updatedAt: "2026-11-20T12:00:01Z" }] },
      undefined,
    ],
    ["after a rejection", { comments: [showed(), { ...reject, id: 599 }, approve] }, "counts"],
  ])("%s", (_, more, verdict) => {
    const review = deriveReview(snapshot(more));
    expect("approval" in review ? review.approval?.verdict : review.kind).toBe(verdict);
    const merges = planReview(snapshot(more), review).filter(({ kind }) => kind === "merge");
    expect(merges).toEqual(verdict === "counts" ? [{ kind: "merge", pull: adds.pull.number, head }] : []);
  });

  it("merges after the check run and before our words, which keep since when they show it", () => {
    const effects = planReview(snapshot(), deriveReview(snapshot()));
    expect(effects.map(({ kind }) => kind)).toEqual(["reaction", "check-run", "merge", "comment"]);
    expect(effects.at(-1)).toMatchObject({ tag: { hash: head, since: "2026-11-20T11:00:00Z", handled: 600 } });
  });

  it("is tried again while sources are down, and our words stand", () => {
    const written = planReview(snapshot(), deriveReview(snapshot())).at(-1);
    const tag = written?.kind === "comment" ? written.tag : { topic: "pull" as const };
    const later = snapshot({ comments: [ours(tag), approve], elsewhere: { complete: false, known: [] } });
    expect(planReview(later, deriveReview(later)).map(({ kind }) => kind)).toEqual(["merge"]);
  });

  it.each<readonly [string, Partial<PullSnapshot>]>([
    ["the list is broken", { base: { ...adds.base, list: undefined } }],
    ["something is wrong", { outputProblems: [wrong] }],
  ])("given while %s does not count afterwards", (_, more) => {
    const before = planReview(snapshot(more), deriveReview(snapshot(more))).at(-1);
    const tag = before?.kind === "comment" ? before.tag : { topic: "pull" as const };
    const after = snapshot({ comments: [ours(tag), approve] });
    expect(deriveReview(after)).toMatchObject({ approval: { verdict: "changed" } });
  });
});

describe("a rejection of a person's pull request", () => {
  it("is done when our words say so after the pull request was closed, and not again", () => {
    const comments = [showed({ replacement }), approve, reject];
    const effects = planReview(snapshot({ comments }), deriveReview(snapshot({ comments })));
    expect(effects.map(({ kind }) => kind)).toEqual([
      "reaction",
      "reaction",
      "comment",
      "withdraw",
      "close-pull",
      "comment",
    ]);
    const [said, done] = effects.flatMap((effect) => (effect.kind === "comment" ? [effect.tag] : []));
    const again = (tag: CommentTag = { topic: "pull" }): string =>
      deriveReview(snapshot({ comments: [ours(tag), approve, reject] })).kind;
    expect([again(said), again(done)]).toEqual(["rejected", "review"]);
    expect(done).toMatchObject({ replacement: { ended: "closed" } });
    expect(done).not.toHaveProperty("hash");
  });

  it("is not done again behind a `/merge-ready` that still waits for its answer", () => {
    const comments = [showed(), comment(maintainer, "/merge-ready", { id: 599 }), reject];
    const done = planReview(snapshot({ comments }), deriveReview(snapshot({ comments }))).at(-1);
    const tag = done?.kind === "comment" ? done.tag : { topic: "pull" as const };
    expect(tag.handled).toBeUndefined();
    const reopened = { comments: [ours(tag), ...comments.slice(1)] };
    expect(deriveReview(snapshot(reopened)).kind).toBe("review");
    const newer = { comments: [...reopened.comments, { ...reject, id: 602 }] };
    expect(deriveReview(snapshot(newer)).kind).toBe("rejected");
  });

  it.each([
    ["of a stranger", { ...reject, author: stranger }],
    ["taken back by an approval", { ...reject, id: 599 }],
  ])("%s is none", (_, word) => {
    expect(deriveReview(snapshot({ comments: [showed(), word, approve] })).kind).toBe("review");
  });
});
