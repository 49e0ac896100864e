import "./remember.ts";
import * as fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { arbitrarySchedule, suggestionStories } from "./arbitrary-schedule.ts";
import { longest, playAndJudge, runSchedules, stopTime } from "./run-schedules.ts";

beforeEach(stopTime);

it("ends as if nothing had gone wrong: killed, cut off, told twice, late or never", longest, async () => {
  expect(await runSchedules(true)).toBe("");
});

it.each(suggestionStories.map((acts) => [acts.join(", "), acts] as const))(
  "hears of nothing but by its sweeps: %s",
  longest,
  async (_name, acts) => {
    const faults = Array.from({ length: 99 }, (_one, at) => ({ kind: "webhook", at, way: "is lost" }) as const);
    const stories = [{ kind: "suggestion", acts }] as const;
    const { wrong } = await playAndJudge({ stories, patient: true, faults, processes: 1, order: 1 });
    expect(wrong).toEqual([]);
  },
);

it("plays a schedule always in the same way, so that a seed says all", longest, async () => {
  const [schedule] = fc.sample(arbitrarySchedule(true), { seed: 12, numRuns: 1 });
  if (schedule === undefined) throw new Error("No schedule");
  const [one, other] = [await playAndJudge(schedule), await playAndJudge(schedule)];
  expect(one.world.log.length).toBeGreaterThan(50);
  expect(other.world.log).toEqual(one.world.log);
});
