import { existsSync, readFileSync } from "node:fs";
import type { Paper } from "../src/list/paper.ts";

/** Papers of a real list with the headings that they stand under as their categories. */
export interface CategorisedList {
  readonly name: string;
  readonly papers: readonly Paper[];
}

const folder = new URL("../../shared/data/readmes/", import.meta.url);

/** One line a paper: where its title stands. Papers stand under headings. */
const underHeadings: Readonly<Record<string, RegExp>> = {
  "AmberLJC+LLMSys-PaperList": /^\s*- (\[[^\]]+\]\(http[^)]*\)[^|]*)/,
  "HCPLab-SYSU+Embodied_AI_Paper_List": /^\* \*\*(.+?)\*\*/,
  "YanjieZe+awesome-humanoid-robot-learning": /^- \[[^\]]+\]\([^)]*\),\s*(.+?)(?:, \[|$)/,
  "diff-usion+Awesome-Diffusion-Models": /^\*\*(.+?)\*\*/,
  "leofan90+Awesome-World-Models": /^\* [^"]*"([^"]+)"/,
  "thunlp+PromptPapers": /^\d+\.\s+\*\*(.+?)\*\*/,
  "worldbench+awesome-vla-for-ad": /<br>\s*([^|<]+?)\s*\|/,
  "xlite-dev+Awesome-LLM-Inference": /^\|\s*20\d\d\.\d\d\s*\|([^|]+)/,
};

/** Several lines a paper, with an abstract and perhaps tags. A field of its own says the category. */
const withFields = {
  "OSU-NLP-Group+GUI-Agents-Paper-List": { categories: /Env: (.*)/, tags: /Key: (.*)/, abstract: /TLDR: (.*)/ },
  "Thinklab-SJTU+Awesome-LLM4AD": { categories: /Task: (.*)/, tags: /^$/, abstract: /Summary.*\n((?: {4}- .*\n)+)/ },
} as const;

/** The lists beside the repository that sort their papers; none where they are not there. */
export function readCategorisedLists(): readonly CategorisedList[] {
  if (!existsSync(folder)) return [];
  const read = (name: string): string => readFileSync(new URL(`${name}.md`, folder), "utf8").replaceAll("\r", "");
  return [
    ...Object.entries(underHeadings).map(([name, title]) => ({ name, papers: readHeadings(read(name), title) })),
    ...Object.entries(withFields).map(([name, fields]) => ({ name, papers: readFields(read(name), fields) })),
  ];
}

function readHeadings(text: string, title: RegExp): readonly Paper[] {
  const trail: string[] = [];
  const categories = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const found = title.exec(line)?.[1]?.replaceAll(/\]\([^)]*\)|[[*]/g, "");
    const [, marks, heading] = /^(#+)\s*(.+)/.exec(line) ?? [];
    if (found !== undefined) {
      const path = trail.slice(1).filter(Boolean).join("/");
      categories.set(found, (categories.get(found) ?? new Set()).add(path));
    } else if (marks !== undefined && heading !== undefined) {
      trail.length = marks.length - 1;
      trail.push(slug(heading));
    }
  }
  return [...categories].map(([found, paths], at) => ({ id: `${at}`, title: found, categories: [...paths] }));
}

type FieldPatterns = (typeof withFields)[keyof typeof withFields];

function readFields(text: string, fields: FieldPatterns): readonly Paper[] {
  return text.split(/^(?=\s*- \[)/m).flatMap((entry, at) => {
    const title = /^\s*- \[(.+?)\]\(http/.exec(entry)?.[1];
    const categories = fields.categories
      .exec(entry)?.[1]
      ?.split(/[,/+;]| and /)
      .map(slug);
    const abstract = fields.abstract.exec(entry)?.[1];
    const tags = fields.tags.exec(entry)?.[1]?.split(",");
    if (title === undefined || categories === undefined || abstract === undefined) return [];
    const paths = [...new Set(categories)].filter((path) => path !== "");
    return [{ id: `${at}`, title, abstract, categories: paths, ...(tags === undefined ? {} : { tags }) }];
  });
}

/** A heading without links, HTML and signs. */
function slug(heading: string): string {
  const plain = heading.toLowerCase().replaceAll(/<[^>]*>|\([^)]*\)/g, "");
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
}
