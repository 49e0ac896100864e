import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { buildImported, withoutMarks } from "../support/build-imported.ts";
import { arbitraryEntries, type EntryFacts, printReadme, readmeStyles, twoDigits } from "./arbitrary-readme.ts";

describe.each(readmeStyles)("any list in the style $name", (style) => {
  it("is built as it was", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEntries, async (entries) => {
        const readme = printReadme(style, entries);
        expect(withoutMarks(await buildImported(importReadme(readme, { printEntries })))).toBe(readme);
      }),
      { numRuns: 40 },
    );
  });

  it("says what its entries say", () => {
    fc.assert(
      fc.property(arbitraryEntries, (entries) => {
        const { list } = importReadme(printReadme(style, entries), { printEntries });
        const byTitle = new Map(list.papers.map((paper) => [paper.title, paper]));
        expect([...byTitle.keys()].toSorted()).toEqual(entries.map(({ title }) => title).toSorted());
        for (const entry of entries) expect(byTitle.get(entry.title)).toMatchObject(paperOf(entry));
      }),
      { numRuns: 40 },
    );
  });

  function paperOf({ authors, year, month, arxiv, code, summary }: EntryFacts): object {
    const { says } = style;
    return {
      identifiers: { arxiv },
      ...(says.includes("authors") && { authors }),
      ...(says.includes("year") && { date: String(year) }),
      ...(says.includes("month") && { date: expect.stringMatching(`^${year}-${twoDigits(month)}`) as unknown }),
      ...(says.includes("summary") && summary !== undefined && { summary }),
      links: [
        expect.objectContaining({ kind: "paper", url: `https://arxiv.org/abs/${arxiv}` }) as unknown,
        ...(says.includes("code") && code !== undefined
          ? [expect.objectContaining({ kind: "code", url: `https://github.com/${code}` }) as unknown]
          : []),
      ],
    };
  }
});
