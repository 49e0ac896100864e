import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommands } from "../../src/intake/parse-commands.ts";
import { parseBlocks, parseLinks } from "../../src/intake/parse-markdown.ts";
import { readFreeText } from "../../src/intake/read-free-text.ts";

/** Each of these took from seconds to minutes once, or is the worst that is still read. Found by trying every short repetition. */
interface Repetition {
  readonly unit: string;
  readonly fill?: string;
  readonly count?: number;
}
const worst: readonly (readonly [name: string, unit: string, fill?: string, count?: number])[] = [
  ["underlines of a heading", "=\n"],
  ["items and underlines", "-a\n=\n"],
  ["quotes and empty lines", "\n\n>"],
  ["quotes and text", ">\na\n"],
  ["quotes after a lone carriage return", "\r>\n"],
  ["list items", "- a\n"],
  ["two kinds of list items", "- a\n+ b\n"],
  ["list items and paragraphs", "a\n\n- b\n\n"],
  ["lists in lists", "- - - a\n"],
  ["processing instructions without end", "a<?\n"],
  ["declarations without end", "a<!A\n"],
  ["comments without end", "a<!--"],
  ["brackets", "["],
  ["images", "![a"],
  ["stars", "*a "],
  ["backticks", "`a``b"],
  ["tables", "|a|\n|-|\n"],
  ["definitions", "[a]: b\n"],
  ["footnotes", "[^a]: b\n"],
  ["pieces of code, one a line", "`a`\n"],
  ["as many quotes as are read", ">\n", "a\n\n", 98],
  ["as many list items as are read", "- a\n\n", "a\n\n", 490],
  ["as many lists in lists as are read", "- ".repeat(19), "a\n", 26],
  ["as many comments without end as are read", "a<!--", "a\n\n", 99],
];

/** The text of this length that repeats `unit`, `count` times with `fill` between where that is given. */
function repeat({ unit, fill = "", count }: Repetition, length: number): string {
  if (count === undefined) return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const between = Math.max(0, Math.floor(length / count) - unit.length - 1);
  return `${unit}${fill.repeat(Math.floor(between / fill.length))}\n`.repeat(count).slice(0, length);
}

/** Far above what they take: what hangs is found, not what is slow on a busy machine. */
function expectSoon(act: () => unknown): void {
  const started = performance.now();
  act();
  expect(performance.now() - started).toBeLessThan(30_000);
}

describe("a hostile text takes no time to speak of", () => {
  it.each(worst.map(([name, unit, fill = "", count]) => ({ name, unit, fill, ...(count !== undefined && { count }) })))(
    "$name",
    (one) => {
      expectSoon(() => parseCommands(`/help\n\n${repeat(one, 65_000)}`));
      expectSoon(() => parseBlocks(repeat(one, 65_000)));
      expectSoon(() => readFreeText(repeat(one, 65_000)));
    },
  );

  it("runs of backticks, each longer than the one before", () => {
    const runs = Array.from({ length: 350 }, (_, at) => `${"`".repeat(at + 1)}a`).join("\n");
    expectSoon(() => parseBlocks(runs));
    expectSoon(() => parseLinks(runs));
  });

  // A second or more each, once: the tests would end too late.
  it("one line of what may stand at its end, and does not", () => {
    const lines = ["|", ",", ";", ":", ".;", "–", "—", "- "].map((unit) => `${repeat({ unit }, 65_000)}!`);
    const names = ["arxiv", "doi", "arXiv", "DOI"].map((name) => `a ${name}${" ".repeat(65_000)}\n`);
    expect([...lines, ...names].flatMap((text) => readFreeText(text).papers)).toEqual([]);
  }, 8_000);

  it("character references at the end of an address", () => {
    const texts = ["&a;", "&b;", "&amp;", "&lt;", "&x;."].map((unit) => `https://a.b/${repeat({ unit }, 16_000)}`);
    expect(texts.flatMap((text) => readFreeText(text).papers)).toEqual([]);
  }, 8_000);

  it("whatever is repeated", () => {
    const token = fc.constantFrom(
      ..."!#&()*+-.:<=>?@[\\]^_`|~$%'\",/;{}a1 \t\n\r".split(""),
      "\n\n",
      "<!--",
      "http://",
    );
    const unit = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => tokens.join(""));
    fc.assert(
      fc.property(unit, (one) => {
        expectSoon(() => parseBlocks(repeat({ unit: one }, 20_000)));
        expectSoon(() => parseLinks(repeat({ unit: one }, 16_000)));
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe("what is bounded", () => {
  it.each([
    ["a long quote", "> said\n".repeat(5000)],
    ["a list of a few hundred links", "- https://arxiv.org/abs/2506.20966\n".repeat(400)],
    ["a table", `|a|b|\n|-|-|\n${"|1|2|\n".repeat(2000)}`],
    ["a long text", "Lorem ipsum dolor.\n\n".repeat(3000)],
  ])("does not touch %s", (_, text) => {
    expect(parseCommands(`/approve\n\n${text}`)).toEqual([{ kind: "approve" }]);
  });

  it("gives the same answer when it is asked again", () => {
    const body = "/approve\n`/help\n`\n/refresh";
    const first = parseCommands(body);
    expect(first).toEqual([{ kind: "approve" }, { kind: "refresh" }]);
    expect(parseCommands(body)).toBe(first);
    expect(parseLinks("https://arxiv.org")).toBe(parseLinks("https://arxiv.org"));
  });
});
