import { mkdirSync } from "node:fs";
import type { ImportedList } from "../../import/import-readme.ts";
import { configurationPath } from "../../list/configuration.ts";
import type { Problem } from "../../list/problem.ts";
import { writeText } from "../list-directory.ts";
import { adoptedFiles, filesInTheWay } from "./adopted-files.ts";
import type { CliIo } from "./io.ts";
import { makeOutputs, writeOutputs } from "./make-outputs.ts";
import { hasErrors, openList } from "./open-list.ts";
import { pathFrom, placeProblems, type PlacedProblem } from "./placed-problem.ts";
import { UsageError } from "./usage-error.ts";

export interface Adoption {
  /** The list repository to be, absolute. */
  readonly root: string;
  /** Of the README in it. */
  readonly path: string;
  /** The README as it was read. */
  readonly text: string;
  /** Write over files that are there. */
  readonly force: boolean;
  readonly io: CliIo;
}

export interface WrittenList {
  /** Paths as they are written where the command runs. */
  readonly written?: readonly string[];
  readonly problems: readonly PlacedProblem[];
}

/** Writes an imported list and what `build` makes of it; nothing where that would be over a file of somebody else. */
export async function writeAdopted(imported: ImportedList, adoption: Adoption): Promise<WrittenList> {
  const { root, path: readme, text, force, io } = adoption;
  mkdirSync(root, { recursive: true });
  const before = openList(io, root, "shape");
  // That the list which it names is not there yet is no mistake.
  const wrong = before.problems.filter(({ file, code }) => file === configurationPath && code !== "empty-file");
  if (hasErrors(wrong)) return { problems: placeProblems(wrong, before.place) };
  const files = adoptedFiles(imported, readme, before);
  const inTheWay = force ? [] : filesInTheWay(files, before, { path: readme, text });
  if (inTheWay.length > 0) {
    const names = inTheWay.slice(0, 3).map((path) => pathFrom(before.place, path));
    const more = inTheWay.length > 3 ? ` and ${inTheWay.length - 3} more` : "";
    const what = `${names.join(", ")}${more} would be overwritten`;
    throw new UsageError(`${what}; name another directory with --out, or write over them with --force`);
  }
  const refused = [...files].flatMap(([path, content]) => writeText(before.directory, path, content) ?? []);
  const opened = openList(io, root, "all");
  const shown = (path: string): string => pathFrom(opened.place, path);
  // A warning about a paper is for `check` to tell; what is odd in the README, the report tells.
  const problems: Problem[] = [...refused, ...opened.problems.filter(({ severity }) => severity === "error")];
  if (opened.list === undefined || hasErrors(problems)) {
    return { written: [...files.keys()].map(shown), problems: placeProblems(problems, opened.place) };
  }
  const made = await makeOutputs(opened, opened.list);
  problems.push(...made.problems, ...writeOutputs(opened, made.differences));
  const written = [...new Set([...files.keys(), ...made.differences.map(({ path }) => path)])];
  return { written: written.map(shown), problems: placeProblems(problems, opened.place) };
}
