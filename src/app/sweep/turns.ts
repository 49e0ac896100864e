/** A stretch of the clock, the same for all servers. Milliseconds, `at` since 1970. */
export interface Round {
  readonly at: number;
  readonly every: number;
}

interface Identified {
  readonly id: number;
}

export interface Turn<T> {
  readonly one: T;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds until its next turn: what it has its own turns in is a round of this length. */
  readonly every: number;
}

/**
 * When each of many is looked at in the round that `at` lies in, from `at` on: one after the other, at the pace of `most` in a
 * round. Where there are more, each has its turn in one round of several. The clock and the ids alone decide it: nothing
 * is stored, every server comes to the same answer, and whose turn is next was looked at longest ago.
 */
export function turnsIn<T extends Identified>(
  all: readonly T[],
  { at, every }: Round,
  most: number,
): readonly Turn<T>[] {
  const moments = createMoments(all.length, every, most);
  const round = Math.floor((at % moments.whole) / every);
  return all.flatMap((one) => {
    const moment = moments.of(one.id);
    return Math.floor(moment / every) === round ? [{ one, at: at + (moment % every), every: moments.whole }] : [];
  });
}

/** All of them, those first whose turn comes next after `now`. */
export function inOrderOfTurns<T extends Identified>(
  all: readonly T[],
  now: number,
  every: number,
  most: number,
): readonly T[] {
  const { whole, of } = createMoments(all.length, every, most);
  const wait = ({ id }: Identified): number => (of(id) - (now % whole) + whole) % whole;
  return all.toSorted((a, b) => wait(a) - wait(b));
}

/** The turn of each in the time in which all come once, which is `whole`. */
function createMoments(
  count: number,
  every: number,
  most: number,
): { readonly whole: number; readonly of: (id: number) => number } {
  const rounds = Math.max(1, Math.ceil(count / most));
  const spread = Math.min(1, count / most) * every;
  return {
    whole: rounds * every,
    of(id) {
      const place = placeOf(id) * rounds;
      return Math.floor(place) * every + Math.floor((place % 1) * spread);
    },
  };
}

/** From 0 to 1; ids that were given one after the other lie far apart, and evenly. */
function placeOf(id: number): number {
  return (id * 0.618_033_988_749_894_9) % 1;
}
