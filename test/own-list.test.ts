import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkList } from "../src/list/check-list.ts";
import { parseIdentifier } from "../src/list/identifiers.ts";
import { parseList, printList } from "../src/list/list-file.ts";
import type { List } from "../src/list/list.ts";
import { canonicalUrl } from "../src/list/url.ts";

const text = readFileSync(new URL("../list.json", import.meta.url), "utf8");
const parsed = parseList(text);
const list: List = parsed.ok ? parsed.value : { title: "", taxonomy: [], papers: [] };

describe("the list we keep", () => {
  it("is valid, canonical and without a fault", () => {
    expect(parsed).toMatchObject({ ok: true });
    expect(printList(list)).toBe(text);
    expect(checkList(list)).toEqual([]);
  });

  it("holds the survey itself with what its pages tell of it", () => {
    const survey = list.papers.find((paper) => paper.identifiers?.arxiv === "2506.20966");
    expect(survey).toMatchObject({ date: "2025-06-26", tags: ["cs.RO", "cs.AI"], featured: true });
    expect(survey?.authors).toHaveLength(14);
    expect(survey?.translations?.["zh-Hans"]).toMatchObject({
      summary: expect.any(String),
      digest: { keyPoints: expect.any(Array) },
    });
    // What a machine guessed on those pages is no fact.
    expect(JSON.stringify(survey)).not.toMatch(/ALIGN|EEG|Brain-Computer|20\s?%/);
  });
});

/** The README it was made from, beside the repository where it is there. */
const readme = fileURLToPath(
  new URL("../../shared/data/readmes/AoqunJin+Awesome-VLA-Post-Training.md", import.meta.url),
);

describe.skipIf(!existsSync(readme))("the README it was made from (skipped where the copy is not there)", () => {
  const source = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  const entries = source.split("\n").filter((line) => /^\* \*\*\[\d{4}-\d{2}\]\*\* /.test(line));
  const linksOf = (line: string): readonly string[] =>
    [...line.matchAll(/\]\((?<url>https?:[^)]+)\)/g)].map((match) => match.groups?.["url"] ?? "");

  it("has 141 entries, which are 137 papers", () => {
    expect(entries).toHaveLength(141);
    // With the survey; the list grows.
    expect(list.papers.length).toBeGreaterThanOrEqual(137 + 1);
    expect(list.papers.filter((paper) => paper.featured).length).toBeGreaterThanOrEqual(15 + 1);
  });

  it("has no paper, identifier or link that the list has lost", () => {
    const urls = new Set(list.papers.flatMap((paper) => (paper.links ?? []).map(({ url }) => canonicalUrl(url))));
    const identifiers = new Set(list.papers.flatMap((paper) => Object.values(paper.identifiers ?? {})));
    const lost = entries.flatMap(linksOf).filter((url) => {
      const identifier = parseIdentifier(url);
      if (identifier !== undefined) return !identifiers.has(identifier.value);
      return !urls.has(canonicalUrl(url.replace(/\?utm_source=.*$/, "")));
    });
    expect(lost).toEqual([]);
  });

  it("has every date as the list has it, but for the six years that were wrong", () => {
    const wrong = entries.flatMap((line) => {
      const written = /\[(?<date>\d{4}-\d{2})\]/.exec(line)?.groups?.["date"];
      const keys = new Set(linksOf(line).map((url) => parseIdentifier(url)?.value ?? canonicalUrl(url)));
      const paper = list.papers.find(
        ({ identifiers = {}, links = [] }) =>
          Object.values(identifiers).some((value) => keys.has(value)) ||
          (Object.keys(identifiers).length === 0 && links.some(({ url }) => keys.has(canonicalUrl(url)))),
      );
      return paper?.date === written ? [] : [paper?.identifiers?.arxiv];
    });
    const known = ["2406.11815", "2501.16664", "2501.19400", "2502.05450", "2502.08643", "2502.12599"];
    expect(new Set(wrong)).toEqual(new Set(known));
  });
});
