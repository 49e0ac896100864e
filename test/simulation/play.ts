import { isDeepStrictEqual } from "node:util";
import { vi } from "vitest";
import type { List } from "../../src/list/list.ts";
import { act, firstFiles, papersOf, type Telling } from "./people.ts";
import { createRandom } from "./random.ts";
import type { Schedule, Story } from "./schedule.ts";
import { createSimulatedWorld, type SimulatedWorld, type Turn } from "./simulated-world.ts";
import { viewOf, type SuggestionView } from "./view.ts";

/** How a schedule ended. */
export interface Outcome {
  readonly world: SimulatedWorld;
  readonly tellings: readonly Telling[];
  /** By story: what is seen of it. */
  readonly views: readonly (SuggestionView | undefined)[];
  /** What a sweep wrote after everything had come to rest. */
  readonly restless: number;
}

const begin = Date.parse("2026-11-01T00:00:00Z");
/** A schedule comes to rest in some hundreds. */
const mostSteps = 5_000;
const hour = 3_600_000;
/** GitHub's times are whole seconds, and people are slower. */
const moment = 2_000;

export class NoRest extends Error {}

/** What people see of a story, and what it leaves in the list, where nothing else happens and nothing goes wrong. */
export interface Undisturbed {
  /** Before each act, and at the end. */
  readonly views: readonly (SuggestionView | undefined)[];
  readonly papers: List["papers"];
}

const alone = new Map<string, Undisturbed>();

/** Each story is about something of its own: together they are to end as each does alone. */
export async function playUndisturbed({ stories }: Schedule): Promise<readonly Undisturbed[]> {
  const all: Undisturbed[] = [];
  for (const telling of tell(stories)) {
    const key = JSON.stringify(telling);
    const known = alone.get(key) ?? (await playAlone(telling));
    alone.set(key, known);
    all.push(known);
  }
  return all;
}

/** Everything in turn: the next act when the one before has been answered. */
async function playAlone(telling: Telling): Promise<Undisturbed> {
  const world = await createWorld({ faults: [], processes: 1 }, undefined);
  const views: (SuggestionView | undefined)[] = [];
  await rest(world);
  for (const what of telling.story.acts) {
    views.push(await viewOf(world.github, telling));
    await world.pass(moment);
    if (!(await act(world.github, telling))) throw new Error(`Nobody could ${what}.`);
    telling.done += 1;
    await world.pass(moment);
    await rest(world);
  }
  const { restless } = await end(world, [telling]);
  if (restless > 0 || world.bugs.length > 0) throw new Error(`Undisturbed: ${restless} ${world.bugs.join("\n")}`);
  return { views: [...views, await viewOf(world.github, telling)], papers: papersOf(world.github) };
}

/**
 * The same acts with all that goes wrong, in the order that the seed says. Who is patient does the next act when things
 * look as they would undisturbed.
 */
export async function playSchedule(schedule: Schedule, undisturbed: readonly Undisturbed[]): Promise<Outcome> {
  const random = createRandom(schedule.order);
  const world = await createWorld(schedule, random);
  const tellings = tell(schedule.stories);
  let swept = 0;
  let looked = -1;
  let ready: Turn[] = [];
  // Who tried in vain tries again when something has happened; else no time would ever pass.
  let vain = 0;
  const vainAt = new Map<Telling, number>();
  const happened = (): number => world.log.length - vain;
  for (let step = 0; ; step += 1) {
    if (step > mostSteps) throw new NoRest(`No rest after ${mostSteps} steps.`);
    // Only what was written changes what people see.
    if (looked !== world.log.length) ready = await readyTurns();
    looked = world.log.length;
    if (await world.step(ready)) continue;
    if (await world.wait()) continue;
    // Who still waits has to see it at the next sweep, if it is to be seen at all.
    if (swept > 0 || !tellings.some(({ story, done }) => done < story.acts.length)) break;
    swept += 1;
    await world.pass(hour);
    await world.sweep();
  }
  world.endFaults();
  return end(world, tellings);

  async function readyTurns(): Promise<Turn[]> {
    const turns: Turn[] = [];
    for (const telling of tellings) {
      const { story, place, done } = telling;
      const what = story.acts[done];
      if (what === undefined || vainAt.get(telling) === happened()) continue;
      if (schedule.patient && !isDeepStrictEqual(await viewOf(world.github, telling), undisturbed[place]?.views[done]))
        continue;
      const run = async (): Promise<void> => {
        await world.pass(schedule.patient ? moment : Math.floor(random() * moment));
        const isDone = await act(world.github, telling);
        await world.pass(schedule.patient ? moment : Math.floor(random() * moment));
        world.say(`story ${place}: ${what}${isDone ? "" : " (cannot)"}`);
        if (isDone || !schedule.patient) {
          telling.done += 1;
          swept = 0;
        } else {
          vain += 1;
          vainAt.set(telling, happened());
        }
      };
      turns.push({ label: `story ${place}: ${what}`, run });
    }
    return turns;
  }
}

async function createWorld(
  { faults, processes }: Pick<Schedule, "faults" | "processes">,
  random: (() => number) | undefined,
): Promise<SimulatedWorld> {
  vi.setSystemTime(begin);
  return createSimulatedWorld({ files: firstFiles, faults, processes, random });
}

function tell(stories: readonly Story[]): Telling[] {
  return stories.map((story, place) => ({ story, place, issue: undefined, done: 0 }));
}

async function rest(world: SimulatedWorld): Promise<void> {
  for (let step = 0; (await world.step([])) || (await world.wait()); step += 1) {
    if (step > mostSteps) throw new NoRest(`No rest after ${mostSteps} steps.`);
  }
}

/** One sweep finds what was lost; the second has nothing to do. */
async function end(world: SimulatedWorld, tellings: readonly Telling[]): Promise<Outcome> {
  await sweep(world);
  const views = await Promise.all(tellings.map((telling) => viewOf(world.github, telling)));
  const before = world.writes();
  await sweep(world);
  return { world, tellings, views, restless: world.writes() - before };
}

async function sweep(world: SimulatedWorld): Promise<void> {
  await world.pass(hour);
  await world.sweep();
  await rest(world);
}
