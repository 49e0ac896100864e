import { paperFields } from "../../list/paper-fields.ts";
import type { Problem } from "../../list/problem.ts";
import type { FieldTexts } from "./draft-papers.ts";

/** The command line that would do: what was given and is right, and an example for what is missing or wrong. */
export function exampleCommand(given: string, texts: FieldTexts, problems: readonly Problem[]): string {
  const errors = new Map(
    problems.filter((problem) => problem.severity === "error").map((problem) => [problem.field, problem]),
  );
  const link = errors.get("links");
  const words = ["awesome-papers", "add", shellWord(link === undefined ? given : (link.example ?? "2506.20966"))];
  for (const { name } of paperFields) {
    if (name === "links") continue;
    const problem = errors.get(name);
    const text = problem === undefined ? texts[name] : (problem.nearest ?? problem.example ?? "…");
    if (text === undefined) continue;
    for (const part of name === "categories" ? text.split("\n") : [text]) words.push(optionOf(name), shellWord(part));
  }
  return words.join(" ");
}

/** How the command line calls a field of a problem: `--category`, `--title`, or the paper itself. */
export function optionOf(field: string): string {
  if (field === "categories") return "--category";
  return paperFields.some(({ name }) => name === field && name !== "links") ? `--${field}` : "paper";
}

/** Quoted for a POSIX shell where that matters. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
