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
}

/**
 * When each of many is looked at in this round. About `most` are; where there are more, each has its turn in one round of
 * several. The clock and the ids alone decide it: nothing is stored, every server comes to the same answer, and whose turn
 * is next was looked at longest ago.
 */
export function turnsIn<T extends Identified>(
  all: readonly T[],
  { at, every }: Round,
  most: number,
): readonly Turn<T>[] {
  const rounds = roundsOf(all.length, most);
  const round = Math.round(at / every) % rounds;
  return all.flatMap((one) => {
    const place = placeOf(one.id) * rounds;
    return Math.floor(place) === round ? [{ one, at: at + Math.floor((place % 1) * every) }] : [];
  });
}

/** All of them, those first whose turn comes next after `now`. */
export function inOrderOfTurns<T extends Identified>(
  all: readonly T[],
  now: number,
  every: number,
  most: number,
): readonly T[] {
  const whole = every * roundsOf(all.length, most);
  const wait = ({ id }: Identified): number => (placeOf(id) - (now % whole) / whole + 1) % 1;
  return all.toSorted((a, b) => wait(a) - wait(b));
}

function roundsOf(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most));
}

/** From 0 to 1; ids that were given one after the other lie far apart, and evenly. */
function placeOf(id: number): number {
  return (id * 0.618_033_988_749_894_9) % 1;
}
