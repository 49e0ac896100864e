import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrderOfTurns, turnsIn } from "../../../src/app/sweep/turns.ts";

const every = 3_600_000;
const round = (number: number): { at: number; every: number } => ({ at: number * every, every });
const many = (count: number, first = 1): readonly { readonly id: number }[] =>
  Array.from({ length: count }, (_, at) => ({ id: first + at }));
const ids = (turns: readonly { readonly one: { readonly id: number } }[]): readonly number[] =>
  turns.map(({ one }) => one.id);

describe("turns", () => {
  it("come to each once in as many rounds as it takes, whenever one begins to count", () => {
    const counts = fc.record({
      count: fc.integer({ min: 0, max: 300 }),
      first: fc.nat(2 ** 31),
      from: fc.nat(500_000),
    });
    fc.assert(
      fc.property(counts, ({ count, first, from }) => {
        const all = many(count, first);
        const rounds = Math.max(1, Math.ceil(count / 50));
        const seen = Array.from({ length: rounds }, (_, at) => ids(turnsIn(all, round(from + at), 50))).flat();
        expect(seen.toSorted((a, b) => a - b)).toEqual(all.map(({ id }) => id));
      }),
    );
  });

  it.each([
    ["a thousand, in a tenth of the round", 1000, 10_000, 1000, 0.1],
    ["a hundred thousand, in each of ten rounds", 100_000, 10_000, 10_000, 1],
  ])("go at one pace: of %s", (_, count, most, expected, part) => {
    const turns = turnsIn(many(count, 1_000_000), round(482_000), most);
    expect(Math.abs(turns.length - expected)).toBeLessThanOrEqual(expected / 100);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const { at } of turns) {
      const tenth = Math.floor(((at - 482_000 * every) / (every * part)) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(tenths).toHaveLength(10);
    for (const tenth of tenths) expect(Math.abs(tenth - expected / 10)).toBeLessThanOrEqual(expected / 100);
  });

  it("that begin in the middle of a round are those of that round", () => {
    const begun = turnsIn(many(500), { at: 482_000.4 * every, every }, 50);
    expect(ids(begun)).toEqual(ids(turnsIn(many(500), round(482_000), 50)));
    expect(begun.every(({ at }) => at >= 482_000.4 * every)).toBe(true);
  });

  it("come to each of each once, also where both take several rounds", () => {
    const seen = Array.from({ length: 8 }, (_, at) => turnsIn(many(200), round(482_000 + at), 50))
      .flat()
      .filter(({ one }) => one.id === 7)
      .flatMap(({ at, every: lap }) => ids(turnsIn(many(100), { at, every: lap }, 50)));
    expect(seen.toSorted((a, b) => a - b)).toEqual(many(100).map(({ id }) => id));
  });

  it.each([
    ["few", 20],
    ["more than a round holds", 200],
  ])("of %s are in order when they begin in the middle: whose turn is next comes first", (_, count) => {
    const all = many(count);
    const now = 482_000.4 * every;
    const later = [0, 1, 2, 3, 4].flatMap((more) => turnsIn(all, round(482_000 + more), 50));
    expect(inOrderOfTurns(all, now, every, 50).map(({ id }) => id)).toEqual(sortedBy(later, now).slice(0, count));
  });
});

function sortedBy(
  turns: readonly { readonly one: { readonly id: number }; readonly at: number }[],
  now: number,
): number[] {
  return turns
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one.id);
}
