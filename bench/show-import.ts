import { printEntries } from "../src/app/print-entries.ts";
import { type ImportedList, importReadme } from "../src/import/import-readme.ts";
import { withoutRegions } from "../src/import/without-regions.ts";
import type { Paper } from "../src/list/paper.ts";
import { compareEntries } from "./measure-import.ts";

const mostShown = 5;

/**
 * Entries that are kept as written, or would be without that, by how the templates print them otherwise: the characters
 * around the first difference, letters and digits made alike.
 */
export function showImport(original: string): string {
  const imported = importReadme(original, { printEntries });
  const { outcomes } = compareEntries(original, withoutRegions(imported.readme), imported);
  const papers = paperByText(imported);
  const notPrinted = outcomes.filter(({ kept }) => kept !== "from fields");
  const explained = notPrinted.map((outcome) => {
    const paper = papers.get(outcome.text);
    const where =
      paper === undefined ? { reason: outcome.kept, printed: "" } : differenceOf(outcome.text, paper, imported);
    return { ...outcome, ...where };
  });
  const groups = [...Map.groupBy(explained, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const styles = [...imported.templates]
    .filter(([name]) => name.startsWith("entry"))
    .map(([name, text]) => `${name}: ${text}`);
  const shown = groups.map(([reason, those]) => {
    const samples = those.slice(0, mostShown).map(({ line, text, printed }) => `${line}:\n- ${text}\n+ ${printed}`);
    return `${those.length} × ${reason}\n${samples.join("\n")}`;
  });
  return [...styles, `${notPrinted.length} of ${outcomes.length} not from fields`, ...shown].join("\n\n");
}

function paperByText({ list }: ImportedList): ReadonlyMap<string, Paper> {
  return new Map(
    list.papers.flatMap((paper) => {
      const { entry = [] } = paper.asWritten ?? {};
      const texts = typeof entry === "string" ? [entry] : Object.values(entry);
      return texts.map((text) => [text, paper] as const);
    }),
  );
}

/** By the style that comes nearest. */
function differenceOf(text: string, { asWritten, ...paper }: Paper, { templates }: ImportedList) {
  const { entry: _entry, ...parts } = asWritten ?? {};
  const number = Number(/^\D{0,6}(\d{1,6})/.exec(text)?.[1] ?? 1);
  const asked = [{ paper: { ...paper, asWritten: parts }, category: paper.categories[0] ?? "", number }];
  const styles = [...templates.keys()].filter((name) => /^entry(?:-\d+)?\.liquid$/.test(name));
  const [nearest] = styles
    .flatMap((name) => printEntries(templates, name, asked)[0] ?? [])
    .map((printed) => ({ printed: printed.replace(/\n$/, ""), at: firstDifference(text, printed) }))
    .toSorted((a, b) => b.at - a.at);
  if (nearest === undefined) return { reason: "the template fails", printed: "" };
  const { printed, at } = nearest;
  const around = (of: string): string =>
    JSON.stringify(
      of
        .slice(Math.max(0, at - 6), at + 6)
        .replaceAll(/\p{L}+/gu, "a")
        .replaceAll(/\d+/g, "0"),
    );
  return { reason: `${around(text)} printed as ${around(printed)}`, printed };
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
