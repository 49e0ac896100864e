import "./remember.ts";
import * as fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { arbitrarySchedule } from "./arbitrary-schedule.ts";
import { longest, playAndJudge, runSchedules, stopTime } from "./run-schedules.ts";

beforeEach(stopTime);

it("ends as if nothing had gone wrong: killed, cut off, told twice, late or never", longest, async () => {
  expect(await runSchedules(true)).toBe("");
});

it("plays a schedule always in the same way, so that a seed says all", longest, async () => {
  const [schedule] = fc.sample(arbitrarySchedule(true), { seed: 12, numRuns: 1 });
  if (schedule === undefined) throw new Error("No schedule");
  const [one, other] = [await playAndJudge(schedule), await playAndJudge(schedule)];
  expect(one.world.log.length).toBeGreaterThan(50);
  expect(other.world.log).toEqual(one.world.log);
});
