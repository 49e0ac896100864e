import * as fc from "fast-check";
import { vi } from "vitest";
import { arbitrarySchedule } from "./arbitrary-schedule.ts";
import { judge } from "./judge.ts";
import { playSchedule, playUndisturbed, type Outcome } from "./play.ts";
import { printSchedule, type Schedule } from "./schedule.ts";

/** How many schedules of each kind; more is a matter of time only. */
const runs = Number(process.env["SIMULATION_RUNS"] ?? 500);
const lastLines = 60;
/** For ten thousand schedules on a busy machine. */
export const longest = { timeout: 7_200_000 };

/** No time passes by itself. To be called before each test that plays. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  // Nothing is slow, so nothing is given up; and the real one would go by real time.
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal);
}

export async function playAndJudge(schedule: Schedule): Promise<Outcome & { readonly wrong: readonly string[] }> {
  const undisturbed = schedule.patient ? await playUndisturbed(schedule) : [];
  const outcome = await playSchedule(schedule, undisturbed);
  return { ...outcome, wrong: await judge(schedule, undisturbed, outcome) };
}

/**
 * Plays as many schedules as `SIMULATION_RUNS` says, from `SIMULATION_SEED` if there is one. Returns what is wrong with the
 * smallest that fails, with how to play it alone; nothing where none does.
 */
export async function runSchedules(patient: boolean): Promise<string> {
  const { SIMULATION_SEED: seed, SIMULATION_PATH: path } = process.env;
  const property = fc.asyncProperty(arbitrarySchedule(patient), async (schedule) => {
    const { wrong, world } = await playAndJudge(schedule);
    if (wrong.length > 0) throw new Error([...wrong, "", "At last:", ...world.log.slice(-lastLines)].join("\n"));
  });
  const result = await fc.check(property, {
    numRuns: runs,
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
  });
  if (!result.failed) return "";
  const [schedule] = result.counterexample ?? [];
  const again = `SIMULATION_SEED=${result.seed} SIMULATION_PATH=${result.counterexamplePath ?? ""}`;
  const words = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return [
    `After ${result.numRuns} schedules; again: ${again}`,
    schedule === undefined ? "" : printSchedule(schedule),
    words,
  ].join("\n\n");
}
