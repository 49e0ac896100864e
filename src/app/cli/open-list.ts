import { resolve } from "node:path";
import { checkList } from "../../list/check-list.ts";
import {
  configurationPath,
  defaultConfiguration,
  parseConfiguration,
  positionInConfiguration,
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
  /** Undefined where there is none that can be read. */
  readonly configurationText: string | undefined;
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
  const { configuration, text: configurationText } = configured;
  const place = { cwd: io.cwd, root, listPath: configuration.list };
  const read = readList(directory, configuration.list, { depth, shown: dir, configurationText });
  // Where the list is, is what a configuration that cannot be read would say.
  const isGuess = hasErrors(configured.problems) && read.text === undefined;
  const problems = [...configured.problems, ...(isGuess ? [] : read.problems)];
  return { directory, place, configuration, configurationText, ...read, problems };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

function readConfiguration(directory: ListDirectory): {
  readonly configuration: Configuration;
  readonly text?: string;
  readonly problems: readonly Problem[];
} {
  const file = readText(directory, configurationPath);
  if (file.kind === "absent") return { configuration: defaultConfiguration, problems: [] };
  if (file.kind === "unreadable") return { configuration: defaultConfiguration, problems: [file.problem] };
  const parsed = parseConfiguration(file.text);
  const { text } = file;
  return parsed.ok
    ? { configuration: parsed.value, text, problems: parsed.warnings ?? [] }
    : { configuration: defaultConfiguration, text, problems: parsed.problems };
}

interface ReadOptions {
  readonly depth: "shape" | "all";
  /** The directory, as it was given. */
  readonly shown: string;
  readonly configurationText: string | undefined;
}

function readList(
  directory: ListDirectory,
  path: string,
  { depth, shown, configurationText }: ReadOptions,
): Pick<OpenedList, "text" | "list" | "problems"> {
  const file = readText(directory, path);
  if (file.kind === "unreadable") return { text: undefined, list: undefined, problems: [file.problem] };
  if (file.kind === "absent")
    return { text: undefined, list: undefined, problems: [noList(path, shown, configurationText)] };
  const { text } = file;
  const parsed = parseList(text);
  if (!parsed.ok) return { text, list: undefined, problems: locateProblems(text, parsed.problems) };
  const found = [...(parsed.warnings ?? []), ...(depth === "all" ? checkList(parsed.value) : [])];
  return { text, list: parsed.value, problems: locateProblems(text, found) };
}

function noList(path: string, dir: string, configurationText: string | undefined): Problem {
  const where = dir === "." ? "this directory" : dir;
  const position =
    configurationText === undefined ? undefined : positionInConfiguration(configurationText, "list", path);
  if (position !== undefined) {
    const message = `No ${path} in ${where}, and the configuration names it as the list. Make the file, or mend "list" here.`;
    return {
      code: "empty-file",
      severity: "error",
      field: "configuration.list",
      file: configurationPath,
      message,
      position,
    };
  }
  return {
    code: "empty-file",
    severity: "error",
    field: path,
    message: `No ${path} in ${where}. Name the directory of a list with --dir, or make the file.`,
    example: '{ "title": "Awesome Things", "taxonomy": [{ "id": "all", "title": "All" }], "papers": [] }',
  };
}
