import { expect, it } from "vitest";
import { hasOnlyEmptyRegions } from "../../src/github/has-only-empty-regions.ts";

const begin = "<!-- awesome-papers:begin list -->";
const end = "<!-- awesome-papers:end list -->";

it.each([
  [`# Mine\n\n${begin}\n${end}\n`, true],
  [`${begin}\r\n\r\n${end}\r\n${begin.replace("list", "toc.short-1")}\n${end}`, true],
  [`${begin}\nWords.\n${end}\n`, false],
  [`${begin}\n${end}\n\n${begin}\nWords.\n${end}`, false],
  [begin, false],
  ["# Mine\n", false],
])("%j: %j", (text, expected) => {
  expect(hasOnlyEmptyRegions(text)).toBe(expected);
});

it.each(["<!-- awesome-papers:begin ", begin, `${begin} `, `${begin}${" ".repeat(100)}`])(
  "ends for a README full of %j on one line",
  (mark) => {
    expect(hasOnlyEmptyRegions(mark.repeat(3_000_000 / mark.length))).toBe(false);
  },
);
