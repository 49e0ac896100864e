import { describe, expect, it } from "vitest";
import { parseCommentTag, printTag } from "../../src/intake/comment-tag.ts";
import type { CommentTag } from "../../src/intake/effect.ts";
import { hasNotice, placeNotice, takeNotice } from "../../src/intake/notice.ts";
import type { Comment } from "../../src/intake/snapshot.ts";

const seal = (tag: CommentTag): CommentTag => ({ ...tag, seal: "ours" });
const ours = (tag: CommentTag, more: Partial<Comment> = {}): Comment => ({
  id: 1,
  author: { id: 9, login: "bot", type: "Bot" },
  body: `Ready.\n${printTag("comment", tag)}`,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-02T00:00:00Z",
  sealed: true,
  ...more,
});
const ready: CommentTag = { topic: "ready", hash: "h", asks: ["q"], handled: 7, known: "k" };

describe("a notice on our comment", () => {
  it("stands alone where there is no comment yet", () => {
    const body = placeNotice("No.", undefined, seal);
    expect(hasNotice(body)).toBe(true);
    expect(parseCommentTag(body)).toEqual({ topic: "notice", seal: "ours" });
  });

  it("keeps what is shown, and since when", () => {
    const body = placeNotice("No.", ours(ready), seal);
    expect(body).toMatch(/No\.[^]*Ready\./);
    const { updatedAt } = ours(ready);
    const { known: _known, ...kept } = ready;
    expect(parseCommentTag(body)).toEqual({ ...kept, since: updatedAt, asksSince: updatedAt, seal: "ours" });
  });

  it.each([
    ["once", "No.", "No."],
    ["another in its place", "No.", "Neither."],
  ])("is there %s", (_what, first, second) => {
    const once = placeNotice(first, ours(ready), seal);
    const then = ours(ready, { body: once.replaceAll("\n", "\r\n"), updatedAt: "2026-01-03T00:00:00Z" });
    expect(placeNotice(second, then, seal)).toBe(once.replace(first, second));
  });

  it("is taken away again, and with it a comment that was made for it", () => {
    const placed = placeNotice("No.", ours(ready), seal);
    const body = takeNotice(placed.replaceAll("\n", "\r\n"));
    expect(body).toBe(placed.slice(placed.indexOf("Ready.")));
    expect(takeNotice(body ?? "")).toBe(body);
    expect(takeNotice(placeNotice("No.", undefined, seal))).toBeUndefined();
  });

  it("makes nothing ours that somebody changed", () => {
    const forged = ours({ ...ready, seal: "forged" }, { sealed: false });
    expect(parseCommentTag(placeNotice("No.", forged, seal))).toEqual({ ...ready, seal: "forged" });
  });

  it("leaves a body that only begins like one alone", () => {
    const body = `<!-- awesome-papers:notice -->\nReady.\n${printTag("comment", ready)}`;
    expect(placeNotice("No.", ours(ready, { body }), seal)).toContain("Ready.");
  });
});
