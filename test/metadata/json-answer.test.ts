import * as fc from "fast-check";
import { expect, it } from "vitest";
import { entriesAt, integerAt, isObjectAt, listAt, textAt, valueAt } from "../../src/metadata/json-answer.ts";

const answer: unknown = JSON.parse(
  '{"title":["One","Two"],"year":2024,"part":2.5,"blank":" ","none":null,"of":{"name":"Three"},"__proto__":{"polluted":"x"}}',
);

it.each([
  ["a place in a list", textAt(answer, "title", 1), "Two"],
  ["a place after the end", textAt(answer, "title", 2), undefined],
  ["a field in a field", textAt(answer, "of", "name"), "Three"],
  ["a field of null", textAt(answer, "none", "name"), undefined],
  ["a letter of a text", textAt(answer, "of", "name", 0), undefined],
  ["a text that is blank", textAt(answer, "blank"), undefined],
  ["a text that is a number", textAt(answer, "year"), undefined],
  ["a whole number", integerAt(answer, "year"), 2024],
  ["a number that is not whole", integerAt(answer, "part"), undefined],
  ["a list", listAt(answer, "title"), ["One", "Two"]],
  ["a list that is an object", listAt(answer, "of"), []],
  ["the first thousand of a list", listAt(Array.from({ length: 1_200 })).length, 1_000],
  ["fields", entriesAt(answer, "of"), [["name", "Three"]]],
  ["fields of a list", entriesAt(answer, "title"), []],
  ["an object", isObjectAt(answer, "of"), true],
  ["a list is no object", isObjectAt(answer, "title"), false],
  ["what every object inherits", valueAt(answer, "constructor"), undefined],
  ["what a list inherits", valueAt(answer, "title", "at"), undefined],
  ["what the prototype was given", valueAt(answer, "polluted"), undefined],
])("%s", (_what, found, expected) => {
  expect(found).toEqual(expected);
});

it("never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.nat())), (value, path) => {
      textAt(value, ...path);
      integerAt(value, ...path);
      expect(Array.isArray(listAt(value, ...path))).toBe(true);
      expect(Array.isArray(entriesAt(value, ...path))).toBe(true);
    }),
  );
});
