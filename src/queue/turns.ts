import type { Waiting } from "./waiting.ts";

/** Of one lane so many may run at a time: one look that waits for a slow source does not hold up its list, nor others. */
export const mostOfLane = 2;
/** After so many that people wait for, one goes that only a sweep wants, where there is one. */
export const mostPeopleInARow = 7;

/** Whose turn it is, as the database has it: people before sweeps, then lane by lane, then who is due the longest. */
export interface Turns {
  /** Of those that are due the next one that may run, or undefined. */
  take(due: ReadonlyMap<string, Turn>, running: Iterable<string>): string | undefined;
}

export interface Turn extends Pick<Waiting<unknown>, "priority"> {
  readonly lane: string;
  readonly dueAt: number;
}

export function createTurns(): Turns {
  const lastLanes = { people: "", sweeps: "" };
  let peopleInARow = 0;

  /** Of one kind: who has not had a turn in this lap goes first. */
  function findNext(turns: readonly (readonly [string, Turn])[], who: keyof typeof lastLanes): string | undefined {
    const isBehind = ({ lane }: Turn): number => Number(lane <= lastLanes[who]);
    const [next] = turns.toSorted(
      ([, a], [, b]) =>
        isBehind(a) - isBehind(b) || (a.lane < b.lane ? -1 : Number(a.lane > b.lane)) || a.dueAt - b.dueAt,
    );
    if (next === undefined) return undefined;
    lastLanes[who] = next[1].lane;
    peopleInARow = who === "people" ? peopleInARow + 1 : 0;
    return next[0];
  }

  return {
    take(due, running) {
      const runs = [...running];
      const free = [...due].filter(([, { lane }]) => runs.filter((one) => one === lane).length < mostOfLane);
      const people = free.filter(([, { priority }]) => priority >= 0);
      const sweeps = free.filter(([, { priority }]) => priority < 0);
      if (peopleInARow < mostPeopleInARow) return findNext(people, "people") ?? findNext(sweeps, "sweeps");
      return findNext(sweeps, "sweeps") ?? findNext(people, "people");
    },
  };
}
