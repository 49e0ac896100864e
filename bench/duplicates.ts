import { findDuplicate, indexOf, indexPapers, type PaperIndex } from "../src/list/duplicates.ts";
import { findLikelyDuplicates } from "../src/list/likely-duplicates.ts";
import type { Named } from "../src/list/paper-names.ts";
import type { Paper } from "../src/list/paper.ts";
import { duplicateCases, shortened, type DuplicateCase } from "./duplicate-cases.ts";
import { printTable } from "./print-table.ts";
import { readRealEntries, type RealEntry } from "./real-entries.ts";
import { repeatedList } from "./repeated-list.ts";

interface Tally {
  asked: number;
  certain: number;
  wrong: number;
  likely: number;
  wrongLikely: number;
}

/** Recall and precision on the real lists, and the time of a look. `npm run bench -- duplicates --misses` names what went wrong. */
export function benchDuplicates(): string {
  const entries = readRealEntries();
  const real =
    entries === undefined ? "Recall and precision: skipped, ../shared/data is not there." : measureRecall(entries);
  return `${real}\n\n${measureTime(entries)}`;
}

function measureRecall(entries: readonly RealEntry[]): string {
  const { papers, cases, wrongPastes } = duplicateCases(entries);
  const tallies = new Map<string, Tally>();
  const misses: string[] = [];
  for (const one of cases) {
    const tally = tallies.get(one.kind) ?? { asked: 0, certain: 0, wrong: 0, likely: 0, wrongLikely: 0 };
    tallies.set(one.kind, tally);
    const answer = ask(one);
    tally.asked += 1;
    if (answer === "certain" || answer === "likely" || answer === "wrong") tally[answer] += 1;
    if (answer === "wrong likely") tally.wrongLikely += 1;
    const isMissed = one.answer === undefined ? answer !== "silent" : answer !== "certain" && answer !== "likely";
    if (isMissed) misses.push(`${one.kind}: ${answer}: ${one.question.title}`);
  }
  const rows = [...tallies].map(([kind, t]) => [
    kind,
    ...[
      t.asked,
      t.certain,
      t.wrong,
      t.likely,
      t.wrongLikely,
      t.asked - t.certain - t.wrong - t.likely - t.wrongLikely,
    ].map(String),
  ]);
  const heads = ["case", "asked", "certain, right", "certain, wrong", "likely, right", "likely, wrong", "silent"];
  const list = process.argv.includes("--misses") ? `\n\n${misses.join("\n")}` : "";
  return `${papers.length} papers, ${wrongPastes} entries left out as wrong pastes.\n\n${printTable(heads, rows)}\n\n${sums(tallies)}${list}`;
}

type Answer = "certain" | "wrong" | "likely" | "wrong likely" | "silent";

function ask(one: DuplicateCase): Answer {
  const index = indexOf(one.known);
  const certain = findDuplicate(index, one.question);
  if (certain !== undefined) return certain.paper.arxiv === one.answer ? "certain" : "wrong";
  const likely = findLikelyDuplicates(index, one.question);
  if (likely.length === 0) return "silent";
  return likely.some(({ paper }) => paper.arxiv === one.answer) ? "likely" : "wrong likely";
}

function sums(tallies: ReadonlyMap<string, Tally>): string {
  const share = (part: number, whole: number) => (part / whole).toFixed(4);
  const all = [...tallies];
  const sum = (of: typeof all, count: (tally: Tally) => number) =>
    of.reduce((total, [, tally]) => total + count(tally), 0);
  const negative = new Set(["another paper", "numbered sequel"]);
  const positive = all.filter(([kind]) => !negative.has(kind));
  const whole = positive.filter(([kind]) => !shortened.has(kind));
  const right = sum(all, (t) => t.certain);
  const found = sum(positive, (t) => t.certain + t.likely);
  return [
    `Certain: recall ${share(
      sum(whole, (t) => t.certain),
      sum(whole, (t) => t.asked),
    )} of whole titles (${share(
      right,
      sum(positive, (t) => t.asked),
    )} with shortened ones), precision ${share(right, right + sum(all, (t) => t.wrong))}.`,
    `Certain or likely: recall ${share(
      found,
      sum(positive, (t) => t.asked),
    )}, precision ${share(found, found + sum(all, (t) => t.wrong + t.wrongLikely))}.`,
  ].join(" ");
}

/** Index and look-ups on 100,000 papers, beside JSON.parse of that list. */
function measureTime(entries: readonly RealEntry[] | undefined): string {
  const text = repeatedList(100_000);
  const lists = { "its own titles": text, ...(entries && { "real titles, crossed": crossed(text, entries) }) };
  const heads = [
    "our list, 100,000",
    "JSON.parse",
    "index",
    "of words",
    "both / JSON.parse",
    "a look",
    "99th",
    "slowest",
  ];
  return printTable(heads, Object.entries(lists).map(timesOf));
}

function timesOf([name, text]: readonly [string, string]): readonly string[] {
  const runs = Array.from({ length: 3 }, () => {
    const [parse, list] = timed(() => JSON.parse(text) as { readonly papers: readonly Paper[] });
    const [exact, index] = timed(() => indexPapers(list.papers));
    const [words] = timed(() => findLikelyDuplicates(index, { title: "Warm" }));
    return { parse, exact, words, index };
  }).toSorted((a, b) => (a.exact + a.words) / a.parse - (b.exact + b.words) / b.parse);
  const { parse, exact, words, index } = runs[1] as (typeof runs)[number];
  const asked = index.papers.filter((_paper, at) => at % 100 === 0).map(({ title }) => `${title.slice(0, -3)} anew`);
  // The engine compiles for the first.
  for (const title of asked.slice(0, 50)) look(index, { title });
  const looks = asked.map((title) => timed(() => look(index, { title }))[0]).toSorted((a, b) => a - b);
  const of = (share: number) => `${(looks[Math.ceil(share * looks.length) - 1] ?? Number.NaN).toFixed(2)} ms`;
  const build = [parse, exact, words].map((time) => `${time.toFixed(0)} ms`);
  return [name, ...build, `${((exact + words) / parse).toFixed(1)} x`, of(0.5), of(0.99), of(1)];
}

function look(index: PaperIndex, paper: Named): unknown {
  return findDuplicate(index, paper) ?? findLikelyDuplicates(index, paper);
}

/** The same list with the beginning of one real title and the end of another, and with authors where they are known. */
function crossed(text: string, entries: readonly RealEntry[]): string {
  const list = JSON.parse(text) as { readonly papers: readonly Paper[] };
  const papers = list.papers.map((paper, at) => {
    const [one, other] = [entries[at % entries.length], entries[(at * 31 + 7) % entries.length]];
    const beginning = one?.title.split(" ").slice(0, 4) ?? [];
    const end = other?.title.split(" ") ?? [];
    const title = [...beginning, ...end.slice(end.length >> 1), Math.floor(at / entries.length)].join(" ");
    return { ...paper, title, authors: one?.authors ?? [] };
  });
  return JSON.stringify({ ...list, papers }, undefined, 2);
}

function timed<T>(run: () => T): readonly [number, T] {
  const start = performance.now();
  const value = run();
  return [performance.now() - start, value];
}
