import { readFileSync } from "node:fs";
import type { List } from "../src/list/list.ts";

/** The text of our own list.json with as many papers: its own over and over, with new ids and identifiers. */
export function repeatedList(count: number): string {
  const list = JSON.parse(readFileSync(new URL("../list.json", import.meta.url), "utf8")) as List;
  const papers = Array.from({ length: count }, (_, at) => {
    const paper = list.papers[at % list.papers.length] as List["papers"][number];
    const round = Math.floor(at / list.papers.length);
    if (round === 0) return paper;
    const { identifiers: _identifiers, links = [], ...rest } = paper;
    return {
      ...rest,
      id: `${paper.id}-${round}`,
      title: `${paper.title} ${round}`,
      links: [
        { kind: "paper", url: `https://example.org/${paper.id}/${round}` },
        ...links.filter(({ kind }) => kind !== "paper"),
      ],
    };
  });
  return `${JSON.stringify({ ...list, papers: papers.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }, undefined, 2)}\n`;
}
