import { describe, expect, it } from "vitest";
import { findHeadings, slugOfMarkdown } from "../../src/render/headings.ts";

describe("the anchor of a heading", () => {
  it.each([
    ["[Words](https://a.b/c) and ![a picture](x.png)", "words-and"],
    ["a [link](https://a.b/(c)) <b>bold</b>", "a-link-bold"],
    ["[a [b] c](d)", "a-b-cd"],
    ["[a [b](c)", "a-b"],
  ])("%s is %j", (markdown, slug) => {
    expect(slugOfMarkdown(markdown)).toBe(slug);
  });

  // A minute each, once.
  it.each(["[", "![", "<", "[a]("])(
    "is found also where it is nothing but %s",
    (unit) => {
      expect(findHeadings(`# ${unit.repeat(400_000 / unit.length)}x`)).toHaveLength(1);
    },
    8_000,
  );
});
