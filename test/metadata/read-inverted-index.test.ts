import { expect, it } from "vitest";
import { readInvertedIndex } from "../../src/metadata/read-inverted-index.ts";

it.each([
  ["words in order", { world: [1], Hello: [0] }, "Hello world"],
  ["a word that stands twice", { a: [0, 2], b: [1] }, "a b a"],
  ["a gap", { a: [0], b: [7] }, "a b"],
  ["names that objects have", JSON.parse('{"__proto__":[0],"constructor":[1]}'), "__proto__ constructor"],
  ["numbers, which an object puts first", { of: [1], "10": [0] }, "10 of"],
  ["places that are none", { a: [-1, 0.5, "1", null, 1e300], b: "0", c: { "0": 0 } }, ""],
  ["a word as long as a book", { ["a".repeat(10_000)]: [0], b: [1] }, "b"],
  ["no index", [["a", [0]]], ""],
  ["null", null, ""],
])("reads %s", (_what, index, text) => {
  expect(readInvertedIndex(index)).toBe(text);
});

it("is no longer than its bounds, however often a word is said to stand", () => {
  const index = { ["a".repeat(200)]: Array.from({ length: 100_000 }, (_none, place) => place) };
  expect(readInvertedIndex(index).length).toBe(5_000 * 201 - 1);
});
