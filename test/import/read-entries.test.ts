import { describe, expect, it } from "vitest";
import type { EntryReading, FieldSpan } from "../../src/import/entry-reading.ts";
import { parseSource } from "../../src/import/parse-source.ts";
import { readEntries } from "../../src/import/read-entries.ts";
import { readStructure } from "../../src/import/read-structure.ts";

interface Sample {
  readonly nick: string;
  readonly rest: string;
  readonly authors: string;
  readonly venue: string;
  readonly year: string;
  readonly month: string;
  readonly url: string;
  readonly code: string;
}

const samples: readonly Sample[] = [
  {
    nick: "FoldNet",
    rest: "Folding Towels, Shirts and Bags with Two Arms",
    authors: "Jane Doe, John Q. Public, Wei Zhang",
    venue: "CVPR",
    year: "2023",
    month: "2023.01",
    url: "https://arxiv.org/abs/2301.00001",
    code: "https://github.com/doe/fold",
  },
  {
    nick: "CableBench",
    rest: "How Warm Do Cables Get?",
    authors: "Ana Ruiz, Bo Li",
    venue: "arXiv",
    year: "2022",
    month: "2022.02",
    url: "https://arxiv.org/abs/2202.00002",
    code: "https://github.com/ruiz/cable",
  },
  {
    nick: "CupDrop",
    rest: "On the Friction of Cups in Robotic Hands",
    authors: "Chen Wu, Ed Fox",
    venue: "ICRA",
    year: "2024",
    month: "2024.03",
    url: "https://arxiv.org/abs/2403.00003",
    code: "https://github.com/wu/cups",
  },
  {
    nick: "SpoonLM",
    rest: "Stirring Soup by Language",
    authors: "Pia Berg, Tom Okoye, Lu Chen",
    venue: "CoRL",
    year: "2025",
    month: "2025.04",
    url: "https://arxiv.org/abs/2504.00004",
    code: "https://github.com/berg/spoon",
  },
];

type Style = (sample: Sample) => string;
type Said = (sample: Sample) => readonly string[];

const styles: readonly (readonly [string, Style, Said])[] = [
  [
    "bold month, title, links in one pair of parentheses",
    (p) => `* **[${p.month}]** ${p.nick}: ${p.rest}. ([Paper](${p.url}), [Code](${p.code}))`.replace("?.", "?"),
    (p) => [`date ${p.month}`, `title ${p.nick}: ${p.rest}`, `paper [Paper](${p.url})`, `code [Code](${p.code})`],
  ],
  [
    "venue and month as the link, then the title",
    (p) => `- [${p.venue} ${p.month}](${p.url}), ${p.rest}, [website](https://x.io/${p.nick})`,
    (p) => [
      `wraps paper [${p.venue} ${p.month}](${p.url})`,
      `venue ${p.venue}`,
      `date ${p.month}`,
      `title ${p.rest}`,
      `website [website](https://x.io/${p.nick})`,
    ],
  ],
  [
    "title, the venue as a link, and as another link",
    (p) => `- **${p.rest}** [[${p.venue} 2025](${p.url})] [[${p.venue} 2025](https://doi.org/10.1000/${p.nick})]`,
    (p) => [
      `title ${p.rest}`,
      `wraps paper [[${p.venue} 2025](${p.url})]`,
      `venue ${p.venue} 2025`,
      `paper [[${p.venue} 2025](https://doi.org/10.1000/${p.nick})]`,
    ],
  ],
  [
    "nickname, quoted title, venue in bold code",
    (p) =>
      `* **${p.nick}**: "${p.nick}: ${p.rest}", **\`${p.venue} ${p.month}\`**. [[Paper](${p.url})] [[Code](${p.code})]`,
    (p) => [
      `nickname ${p.nick}`,
      `title ${p.nick}: ${p.rest}`,
      `venue ${p.venue}`,
      `date ${p.month}`,
      `paper [[Paper](${p.url})]`,
      `code [[Code](${p.code})]`,
    ],
  ],
  [
    "linked nickname, the rest of the title, venue behind a bar",
    (p) => `- [${p.nick}](${p.url}): ${p.rest} | ${p.venue}' ${p.year.slice(2)}`,
    (p) => [
      `wraps paper [${p.nick}](${p.url})`,
      `nickname ${p.nick}`,
      `rest ${p.rest}`,
      `venue ${p.venue}' ${p.year.slice(2)}`,
    ],
  ],
  [
    "linked title and bold stars",
    (p) =>
      `- ⭐️ [**${p.rest}**](${p.url}) [![Stars](https://img.shields.io/github/stars/${p.code.slice(19)})](${p.code})`,
    (p) => [
      "mark ⭐️",
      `wraps paper [**${p.rest}**](${p.url})`,
      `title ${p.rest}`,
      `code [![Stars](https://img.shields.io/github/stars/${p.code.slice(19)})](${p.code})`,
      `repository ${p.code.slice(19)}`,
    ],
  ],
  [
    "title, venue, year; authors; link",
    (p) => `* **${p.rest}**, ${p.venue}, ${p.year}.   \n  ${p.authors}.   \n  [[page]](${p.url})`,
    (p) => [
      `title ${p.rest}`,
      `venue ${p.venue}`,
      `date ${p.year}`,
      `authors ${p.authors}`,
      `paper [[page]](${p.url})`,
    ],
  ],
  [
    "bibliographic",
    (p) =>
      `**[7]** ${p.authors}. "**${p.rest}**." ${p.venue} (${p.year}). [[pdf]](${p.url}) **(${p.nick})** :star::star:`,
    (p) => [
      "number 7",
      `authors ${p.authors}`,
      `title ${p.rest}`,
      `venue ${p.venue}`,
      `date ${p.year}`,
      `paper [[pdf]](${p.url})`,
      `note ${p.nick}`,
      "mark :star:",
      "mark :star:",
    ],
  ],
  [
    "plain bibliography",
    (p) => `- ${p.authors}. ${p.rest}. ${p.venue} ${p.year}. [paper](${p.url})`.replace("?.", "?"),
    (p) => [`authors ${p.authors}`, `title ${p.rest}`, `venue ${p.venue} ${p.year}`, `paper [paper](${p.url})`],
  ],
  [
    "bold title and lines of bare addresses",
    (p) => `**${p.rest}**\n\n- Paper: ${p.url}\n- Code: ${p.code}`,
    (p) => [`title ${p.rest}`, `paper Paper: ${p.url}`, `code Code: ${p.code}`],
  ],
  [
    "tags as badges, authors in italics",
    (p) =>
      `3. **${p.rest}.** ${p.venue} ${p.year}. ![](https://img.shields.io/badge/${p.nick}_Two-blue)\n\n    *${p.authors}* [[pdf](${p.url})], ${p.month}`.replace(
        "?.",
        "?",
      ),
    (p) => [
      "number 3",
      `title ${p.rest}`,
      `venue ${p.venue} ${p.year}`,
      `tag ${p.nick}_Two`,
      `authors ${p.authors}`,
      `paper [[pdf](${p.url})]`,
      `date ${p.month}`,
    ],
  ],
  [
    "date and venue in code",
    (p) => `- \`${p.month}\` \`${p.venue}\` **${p.rest}** [\`Paper\`](${p.url})`,
    (p) => [`date ${p.month}`, `venue ${p.venue}`, `title ${p.rest}`, `paper [\`Paper\`](${p.url})`],
  ],
  [
    "venue and nickname in brackets",
    (p) => `- [${p.venue} ${p.year}] [${p.nick}] ${p.rest} [[Arxiv](${p.url})]`,
    (p) => [`venue ${p.venue} ${p.year}`, `nickname ${p.nick}`, `title ${p.rest}`, `paper [[Arxiv](${p.url})]`],
  ],
  [
    "HTML links and line breaks",
    (p) => `- <b>${p.rest}</b> <br> ${p.authors} <br> *${p.venue} ${p.year}* [<a href="${p.url}">Paper</a>]`,
    (p) => [
      `title ${p.rest}`,
      `authors ${p.authors}`,
      `venue ${p.venue} ${p.year}`,
      `paper [<a href="${p.url}">Paper</a>]`,
    ],
  ],
  [
    "title, what it is about",
    (p) => `- [${p.rest}](${p.url}) - Shows that ${p.nick} works in kitchens.`,
    (p) => [`wraps paper [${p.rest}](${p.url})`, `title ${p.rest}`, `note Shows that ${p.nick} works in kitchens`],
  ],
  [
    "Chinese labels and punctuation",
    (p) => `- **${p.rest}**，${p.venue} ${p.year}，【[论文](${p.url})】【[代码](${p.code})】`,
    (p) => [
      `title ${p.rest}`,
      `venue ${p.venue} ${p.year}`,
      `paper 【[论文](${p.url})】`,
      `code 【[代码](${p.code})】`,
    ],
  ],
  [
    "a title in an HTML anchor",
    (p) => `- <a href="${p.url}">${p.rest}</a>. ${p.authors}. <i>${p.venue}</i>, ${p.year}.`,
    (p) => [
      `wraps paper <a href="${p.url}">${p.rest}</a>`,
      `title ${p.rest}`,
      `authors ${p.authors}`,
      `venue ${p.venue}`,
      `date ${p.year}`,
    ],
  ],
  [
    "venue and identifier in badges",
    (p) =>
      `- ${p.rest} ![](https://img.shields.io/badge/${p.venue}-${p.year}-blue) [![arXiv](https://img.shields.io/badge/arXiv-${p.url.slice(22)}-b31b1b)](${p.url})`,
    (p) => [
      `title ${p.rest}`,
      `venue ${p.venue}`,
      `date ${p.year}`,
      `paper [![arXiv](https://img.shields.io/badge/arXiv-${p.url.slice(22)}-b31b1b)](${p.url})`,
      `arxiv ${p.url.slice(22)}`,
    ],
  ],
  [
    "first author and year in parentheses, tags in brackets",
    (p) =>
      `- ${p.rest} (${p.authors.split(" ")[1]?.replace(",", "")} et al., ${p.year}) [[paper](${p.url})] [Cloth] [Hands]`,
    (p) => [
      `title ${p.rest}`,
      `authors ${p.authors.split(" ")[1]?.replace(",", "")} et al`,
      `date ${p.year}`,
      `paper [[paper](${p.url})]`,
      "tag Cloth",
      "tag Hands",
    ],
  ],
];

describe("readEntries", () => {
  it.each(styles)("reads %s", (_name, style, said) => {
    const { readings, text } = read(
      samples.map(style).join(style(samples[0] as Sample).includes("\n\n- ") ? "\n\n" : "\n"),
    );
    expect(readings.map(({ fields }) => fields.map((field) => shown(field, text)))).toEqual(samples.map(said));
  });

  it("gives the whole title where its beginning is the nickname", () => {
    const { readings } = read(samples.map((p) => `- [${p.nick}](${p.url}): ${p.rest}`).join("\n"));
    expect(readings.map(({ title }) => title)).toEqual(samples.map((p) => `${p.nick}: ${p.rest}`));
  });

  it.each([
    ["[Code]()", ["empty-link"], "code", ""],
    ["[[Paper]https://arxiv.org/abs/2301.00001]", [], "paper", "https://arxiv.org/abs/2301.00001"],
    ["[Paper] (https://arxiv.org/abs/2301.00001)", [], "paper", "https://arxiv.org/abs/2301.00001"],
    ["[[Paper]( https://arxiv.org/abs/2301.00001)]", [], "paper", "https://arxiv.org/abs/2301.00001"],
    ["[pdf](http://arxiv.org/pdf/2301.00001v2)", ["not-canonical"], "paper", "http://arxiv.org/pdf/2301.00001v2"],
    ["[Wesite](x/y.html)", ["broken-link"], "website", "x/y.html"],
  ])("reads the link %s", (written, codes, kind, value) => {
    const { readings, text } = read(
      samples.map((p) => `- **${p.rest}** ${written} [[DOI](https://doi.org/10.1000/${p.nick})]`).join("\n"),
    );
    const [link] = readings[0]?.fields.filter((field) => field.field === "link") ?? [];
    expect([text.slice(link?.span.start, link?.span.end), link?.kind, link?.value]).toEqual([written, kind, value]);
    expect(readings[0]?.remarks.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ["2022-01", ["date-a-year-off"]],
    ["2022-11", ["date-before-arxiv"]],
    ["2023-01", []],
    ["2024-06", []],
    ["2023-13", ["bad-date"]],
  ])("looks at the date %s of a paper of January 2023", (date, codes) => {
    const { readings } = read(
      `- **[${date}]** Folding Towels with Two Arms. [Paper](https://arxiv.org/abs/2301.00001)`,
    );
    expect(readings[0]?.remarks.map(({ code }) => code)).toEqual(codes);
  });
});

function read(markdown: string): { readonly readings: readonly EntryReading[]; readonly text: string } {
  const source = parseSource(`# A list\n\n## Papers\n\n${markdown}\n`);
  return { readings: readEntries(readStructure(source), source), text: source.text };
}

/** The field's name (of a link its kind) and how it is written. */
function shown(field: FieldSpan, text: string): string {
  const written = text.slice(field.span.start, field.span.end);
  if (field.field === "link") return `${field.wraps ? "wraps " : ""}${field.kind} ${written}`;
  return `${field.field === "title" && field.rest === true ? "rest" : field.field} ${written}`;
}
