import { expect, it } from "vitest";
import { Outage, Refused } from "../../../src/github/github-error.ts";
import { retryDelay, tellDelay } from "../../../src/app/retry-delay.ts";
import { findTellJob } from "../../../src/app/tell/tell-given-up.ts";
import type { Job } from "../../../src/app/job.ts";
import type { GivenUpLook } from "../../../src/queue/subject-queue.ts";

const repository = { id: 1, owner: "lab", name: "list", defaultBranch: "main", url: "https://github.com/lab/list" };
const subject = { kind: "issue", repository, number: 7 } as const;
const look: Job = { kind: "look", installationId: 2, subject };
const givenUp = (item: Job, error?: string): GivenUpLook<Job> => ({
  reference: "r",
  key: "1#7",
  item,
  group: "2",
  lane: "1",
  since: 5,
  attempts: 8,
  isDeadly: error === undefined,
  error,
});

it.each<[string, GivenUpLook<Job>, unknown, boolean]>([
  ["a bug", givenUp(look, "TypeError: x"), new TypeError("x"), true],
  ["a bug, after a restart", givenUp(look, "TypeError: x"), undefined, true],
  ["an outage of this one subject", givenUp(look, "x"), new Outage("x", { status: 500 }), true],
  ["the end of processes", givenUp(look), undefined, true],
  ["a permission that is missing, which is told otherwise", givenUp(look, "x"), refused(), false],
  ["a sweep", givenUp({ kind: "sweep" }, "x"), new TypeError("x"), false],
  ["the end of processes under the telling", givenUp(tell()), undefined, false],
])("tells of %s, or not", (_, given, error, isTold) => {
  expect(findTellJob(given, error) !== undefined).toBe(isTold);
});

it("looks once more before it tells, but not where processes ended under it", () => {
  expect(findTellJob(givenUp(look, "x"))).toEqual({ ...tell(), isDeadly: false });
  expect(findTellJob(givenUp(look))).toEqual(tell());
});

it("never gives up to tell: as a look is tried again, and then as seldom as that at last", () => {
  const attempts = [1, 2, 7, 8, 100];
  const error = new Error("x");
  expect(attempts.map((attempt) => retryDelay(error, attempt))).toEqual([1000, 5000, 1_200_000, undefined, undefined]);
  expect(attempts.map((attempt) => tellDelay(error, attempt))).toEqual([1000, 5000, 1_200_000, 1_200_000, 1_200_000]);
});

function refused(): Refused {
  return new Refused("x", { status: 403, reason: "permission" });
}

function tell(): Job {
  return { kind: "tell", installationId: 2, subject, reference: "r", since: 5, isDeadly: true };
}
