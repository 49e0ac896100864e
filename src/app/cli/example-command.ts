import { paperFields } from "../../list/paper-fields.ts";
import type { Problem } from "../../list/problem.ts";
import type { CategorySuggestion } from "../../list/suggest-categories.ts";
import { commandLine, shellWord } from "./command-line.ts";
import type { FieldTexts } from "./derive-given-paper.ts";
import type { CliIo } from "./io.ts";

/** Stands where a person has to write something. Never the facts of another paper: an example is copied as it is. */
export const placeholder = "…";

export interface ExampleFacts {
  readonly io: Pick<CliIo, "env">;
  readonly dir: string;
  readonly given: string;
  readonly texts: FieldTexts;
  readonly problems: readonly Problem[];
  /** Where it may belong, the likeliest first. */
  readonly categories: readonly CategorySuggestion[];
}

/** The command line that would do: what was given and is right, what it was probably meant to be, and where to fill in. */
export function exampleCommand({ io, dir, given, texts, problems, categories }: ExampleFacts): string {
  const errors = problems.filter((problem) => problem.severity === "error");
  const words = [commandLine(io, "add", dir), mended("links", given)];
  for (const { name } of paperFields) {
    if (name === "links") continue;
    const text = texts[name] ?? (errors.some(({ field }) => field === name) ? placeholder : undefined);
    if (text === undefined) continue;
    for (const part of name === "categories" ? text.split("\n") : [text])
      words.push(optionOf(name), part === placeholder ? blank(name) : mended(name, part));
  }
  if (errors.some(({ code }) => code === "likely-duplicate")) words.push("--anyway");
  return words.join(" ");

  function mended(field: string, text: string): string {
    const own = errors.filter((problem) => problem.field === field);
    // Of several categories only those that are wrong are changed.
    const parts = text.split(/\s*[,;]\s*/);
    const problem = field === "categories" ? own.find((one) => parts.includes(one.given ?? "")) : own[0];
    if (problem === undefined) return shellWord(text);
    // The paper that a title was found to be near to.
    const nearest = problem.nearest ?? (problem.code === "not-found" ? problem.example : undefined);
    return nearest === undefined ? blank(field) : shellWord(nearest);
  }

  function blank(field: string): string {
    const [likeliest] = field === "categories" ? categories : [];
    return likeliest === undefined ? `"${placeholder}"` : shellWord(likeliest.path);
  }
}

/** How the command line calls a field of a problem: `--category`, `--title`, or the paper itself. */
export function optionOf(field: string): string {
  if (field === "categories") return "--category";
  return paperFields.some(({ name }) => name === field && name !== "links") ? `--${field}` : "paper";
}
