import { resolve } from "node:path";
import { checkList } from "../../list/check-list.ts";
import {
  configurationPath,
  defaultConfiguration,
  parseConfiguration,
  type Configuration,
} from "../../list/configuration.ts";
import { parseList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { locateProblems } from "../../list/positions.ts";
import type { Problem } from "../../list/problem.ts";
import { openListDirectory, readText, type ListDirectory } from "../list-directory.ts";
import type { CliIo } from "./io.ts";
import type { Place } from "./placed-problem.ts";
import { UsageError } from "./usage-error.ts";

/** A list repository as far as it could be read, with every problem of its configuration and its list. */
export interface OpenedList {
  readonly directory: ListDirectory;
  readonly place: Place;
  /** The defaults where it is absent or wrong. */
  readonly configuration: Configuration;
  /** The list's own text; undefined where it could not be read. */
  readonly text: string | undefined;
  /** Undefined where the text is no list. It may have problems still. */
  readonly list: List | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads the configuration and the list of the directory `dir`.
 *
 * @param depth `shape`: only what keeps the list from being read; `all`: also what `checkList` finds.
 */
export function openList(io: CliIo, dir: string, depth: "shape" | "all"): OpenedList {
  const root = resolve(io.cwd, dir);
  const directory = openListDirectory(root);
  if (directory === undefined) {
    throw new UsageError(`there is no directory ${dir}; --dir names the one with list.json in it`);
  }
  const configured = readConfiguration(directory);
  const { configuration } = configured;
  const place = { cwd: io.cwd, root, listPath: configuration.list };
  const read = readList(directory, configuration.list, { depth, shown: dir });
  // Where the list is, is what a configuration that cannot be read would say.
  const isGuess = hasErrors(configured.problems) && read.text === undefined;
  const problems = [...configured.problems, ...(isGuess ? [] : read.problems)];
  return { directory, place, configuration, ...read, problems };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

function readConfiguration(directory: ListDirectory): {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
} {
  const file = readText(directory, configurationPath);
  if (file.kind === "absent") return { configuration: defaultConfiguration, problems: [] };
  if (file.kind === "unreadable") return { configuration: defaultConfiguration, problems: [file.problem] };
  const parsed = parseConfiguration(file.text);
  return parsed.ok
    ? { configuration: parsed.value, problems: parsed.warnings ?? [] }
    : { configuration: defaultConfiguration, problems: parsed.problems };
}

function readList(
  directory: ListDirectory,
  path: string,
  { depth, shown }: { readonly depth: "shape" | "all"; readonly shown: string },
): Pick<OpenedList, "text" | "list" | "problems"> {
  const file = readText(directory, path);
  if (file.kind === "unreadable") return { text: undefined, list: undefined, problems: [file.problem] };
  if (file.kind === "absent") return { text: undefined, list: undefined, problems: [noList(path, shown)] };
  const { text } = file;
  const parsed = parseList(text);
  if (!parsed.ok) return { text, list: undefined, problems: locateProblems(text, parsed.problems) };
  const found = [...(parsed.warnings ?? []), ...(depth === "all" ? checkList(parsed.value) : [])];
  return { text, list: parsed.value, problems: locateProblems(text, found) };
}

function noList(path: string, dir: string): Problem {
  const where = dir === "." ? "this directory" : dir;
  return {
    code: "empty-file",
    severity: "error",
    field: path,
    message: `No ${path} in ${where}. Name the directory of a list with --dir, or make the file.`,
    example: '{ "title": "Awesome Things", "taxonomy": [{ "id": "all", "title": "All" }], "papers": [] }',
  };
}
