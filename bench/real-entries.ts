import { existsSync, readFileSync } from "node:fs";
import { parseIdentifier } from "../src/list/identifiers.ts";
import type { Named } from "../src/list/paper-names.ts";

/** One entry of a real list, as far as a regular expression reads it. */
export interface RealEntry extends Named {
  readonly file: string;
  readonly arxiv?: string;
}

const folder = new URL("../../shared/data/readmes/", import.meta.url);

/** One entry of each list: `title`, and `url`, `authors` and `date` where they stand near it. A light reading, not an importer. */
const patterns: Readonly<Record<string, RegExp>> = {
  "AmberLJC+LLMSys-PaperList": /^ *- \[(?<title>[^\]]+)\]\((?<url>[^)\s]+)\)(?<rest> ?:[^|\n[]+)?/gm,
  "AoqunJin+Awesome-VLA-Post-Training":
    /^\* \*\*\[(?<date>[\d-]+)\]\*\* (?<title>.+?)\.? \(\[\w+\]\((?<url>[^)\s]*)\)/gm,
  "HCPLab-SYSU+Embodied_AI_Paper_List":
    /^\* \*\*(?<title>[^*\n]+)\*\*,?(?:[^\n]*?(?<date>\d{4}))?[^\n]*\n(?<authors>[^\n[]+)\n+[^\n(]*\((?<url>http[^)\s]+)/gm,
  "MrNeRF+awesome-3D-gaussian-splatting@2024-12-30":
    /^### \d+\. (?:\[[^\]\n]*?(?:'(?<year>\d\d))?\] *)?(?<title>[^\n]+)\n+\*\*Authors?\*\*: *(?<authors>[^\n]+)\n(?:(?!###)[^\n]*\n)*?\[📄 Paper[^\]]*\]\((?<url>[^)\s]+)/gm,
  "OSU-NLP-Group+GUI-Agents-Paper-List":
    /^- \[(?<title>[^\n]+)\]\((?<url>http[^)\s]+)\)\n +- (?<authors>[^\n]+)\n(?:[^\n]*\n)??[^\n]*Date: \w+ (?:\d+, )?(?<date>\d{4})/gm,
  "Thinklab-SJTU+Awesome-LLM4AD":
    /^- \[(?<title>[^\n]+)\]\((?<url>http[^)\s]+)\)[^\n]*\n +- (?<authors>[^\n:]+)\n(?:(?!- \[)[^\n]*\n){0,2}? +- Publish Date: *(?<date>[\d.]+)/gm,
  "YanjieZe+awesome-humanoid-robot-learning":
    /^- (?:🌟 ?)?\[[^\]\d]*(?<date>\d{4}[.\d]*)?[^\]]*\]\((?<url>http[^)\s]+)\), *(?<title>[^\n[]+?)(?:, *(?:\[|$)|$)/gm,
  "amusi+CVPR2025-Papers-with-Code":
    /^\*\*(?<title>[^*\n]+)\*\*\s*\n+(?:- [^P][^\n]*\n)?- Paper: *(?:\[[^\]]*\]\()?(?<url>http[^)\s]+)/gm,
  "diff-usion+Awesome-Diffusion-Models":
    /^\*\*(?<title>[^\n]+?)\*\*,? *\\?\n\*(?<authors>[^\n]+?)\*,? *\\?\n[^\n]*?\((?<url>http[^)\s]+)\)[^\n]*\n[^\n]*?(?<date>\d{4})/gm,
  "floodsung+Deep-Learning-Papers-Reading-Roadmap":
    /^\*\*\[\d+\]\*\* (?<authors>[^\n"]+)\. "\*\*(?<title>[^*\n]+?)\.?\*\*[^\n]*?(?<date>\d{4})\)?[^\n]*?\[\[pdf\]\]\((?<url>[^)\s]+)/gm,
  "leofan90+Awesome-World-Models":
    /^\* [^\n"]*"(?<title>[^"\n]+?),?"[^\n]*?(?<date>\d{4}[.\d]*)`?[^\n]*?\[\[Paper\]\( ?(?<url>http[^)\s]+)/gm,
  "thunlp+PromptPapers":
    /^\d+\. +\*\*(?<title>[^*\n]+?)\.?\*\*[^\n]*\n\s*\*(?<authors>(?:\\\*|[^*\n])+)\*[^\n(]*\((?<url>http[^)\s]+)\)[^\n]*?(?<date>\d{4})/gm,
  "worldbench+awesome-vla-for-ad":
    /^\| [^|]*\| \[!\[[^\n]*?\)\]\((?<url>http[^)\s]+)\)<br>(?<title>[^|\n]+?) \|[^|\n]*?(?<date>\d{4})/gm,
  "xlite-dev+Awesome-LLM-Inference":
    /^\|(?<date>\d{4})[.\d]*\| *[^[|\n]*\[[^\]\n]*\] *(?<title>[^|\n]+?) *(?:\(@[^|]*)?\| *\[\[\w+\]\]\((?<url>http[^)\s]+)/gm,
};

/** Every entry of the real lists; undefined where they are not there. */
export function readRealEntries(): readonly RealEntry[] | undefined {
  if (!existsSync(folder)) return undefined;
  return Object.entries(patterns).flatMap(([file, pattern]) => {
    const text = readFileSync(new URL(`${file}.md`, folder), "utf8").replaceAll("\r", "");
    return [...text.matchAll(pattern)].map(({ groups = {} }) => entryOf(file, groups));
  });
}

function entryOf(file: string, groups: Readonly<Record<string, string | undefined>>): RealEntry {
  const { title = "", rest = "", url = "", authors, date, year } = groups;
  const identifier = parseIdentifier(url);
  const names = authors
    ?.split(/,| and /)
    .map((name) => name.replaceAll(/<[^>]*>|[*\\]/g, "").trim())
    .filter((name) => name !== "");
  const day = year === undefined ? date : `20${year}`;
  // Its link holds the nickname that the text goes on from, or begins with again.
  const after = rest.replace(/^ ?: ?/, "");
  const whole = rest === "" ? title : after.startsWith(title) ? after : `${title}: ${after}`;
  return {
    file,
    title: whole.trim(),
    ...(names === undefined || names.length === 0 ? {} : { authors: names }),
    ...(day === undefined ? {} : { date: day.slice(0, 4) }),
    links: [{ kind: "paper", url }],
    ...(identifier?.kind === "arxiv" ? { arxiv: identifier.value } : {}),
  };
}
