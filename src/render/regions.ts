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
}

/** First in a file that is ours as a whole. */
export const generatedMark = "<!-- awesome-papers:generated -->";

const mark = /^<!-- awesome-papers:(?<kind>begin|end) (?<name>[\w.-]+) -->[ \t]*$/;
const fence = /^ {0,3}(?<ticks>`{3,}|~{3,})(?<info>.*)$/;

/** The regions of a file in order; marks inside fenced code are text. Every mark that has no partner is a problem with its line. */
export function findRegions(text: string, file: string): FoundRegions {
  const regions: Region[] = [];
  const problems: Problem[] = [];
  if (!text.includes("<!-- awesome-papers:")) return { regions, problems };
  const seen = new Set<string>();
  let open: Omit<Region, "end"> | undefined;
  let code: string | undefined;
  let line = 0;
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
    const { kind, name = "" } = mark.exec(line === 1 ? content.replace(/^\uFEFF/, "") : content)?.groups ?? {};
    if (kind === "begin") {
      if (open !== undefined) report("region-not-closed", open, "begins and does not end before the next one begins");
      if (seen.has(name)) report("region-repeated", { name, line }, "is there twice; each stands once in a file");
      seen.add(name);
      open = { name, line, start: start + whole.length, newline: newline === "" ? "\n" : newline };
    } else if (kind === "end") {
      if (open?.name === name) regions.push({ ...open, end: start });
      else report("region-not-closed", { name, line }, "ends here, and has not begun");
      if (open?.name === name) open = undefined;
    }
  }
  if (open !== undefined)
    report("region-not-closed", open, `has no end: add the line <!-- awesome-papers:end ${open.name} --> after it`);
  return { regions, problems };

  function report(
    code_: ProblemCode,
    { name, line: at }: { readonly name: string; readonly line: number },
    what: string,
  ): void {
    const message = `The region ${quote(name)} ${what}. Nothing in this file is written until that is mended.`;
    const example = `<!-- awesome-papers:end ${name} -->`;
    problems.push({
      code: code_,
      severity: "error",
      field: "regions",
      message,
      file,
      given: name,
      example,
      position: { line: at, column: 1 },
    });
  }
}

/** The text with what stands in the regions replaced; every other byte is kept. */
export function replaceRegions(text: string, regions: readonly Region[], contentOf: (name: string) => string): string {
  let result = "";
  let from = 0;
  for (const { name, start, end, newline } of regions) {
    const content = contentOf(name).trim();
    const lines = content === "" ? "" : `\n${content}\n\n`;
    result += text.slice(from, start) + (newline === "\n" ? lines : lines.replaceAll("\n", newline));
    from = end;
  }
  return result + text.slice(from);
}
