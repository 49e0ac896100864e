import type { Problem, ProblemCode } from "../list/problem.ts";
import { quote } from "../list/quote.ts";

/** A part of a file that is ours, between its two marks. */
export interface Region {
  readonly name: string;
  /** 1-based line of the begin mark. */
  readonly line: number;
  /** From after the begin mark's line break to before the end mark. */
  readonly start: number;
  readonly end: number;
  /** The line break of the begin mark's line. */
  readonly newline: string;
}

export interface FoundRegions {
  readonly regions: readonly Region[];
  readonly problems: readonly Problem[];
  /** The first line with a mark that is text because it does not begin its line; absent where there is none. */
  readonly indented?: number;
}

/** First in a file that is ours as a whole. */
export const generatedMark = "<!-- awesome-papers:generated -->";

const mark = /^<!-- awesome-papers:(?<kind>begin|end) (?<name>[\w.-]+) -->[ \t]*$/;
/** What was probably meant as one: other spaces, another case, `awesome-paper`, no name. */
const nearMark =
  /^(?<indent>[ \t]*)<!--\s*awesome[-_ ]?papers?\s*:\s*(?<kind>begin|end)\b[\s:]*(?<name>[\w.-]*?)\s*-->\s*$/i;
/** Longer lines are none, and would take long to look at. */
const longestMark = 300;
const fence = /^ {0,3}(?<ticks>`{3,}|~{3,})(?<info>.*)$/;

const untilMended = "Nothing in this file is written until that is mended.";

/** The regions of a file in order; marks inside fenced code are text. Every mark that has no partner is a problem with its line. */
export function findRegions(text: string, file: string): FoundRegions {
  const regions: Region[] = [];
  const problems: Problem[] = [];
  if (!/awesome[-_ ]?paper/i.test(text)) return { regions, problems };
  const seen = new Set<string>();
  let open: Omit<Region, "end"> | undefined;
  let code: string | undefined;
  let line = 0;
  let indented: number | undefined;
  // What stands in a region is written anew, so these matter only where it does not end.
  const inside: Problem[] = [];
  for (const { 0: whole, index: start, groups } of text.matchAll(/(?<content>.*)(?<newline>\r?\n|$)/g)) {
    line += 1;
    const { content = "", newline = "\n" } = groups ?? {};
    const { ticks = "", info = "" } = fence.exec(content)?.groups ?? {};
    if (code !== undefined) {
      if (ticks.startsWith(code) && info.trim() === "") code = undefined;
      continue;
    }
    // What stands in a region is ours and may be anything; it is written anew.
    if (open === undefined && ticks !== "" && !(ticks.startsWith("`") && info.includes("`"))) {
      code = ticks;
      continue;
    }
    const plain = line === 1 ? content.replace(/^\uFEFF/, "") : content;
    const { kind, name = "" } = mark.exec(plain)?.groups ?? {};
    if (kind === undefined && plain.length <= longestMark) lookForNearMark(plain);
    if (kind === "begin") {
      if (open !== undefined) reportNoEnd(open, "begins and does not end before the next one begins: add the line");
      if (seen.has(name)) report("region-repeated", { name, line }, "is there twice; each stands once in a file", {});
      seen.add(name);
      open = { name, line, start: start + whole.length, newline: newline === "" ? "\n" : newline };
    } else if (kind === "end") {
      if (open?.name === name) {
        regions.push({ ...open, end: start });
        open = undefined;
        inside.length = 0;
      } else {
        const example = `<!-- awesome-papers:begin ${name} -->`;
        const what = `ends here, and has not begun: add the line ${example} before it`;
        report("region-not-closed", { name, line }, what, { example });
      }
    }
  }
  if (open !== undefined) reportNoEnd(open, "has no end: add the line");
  return { regions, problems, ...(indented === undefined ? {} : { indented }) };

  function reportNoEnd(region: { readonly name: string; readonly line: number }, what: string): void {
    const example = `<!-- awesome-papers:end ${region.name} -->`;
    problems.push(...inside.splice(0));
    report("region-not-closed", region, `${what} ${example} after it`, { example });
  }

  function lookForNearMark(content: string): void {
    const { indent = "", kind, name = "" } = nearMark.exec(content)?.groups ?? {};
    if (kind === undefined) return;
    // In a list or in code it may be an example.
    if (indent !== "") {
      indented ??= line;
      return;
    }
    const example = `<!-- awesome-papers:${kind.toLowerCase()} ${name === "" ? "list" : name} -->`;
    const message = `${quote(content.trim())} is nearly the mark of a region. Write it as ${example}. ${untilMended}`;
    const facts = { given: content.trim().slice(0, 200), nearest: example, position: { line, column: 1 } };
    const found = open === undefined ? problems : inside;
    found.push({ code: "region-unknown", severity: "error", field: "regions", message, file, ...facts });
  }

  function report(
    code_: ProblemCode,
    { name, line: at }: { readonly name: string; readonly line: number },
    what: string,
    facts: Partial<Problem>,
  ): void {
    const message = `The region ${quote(name)} ${what}. ${untilMended}`;
    problems.push({
      code: code_,
      severity: "error",
      field: "regions",
      message,
      file,
      given: name,
      position: { line: at, column: 1 },
      ...facts,
    });
  }
}

/**
 * The text with what stands in the regions replaced; every other byte is kept, empty lines at both ends of a region too.
 * In an empty region one comes before and one after the content.
 */
export function replaceRegions(text: string, regions: readonly Region[], contentOf: (name: string) => string): string {
  let result = "";
  let from = 0;
  for (const { name, start, end, newline } of regions) {
    const content = withoutBlankEnds(contentOf(name)).join(newline);
    result += text.slice(from, start);
    if (content !== "") {
      const [above, below] = blankEnds(text.slice(start, end)) ?? [newline, newline];
      result += above + content + newline + below;
    }
    from = end;
  }
  return result + text.slice(from);
}

function withoutBlankEnds(content: string): readonly string[] {
  const lines = content.split("\n");
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1);
}

/** The empty lines that a text begins and ends with, with their line breaks; undefined where there are no others. */
function blankEnds(text: string): readonly [string, string] | undefined {
  const lines = text.split(/(?<=\n)/);
  const first = lines.findIndex(isText);
  return first === -1
    ? undefined
    : [lines.slice(0, first).join(""), lines.slice(lines.findLastIndex(isText) + 1).join("")];
}

function isText(line: string): boolean {
  return line.trim() !== "";
}
