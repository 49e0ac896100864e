import type { Named } from "../src/list/paper-names.ts";
import type { RealEntry } from "./real-entries.ts";

/** A question whose right answer is known. */
export interface DuplicateCase {
  readonly kind: string;
  readonly question: Named;
  /** The arXiv id of the paper it is; undefined for a paper that is not there. */
  readonly answer: string | undefined;
  /** What is in the index. */
  readonly known: readonly RealEntry[];
}

/** Ways to write a title otherwise that change nothing of what it says. */
const rewritings: Readonly<Record<string, (title: string) => string>> = {
  "upper case": (title) => title.toUpperCase(),
  LaTeX: (title) => `{\\textbf{${title.replace(/(\w)o/, '$1\\"{o}').replaceAll("&", "\\&")}}}`,
  accents: (title) => title.normalize("NFD").replace(/e/, "e\u0301"),
  "dashes and quotes": (title) => `\u201c${title.replaceAll("-", "\u2011").replaceAll("'", "\u2019")}\u201d`,
  "full width": (title) => title.replaceAll(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  "other separator": (title) => title.replace(": ", " \u2014 "),
  "hyphens left out": (title) => title.replaceAll(/(?<=[a-z])-(?=[a-z])/gi, ""),
};

/** Ways to shorten one: these may ask. */
const shortenings: Readonly<Record<string, (title: string) => string>> = {
  "nickname left out": (title) => title.replace(/^[^\s:]+: (?=(?:\S+ ){5})/, ""),
  "subtitle left out": (title) => title.replace(/^(\S+ \S+ [^:]*): .*$/, "$1"),
  "cut off": (title) => (title.length < 50 ? title : `${title.slice(0, Math.ceil(title.length * 0.6))}...`),
  "a letter lost": (title) => title.replace(/([a-z]{4})[a-z]([a-z]{3})/, "$1$2"),
};

export const shortened: ReadonlySet<string> = new Set(Object.keys(shortenings));

/**
 * The labelled cases, and what was left out of them: wrong pastes (one id under titles that share less than half of their
 * pairs of letters, and none of which holds the other) and entries whose very title stands under another id too.
 */
export function duplicateCases(entries: readonly RealEntry[]): {
  readonly papers: readonly RealEntry[];
  readonly cases: readonly DuplicateCase[];
  readonly wrongPastes: number;
} {
  const withId = entries.filter((entry) => entry.arxiv !== undefined);
  const idsOfTitle = Map.groupBy(withId, (entry) => lettersOf(entry.title));
  const clean = withId.filter(
    (entry) => new Set(idsOfTitle.get(lettersOf(entry.title))?.map(({ arxiv }) => arxiv)).size === 1,
  );
  const papers = [...Map.groupBy(clean, ({ arxiv }) => arxiv).values()].flatMap((all) => all.slice(0, 1));
  const first = new Map(papers.map((paper) => [paper.arxiv, paper]));
  const others = clean.filter((entry) => first.get(entry.arxiv) !== entry);
  const repeats = others.filter((entry) => areOnePaper(entry.title, first.get(entry.arxiv)?.title ?? ""));
  const cases: DuplicateCase[] = repeats.flatMap((entry) => {
    const { arxiv: answer } = entry;
    const mirror = linked(entry, `https://huggingface.co/papers/${answer}`);
    const forum = linked(entry, "https://openreview.net/forum?id=another-page");
    return [
      { kind: "same id, asked without", question: bare(entry), answer, known: papers },
      { kind: "same id, a mirror's link", question: mirror, answer, known: papers },
      { kind: "same title, another page", question: forum, answer, known: papers },
    ];
  });
  for (const paper of papers.filter((_paper, at) => at % 5 === 0)) {
    for (const [kind, write] of Object.entries({ ...rewritings, ...shortenings })) {
      const title = write(paper.title);
      if (title !== paper.title)
        cases.push({ kind, question: { ...bare(paper), title }, answer: paper.arxiv, known: papers });
    }
  }
  const halves = [0, 1].map((half) => papers.filter((_paper, at) => at % 2 === half));
  for (const [at, paper] of papers.entries())
    cases.push({ kind: "another paper", question: bare(paper), answer: undefined, known: halves[(at + 1) % 2] ?? [] });
  for (const [a, b] of sequels(papers))
    cases.push({ kind: "numbered sequel", question: bare(b), answer: undefined, known: [a] });
  return { papers, cases, wrongPastes: withId.length - clean.length + others.length - repeats.length };
}

function bare({ title, authors, date }: RealEntry): Named {
  return { title, ...(authors === undefined ? {} : { authors }), ...(date === undefined ? {} : { date }) };
}

function linked(entry: RealEntry, url: string): Named {
  return { ...bare(entry), links: [{ kind: "paper", url }] };
}

/** Titles of different papers that are equal but for their numbers, or whose names before the colon are. */
function sequels(papers: readonly RealEntry[]): readonly (readonly [RealEntry, RealEntry])[] {
  const unnumbered = ({ title }: RealEntry) => lettersOf(title.split(":", 1)[0] ?? "").replaceAll(/v?\d+/g, "");
  return [
    ...Map.groupBy(
      papers.filter(({ title }) => /^[^:]*\d/.test(title)),
      unnumbered,
    ),
  ]
    .filter(([name, all]) => name.length > 1 && all.length > 1)
    .flatMap(([, all]) => all.slice(1).map((paper, at) => [all[at] ?? paper, paper] as const));
}

function areOnePaper(a: string, b: string): boolean {
  const [left, right] = [lettersOf(a), lettersOf(b)];
  if (left.includes(right) || right.includes(left)) return true;
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
  const all = pairs(right);
  const shared = pairs(left).filter((pair) => {
    const at = all.indexOf(pair);
    if (at !== -1) all.splice(at, 1);
    return at !== -1;
  });
  return (2 * shared.length) / (left.length + right.length - 2) >= 0.5;
}

function lettersOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^\p{L}\p{N}+]/gu, "");
}
