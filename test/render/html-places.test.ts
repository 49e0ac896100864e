import * as fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, it } from "vitest";
import { escapeHtml, escapeHtmlBlock } from "../../src/render/escape-html.ts";
import { linkTarget } from "../../src/render/link-target.ts";
import { hostileText } from "../support/hostile-text.ts";
import { hostile, hostileTexts } from "./inert.ts";

/** What a browser would make of it, as far as elements and attributes go. */
function elementsOf(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => found.push([name, ...Object.keys(attributes)].join(" ")),
    oncomment: () => found.push("comment"),
    onprocessinginstruction: (name) => found.push(name),
  });
  parser.end(html);
  return found;
}

const printed = (text: string): string =>
  `<a href="${linkTarget(`https://a.b/${text}`)}" title="${escapeHtml(text)}" alt='${escapeHtml(text)}'>${escapeHtml(text)}</a><pre>${escapeHtmlBlock(text)}</pre>`;

it.each(hostileTexts)("%j makes no element and no attribute", (text) => {
  expect(elementsOf(printed(text))).toEqual(["a href title alt", "pre"]);
});

it("no text does", () => {
  fc.assert(
    fc.property(fc.oneof(hostile(), hostileText), (text) => {
      expect(elementsOf(printed(text))).toEqual(["a href title alt", "pre"]);
    }),
    { numRuns: 500 },
  );
});
