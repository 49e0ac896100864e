import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { withoutRegions } from "../../src/import/without-regions.ts";
import type { Paper } from "../../src/list/paper.ts";
import { buildImported } from "../support/build-imported.ts";
import { arbitraryEntries, type EntryFacts, printReadme, readmeStyles, twoDigits } from "./arbitrary-readme.ts";

describe.each(readmeStyles)("any list in the style $name", (style) => {
  it("is built as it was", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEntries, async (entries) => {
        const readme = printReadme(style, entries);
        expect(withoutRegions(await buildImported(importReadme(readme, { printEntries })))).toBe(readme);
      }),
      { numRuns: 40 },
    );
  });

  it("says what its entries say", () => {
    fc.assert(
      fc.property(arbitraryEntries, (entries) => {
        const { list } = importReadme(printReadme(style, entries), { printEntries });
        const found = entries.map((entry) => list.papers.filter((paper) => paper.identifiers?.arxiv === entry.arxiv));
        expect(found.map((papers) => papers.map(said))).toEqual(entries.map((entry) => [wanted(entry)]));
        expect(list.papers).toHaveLength(entries.length);
      }),
      { numRuns: 40 },
    );
  });

  /** Of links kind and address, of dates the month: the rest is as written. */
  function said({ title, authors, date = "", links = [], summary }: Paper): object {
    const { says } = style;
    return {
      title,
      links: links.map(({ kind, url }) => `${kind} ${url}`),
      ...(says.includes("authors") && { authors }),
      ...(says.includes("year") && { date }),
      ...(says.includes("month") && { date: date.slice(0, 7) }),
      ...(says.includes("summary") && { summary }),
    };
  }

  function wanted({ title, authors, year, month, arxiv, code, summary }: EntryFacts): object {
    const links = [
      { kind: "paper", url: `https://arxiv.org/abs/${arxiv}` } as const,
      ...(code !== undefined && style.says.includes("code")
        ? [{ kind: "code", url: `https://github.com/${code}` } as const]
        : []),
    ];
    const date = style.says.includes("year") ? String(year) : `${year}-${twoDigits(month)}`;
    const texts = { title, authors, date, ...(summary !== undefined && { summary }) };
    return said({ ...texts, id: "", categories: [], links });
  }
});
