import type { Numbering } from "./entry-numbers.ts";
import { mostCommon } from "./most-common.ts";
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
  const usual = mostCommon(gaps) ?? "";
  const jumps = number !== undefined && "jumps" in number ? number.jumps : new Map<number, number>();
  const texts = papers.map(({ gap, id }, at) => ({ id, gap: gap ?? usual, jump: jumps.get(at) ?? 0 }));
  const others = Map.groupBy(
    texts.filter(({ gap, jump }) => gap !== usual || jump !== 0),
    ({ gap, jump }) => `${jump} ${gap}`,
  );
  const cases = [...others.values()].map((those) => {
    const { gap, jump } = those[0] ?? { gap: "", jump: 0 };
    const shift = jump === 0 ? "" : `{% assign shift = shift | plus: ${jump} %}`;
    return `{% when ${those.map(({ id }) => `"${id}"`).join(", ")} %}${printLiteral(gap)}${shift}`;
  });
  const otherwise = usual === "" ? "" : `{% unless forloop.first %}${printLiteral(usual)}{% endunless %}`;
  const between =
    cases.length === 0 ? otherwise : `{% case paper.id %}${cases.join("")}{% else %}${otherwise}{% endcase %}`;
  const { begin, count, given } = printNumbers(number);
  return (
    `${printLiteral(before)}{% assign papers = categories | papers_in: "${path}", "${order}" %}${begin}` +
    `{% for paper in papers %}${between}${count}{% render "${style}", paper: paper, number: ${given} %}{% endfor %}` +
    printOrphans(texts)
  );
}

/** Words that stood before a paper which is gone: they are not lost with it, but stand behind the last one. */
function printOrphans(texts: readonly { readonly id: string; readonly gap: string }[]): string {
  const words = texts.filter(({ gap }) => gap.trim() !== "");
  if (words.length === 0) return "";
  const orphans = words.map(({ id, gap }) => `{% unless ids contains "${id}" %}${printLiteral(gap)}{% endunless %}`);
  return `{% assign ids = papers | map: "id" %}${orphans.join("")}`;
}

/** What is written before the loop, in it, and as the number of an entry. */
function printNumbers(number: Numbering | undefined): {
  readonly begin: string;
  readonly count: string;
  readonly given: string;
} {
  if (number === undefined || "all" in number) return { begin: "", count: "", given: String(number?.all ?? 1) };
  const shift = number.first - 1;
  if (shift === 0 && number.jumps.size === 0) return { begin: "", count: "", given: "forloop.index" };
  const count = "{% assign number = forloop.index | plus: shift %}";
  return { begin: `{% assign shift = ${shift} %}`, count, given: "number" };
}
