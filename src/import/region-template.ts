import type { Numbering } from "./entry-numbers.ts";
import { printLiteral } from "./style-template.ts";

/** What one run of entries needs in its region's template. */
export interface RunTemplate {
  readonly path: string;
  readonly order: string;
  /** Name of the entry template. */
  readonly style: string;
  readonly before: string;
  /** Paper ids, in order, with what stands before each but the first. */
  readonly papers: readonly { readonly id: string; readonly gap: string | undefined }[];
  readonly number: Numbering | undefined;
}

/** LiquidJS: a region of README. Text between entries that is not the usual one is kept before the paper that it stood before. */
export function regionTemplate(runs: readonly RunTemplate[], tail: string): string {
  return `${runs.map(printRun).join("")}${printLiteral(tail)}\n`;
}

function printRun({ path, order, style, before, papers, number }: RunTemplate): string {
  const gaps = papers.flatMap(({ gap }) => gap ?? []);
  const usual = mostOf(gaps) ?? "";
  const others = Map.groupBy(
    papers.filter(({ gap }) => gap !== undefined && gap !== usual),
    ({ gap }) => gap ?? "",
  );
  const cases = [...others].map(
    ([gap, those]) => `{% when ${those.map(({ id }) => `"${id}"`).join(", ")} %}${printLiteral(gap)}`,
  );
  const otherwise = usual === "" ? "" : `{% unless forloop.first %}${printLiteral(usual)}{% endunless %}`;
  const between =
    cases.length === 0 ? otherwise : `{% case paper.id %}${cases.join("")}{% else %}${otherwise}{% endcase %}`;
  const first = number === undefined ? 1 : "first" in number ? number.first : number.all;
  const counted = number !== undefined && "first" in number;
  const assign = counted && first !== 1 ? `{% assign number = forloop.index | plus: ${first - 1} %}` : "";
  const given = counted ? (first === 1 ? "forloop.index" : "number") : String(first);
  return (
    printLiteral(before) +
    `{% assign papers = categories | papers_in: "${path}", "${order}" %}` +
    `{% for paper in papers %}${between}${assign}{% render "${style}", paper: paper, number: ${given} %}{% endfor %}`
  );
}

function mostOf(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
