import { expect, it } from "vitest";
import { padCells } from "../../src/list/pad-cells.ts";

it.each([
  ["| a | b |", "3 4r", "| a   |    b |"],
  ["|a|b|", "4c 4C", "|  a   |   b  |"],
  ["| a |", "0", "| a |"],
  ["| longer | b |", "3 1", "| longer | b |"],
  ["| a \\| b | c |", "6 2", "| a \\| b | c  |"],
  ["| 会走路 | 🔥 | é |", "7 3 2", "| 会走路  | 🔥  | é  |"],
  ["| a | b |", "2", "| a  | b |"],
  ["| a |", "-1", "| a |"],
  ["no row", "9", "no row"],
  ["", "9", ""],
])("makes %j as wide as %j says", (row, widths, expected) => {
  expect(padCells(row, widths)).toBe(expected);
});

it("fills no cell beyond a limit", () => {
  expect(padCells("| a |", "999999999")).toHaveLength("| a |".length - 1 + 1_000);
});
