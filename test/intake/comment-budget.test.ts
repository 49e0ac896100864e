import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withinBudget } from "../../src/intake/comment-budget.ts";
import { peopleToAsk } from "../../src/intake/people-to-ask.ts";
import { acknowledged } from "../../src/intake/record-commands.ts";
import type { Comment } from "../../src/intake/snapshot.ts";

const at = "2026-01-01T00:00:00Z";
const says = (id: number, by: number, body: string, more: Partial<Comment> = {}): Comment => ({
  id,
  author: { id: by, login: `p${by}`, type: "User" },
  body,
  createdAt: at,
  updatedAt: at,
  ...more,
});
const long = (command: string): string => `${command}\n\n${"x".repeat(9_000)}`;

/** Three thousand comments by three hundred strangers. */
const crowd = Array.from({ length: 3_000 }, (_, n) => says(100 + n, 1_000 + (n % 300), long("/approve")));
const opener = 7;
const maintainer = 8;
const before = [
  says(1, opener, "/set title Mine"),
  says(2, maintainer, "/approve", { byMember: true }),
  says(3, 9, "Nothing to see. ".repeat(4_000)),
  says(4, 10, long("/approve"), { author: { id: 10, login: "ci", type: "Bot" } }),
];

describe("a thread that a crowd fills with commands", () => {
  const kept = withinBudget([...before, ...crowd], opener);

  it("keeps what the opener and members said, and what commands nothing", () => {
    expect(kept.slice(0, before.length)).toEqual(before);
  });

  it("leaves of everybody else's no more than is soon read", () => {
    expect(kept.slice(before.length).reduce((sum, { body }) => sum + body.length, 0)).toBeLessThan(200_000);
  });

  it("asks for members first, and then for few", () => {
    const people = peopleToAsk({ author: { id: opener, login: "p7", type: "User" } }, [...before, ...crowd], {
      approvers: "write",
    });
    expect(people[0]?.id).toBe(maintainer);
    expect(people).toHaveLength(20);
  });

  it("is acknowledged by few reactions", () => {
    expect(acknowledged(crowd.map(({ id }) => id))).toEqual(crowd.slice(-20).map(({ id }) => id));
  });
});

it("one person's flood leaves the others' words", () => {
  const others = Array.from({ length: 20 }, (_, n) => says(n, 20 + n, "/approve"));
  const flood = Array.from({ length: 1_000 }, (_, n) => says(100 + n, 1, long("/approve")));
  expect(withinBudget([...others, ...flood])).toEqual(expect.arrayContaining(others));
});

it("what people usually write stays as it is, in its order", () => {
  const usual = fc.array(fc.tuple(fc.nat(20), fc.string({ maxLength: 200 }), fc.boolean()), { maxLength: 100 });
  fc.assert(
    fc.property(usual, (given) => {
      const comments = given.map(([by, body, isCommand], id) => says(id, by, isCommand ? `/set ${body}` : body));
      expect(withinBudget(comments)).toBe(comments);
    }),
  );
});
