import { describe, expect, it } from "vitest";
import { parseAlarm, printAlarm } from "../../src/intake/alarm.ts";
import { deriveHeartbeat, pathsToFollow, type Ailing } from "../../src/intake/heartbeat.ts";
import type { Problem } from "../../src/list/problem.ts";

const problem = (file: string | undefined, severity: Problem["severity"] = "error"): Problem => ({
  code: "wrong-value",
  severity,
  field: "title",
  message: "No.",
  ...(file !== undefined && { file }),
});
const broken = (...problems: readonly Problem[]): Ailing => ({ kind: "broken", problems });
const refused = { kind: "refused", branch: "b", message: "No." } as const;
const failing = { kind: "failing", since: "2026-11-01T00:00:00Z", reference: "r" } as const;

describe("deriveHeartbeat", () => {
  it.each([
    ["a day too early", "2026-11-02T00:00:01Z", 7, false],
    ["when it is time", "2026-11-02T00:00:00Z", 7, true],
    ["never where it is turned off", "2026-01-01T00:00:00Z", 0, false],
    ["where nobody knows since when", undefined, 7, false],
    ["where GitHub says no time", "soon", 7, false],
    ["not of the future", "2027-01-01T00:00:00Z", 1, false],
  ])("tells %s: since %s, after %i days: %s", (_what, since, days, tells) => {
    const told = deriveHeartbeat(refused, since, { now: "2026-11-09T00:00:00Z", days });
    expect(told !== undefined).toBe(tells);
  });

  it("is about the same until the files change, or something else stands in the way", () => {
    const at = { now: "2026-11-21T00:00:00Z", days: 7 };
    const causes = [
      deriveHeartbeat(refused, "2026-11-01T08:00:00Z", at),
      deriveHeartbeat({ ...refused, message: "Neither." }, "2026-11-01T08:00:00.000Z", at),
      deriveHeartbeat(refused, "2026-11-02T08:00:00Z", at),
      deriveHeartbeat(failing, "2026-11-01T08:00:00Z", at),
    ].map((alarm) => alarm?.cause);
    expect(causes[1]).toBe(causes[0]);
    expect(new Set(causes).size).toBe(3);
  });

  it("has a cause that is read again", () => {
    const alarm = deriveHeartbeat(failing, failing.since, { now: "2026-11-21T00:00:00Z", days: 7 });
    expect(alarm && parseAlarm(printAlarm(alarm))).toMatchObject({ cause: alarm?.cause });
  });
});

describe("the files whose last change was not followed", () => {
  it.each<[Ailing, readonly string[]]>([
    [broken(problem(undefined), problem("README.md"), problem("README.md")), ["papers.json", "README.md"]],
    [broken(problem("a"), problem("b", "warning")), ["a"]],
    [broken(..."abcdefgh".split("").map((file) => problem(file))), ["a", "b", "c", "d", "e"]],
    [refused, ["papers.json", ".github/awesome-papers.yml", "templates"]],
    [failing, []],
  ])("of %j are %j", (standing, paths) => {
    expect(pathsToFollow(standing, "papers.json")).toEqual(paths);
  });
});
