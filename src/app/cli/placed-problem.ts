import { isAbsolute, join, relative } from "node:path";
import { compareText } from "../../list/compare-text.ts";
import type { Position, Problem } from "../../list/problem.ts";

/** A problem with the place where a person finds it: a path that can be opened from where the command runs. */
export interface PlacedProblem extends Problem {
  readonly file: string;
  readonly position: Position;
}

/** What tells where the files of a problem are. */
export interface Place {
  /** Where the command runs. */
  readonly cwd: string;
  /** The list repository, absolute. */
  readonly root: string;
  readonly listPath: string;
}

/**
 * In order of file, line and column; what has no place of its own stands at the beginning of its file. Once each: two
 * outputs that use one template have the same fault.
 */
export function placeProblems(problems: readonly Problem[], place: Place): readonly PlacedProblem[] {
  const placed = problems.map((problem) => ({
    ...problem,
    file: pathFrom(place, problem.file ?? place.listPath),
    position: problem.position ?? { line: 1, column: 1 },
  }));
  return [...new Map(placed.map((problem) => [keyOf(problem), problem])).values()].toSorted(
    (a, b) => compareText(a.file, b.file) || a.position.line - b.position.line || a.position.column - b.position.column,
  );
}

function keyOf({ file, position, code, message }: PlacedProblem): string {
  return JSON.stringify([file, position.line, position.column, code, message]);
}

/** The path of a file of the list repository as it is written where the command runs; absolute where it is elsewhere. */
export function pathFrom({ cwd, root }: Place, file: string): string {
  const path = join(root, file);
  const way = relative(cwd, path).replaceAll("\\", "/");
  return way.startsWith("../") || isAbsolute(way) ? path.replaceAll("\\", "/") : way;
}
