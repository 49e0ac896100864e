import { describe, expect, it } from "vitest";
import type { CommentTag } from "../../src/intake/effect.ts";
import { foldCommands, type FoldedCommands } from "../../src/intake/fold-commands.ts";
import { recordCommands } from "../../src/intake/record-commands.ts";
import type { Answer, Comment } from "../../src/intake/snapshot.ts";
import { comment, maintainer, ours, self, stranger } from "../support/suggestion.ts";

/** Up to which comment our own one tells of the commands in its thread. */

const said = (id: number, body: string, author = maintainer): Comment => comment(author, body, { id });
const showed = (tag: Partial<CommentTag>): Comment => ours({ topic: "ready", ...tag });

function threadOf(comments: readonly Comment[]): FoldedCommands {
  const permissions = { [maintainer.id]: "write", [stranger.id]: "none" } as const;
  return foldCommands({ issue: { author: stranger }, comments, permissions, approvers: "write" });
}

function record(comments: readonly Comment[], more: { readonly answer?: Answer; readonly undone?: number } = {}) {
  const { answer, undone } = more;
  const snapshot = { self, comments, ...(answer && { answer }) };
  return recordCommands(snapshot, threadOf(comments), undone);
}

describe("recordCommands", () => {
  const mergeReady = said(603, "/merge-ready");
  const before = said(602, "/approve");
  const after = said(604, "/reject no");
  const by = maintainer.login;
  const answer = { comment: 603, dashboard: 9 };

  it.each<[string, readonly Comment[], Parameters<typeof record>[1], ReturnType<typeof record>]>([
    ["nothing of a thread without commands", [said(601, "Thank you")], {}, none()],
    ["nothing of a command that did not count", [said(601, "/approve", stranger)], {}, none()],
    ["a command, which is new until our comment says so", [before], {}, told([602], 602)],
    ["a command of before, which is not new", [showed({ handled: 602 }), before], {}, told([], 602)],
    [
      "a command of before as new where our comment is not as we wrote it",
      [{ ...showed({ handled: 602 }), sealed: false }, before],
      {},
      told([602], 602),
    ],
    ["what was done before where its comment is gone", [showed({ handled: 700 })], {}, told([], 700)],
    ["nothing from the one that was not done on", [before, after], { undone: 604 }, told([602, 604], 602)],
    ["nothing from a /merge-ready without an answer on", [before, mergeReady, after], {}, told([602, 603, 604], 602)],
    [
      "all where a /merge-ready has its answer",
      [before, mergeReady, after],
      { answer },
      told([602, 603, 604], 604, { by, dashboard: 9 }),
    ],
    ["that there is no list to answer it", [mergeReady], { answer: { comment: 603 } }, told([603], 603, { by })],
    [
      "nothing from a /merge-ready on that another answer is for",
      [before, mergeReady],
      { answer: { comment: 600, dashboard: 9 } },
      told([602, 603], 602),
    ],
    [
      "the last answer as long as no other is asked for",
      [showed({ handled: 603, mergeReady: { by, dashboard: 9 } }), mergeReady, after],
      {},
      told([604], 604, { by, dashboard: 9 }),
    ],
    [
      "the last answer while another is waited for",
      [showed({ handled: 603, mergeReady: { by, dashboard: 9 } }), mergeReady, said(605, "/merge-ready")],
      {},
      told([605], 603, { by, dashboard: 9 }),
    ],
  ])("records %s", (_, comments, more, expected) => {
    expect(record(comments, more)).toEqual(expected);
  });
});

function none() {
  return told([], undefined);
}

function told(
  fresh: readonly number[],
  handled: number | undefined,
  mergeReady?: NonNullable<CommentTag["mergeReady"]>,
): ReturnType<typeof record> {
  return { fresh, handled, mergeReady };
}
