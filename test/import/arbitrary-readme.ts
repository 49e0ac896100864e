import * as fc from "fast-check";

/** What a generated entry says. */
export interface EntryFacts {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly month: number;
  readonly arxiv: string;
  /** `owner/name` of its code. */
  readonly code?: string;
  readonly summary?: string;
}

const months = "January February March April May June July August September October November December".split(" ");

const beginnings = ["Learning", "Scaling", "Rethinking", "Towards", "On", "Distilling"];
const middles = ["Robust", "Few-Shot", "3D", "Long-Horizon", "Self-Supervised", "C++", "R&D", "Bits & Bytes:", "A*"];
const ends = ["Grasping", "Graph Networks", "World Models", "Attention", "Policies from Video", "Segmentation (Again)"];
const names = ["Ada Lovelace", "Grace M. Hopper", "Jürgen Weiß", "Li Wei", "Ana-María Núñez", "Ludwig van Dyck"];
/** What tells the titles of a list apart. */
const places =
  "in Water,at Night,by Touch,for Birds,with Maps,over Time,under Noise,on Mars,in Sand,at Sea,by Ear,for Bees";
const sentences = [
  "It is faster, and simpler.",
  "Needs no labels; works on one card.",
  "Two networks learn from each other.",
];

/** Entries of one section, no two of the same paper. The title may hold what Markdown would take for its own. */
export const arbitraryEntries: fc.Arbitrary<readonly EntryFacts[]> = fc
  .array(
    fc.record(
      {
        title: fc
          .tuple(fc.constantFrom(...beginnings), fc.subarray(middles, { maxLength: 3 }), fc.constantFrom(...ends))
          .map(([first, some, last]) => [first, ...some, last].join(" ")),
        authors: fc.subarray(names, { minLength: 2 }),
        year: fc.integer({ min: 2008, max: 2025 }),
        month: fc.integer({ min: 1, max: 12 }),
        code: fc.constantFrom("lab/grasp", "some-lab/world_models", "a-person/attention.pytorch"),
        summary: fc.constantFrom(...sentences),
      },
      { requiredKeys: ["title", "authors", "year", "month"] },
    ),
    { minLength: 4, maxLength: 12 },
  )
  .map((entries) =>
    entries.map((entry, at): EntryFacts => {
      const { title, year, month, code } = entry;
      const arxiv = `${String(year - 2000).padStart(2, "0")}${twoDigits(month)}.${1_000 + at}${year < 2015 ? "" : "0"}`;
      // Else two could be one paper.
      return {
        ...entry,
        title: `${title} ${places.split(",")[at]}`,
        arxiv,
        ...(code !== undefined && { code: `${code}-${at}` }),
      };
    }),
  );

export interface ReadmeStyle {
  readonly name: string;
  readonly head?: string;
  readonly between: string;
  readonly print: (entry: EntryFacts, at: number) => string;
  /** Which of the facts it prints. */
  readonly says: readonly ("authors" | "month" | "year" | "code" | "summary")[];
}

const paperUrl = ({ arxiv }: EntryFacts): string => `https://arxiv.org/abs/${arxiv}`;
const codeUrl = (code: string): string => `https://github.com/${code}`;

/** How people write one entry; what an entry does not have leaves its place out. */
export const readmeStyles: readonly ReadmeStyle[] = [
  {
    name: "bullets, month first",
    between: "\n\n",
    says: ["month", "code"],
    print: (entry) =>
      `* **[${entry.year}-${twoDigits(entry.month)}]** ${escaped(entry.title)}. ([Paper](${paperUrl(entry)})${ifAny(entry.code, (code) => `, [Code](${codeUrl(code)})`)})`,
  },
  {
    name: "a linked title and authors",
    between: "\n",
    says: ["authors"],
    print: (entry) => `- [${escaped(entry.title)}](${paperUrl(entry)}) - ${entry.authors.join(", ")}`,
  },
  {
    name: "bullets below bullets",
    between: "\n\n",
    says: ["authors", "month", "code", "summary"],
    print: (entry) =>
      `- [${escaped(entry.title)}](${paperUrl(entry)})\n  - ${entry.authors.join(", ")}\n  - 📅 Date: ${months[entry.month - 1]} ${entry.year}${ifAny(entry.code, (code) => `\n  - 💻 Code: [GitHub](${codeUrl(code)})`)}${ifAny(entry.summary, (summary) => `\n  - 📖 TLDR: ${summary}`)}`,
  },
  {
    name: "bold titles and lines",
    between: "\n\n",
    says: ["authors", "month", "code"],
    print: (entry) =>
      `**${escaped(entry.title)}** \\\n*${entry.authors.join(", ")}* \\\n[[Paper](${paperUrl(entry)})]${ifAny(entry.code, (code) => ` [[Github](${codeUrl(code)})]`)} \\\n7 ${months[entry.month - 1]} ${entry.year}`,
  },
  {
    name: "a table",
    head: "| Title | Authors | Date | Paper | Code |\n| :-- | :-- | :-: | :-: | :-: |\n",
    between: "\n",
    says: ["authors", "month", "code"],
    print: (entry) =>
      `| ${escaped(entry.title)} | ${entry.authors.join(", ")} | ${entry.year}.${twoDigits(entry.month)} | [pdf](${paperUrl(entry)}) | ${entry.code === undefined ? "-" : `[code](${codeUrl(entry.code)})`} |`,
  },
  {
    name: "numbered",
    between: "\n\n",
    says: ["authors", "year", "code"],
    print: (entry, at) =>
      `${at + 1}. **${escaped(entry.title)}.** ${entry.authors.join(", ")}. ${entry.year}. [[pdf]](${paperUrl(entry)})${ifAny(entry.code, (code) => ` [[code]](${codeUrl(code)})`)}`,
  },
  {
    name: "a heading for each",
    between: "\n\n",
    says: ["authors", "year", "code", "summary"],
    print: (entry, at) =>
      `### ${at + 1}. [${entry.year}] ${escaped(entry.title)}\n\n**Authors**: ${entry.authors.join(", ")}${ifAny(entry.summary, (summary) => `\n\n**TL;DR**: ${summary}`)}\n\n[📄 Paper](${paperUrl(entry)})${ifAny(entry.code, (code) => ` | [💻 Code](${codeUrl(code)})`)}`,
  },
];

/** A whole README of that style. */
export function printReadme({ head = "", between, print }: ReadmeStyle, entries: readonly EntryFacts[]): string {
  return `# Papers We Read\n\nKept by hand.\n\n## Robots\n\n${head}${entries.map(print).join(between)}\n\n## Licence\n\nDo as you like.\n`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** As a careful person writes it. */
function escaped(title: string): string {
  return title.replaceAll("*", "\\*");
}

function ifAny<T>(value: T | undefined, print: (value: T) => string): string {
  return value === undefined ? "" : print(value);
}
