import "./remember.ts";
import { beforeEach, expect, it } from "vitest";
import { longest, runSchedules, stopTime } from "./run-schedules.ts";

beforeEach(stopTime);

it("nothing is doubled, lost, unasked for or out of step, whoever is faster", longest, async () => {
  expect(await runSchedules(false)).toBe("");
});
