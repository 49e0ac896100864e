import * as fc from "fast-check";
import { expect, it } from "vitest";
import { maySuggest } from "../../src/intake/may-suggest.ts";
import { parseCommands } from "../../src/intake/parse-commands.ts";
import { hostileText } from "../support/hostile-text.ts";

it("is true of every comment that does suggest", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (before, after) => {
      const body = `${before}\n\n  /Suggest\n${after}`;
      const suggests = parseCommands(body).some(({ kind }) => kind === "suggest");
      expect(maySuggest(body) || !suggests).toBe(true);
    }),
  );
});

it.each([
  ["I would /suggest it", false],
  ["/suggestion", false],
  ["Thank you.\r\n\t/suggest", true],
])("of %j: %j", (body, expected) => {
  expect(maySuggest(body)).toBe(expected);
});

it.each(["\n", "\r\n", " ", "\t", "\n "])("ends for thousands of comments full of %j", (filling) => {
  const body = filling.repeat(65_536 / filling.length);
  const bodies = Array.from({ length: 2_000 }, () => body);
  expect(bodies.filter((one) => maySuggest(one))).toEqual([]);
});
