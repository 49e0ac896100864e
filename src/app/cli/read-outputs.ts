import type { Problem } from "../../list/problem.ts";
import { outputPaths } from "../../render/output-paths.ts";
import { readText } from "../list-directory.ts";
import type { OpenedList } from "./open-list.ts";

/** The present text of every output that can be read; nothing where there is no such file. */
export function readOutputs({ directory, configuration }: OpenedList): {
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly problems: readonly Problem[];
} {
  const files = new Map<string, string | undefined>();
  const problems: Problem[] = [];
  for (const path of outputPaths(configuration)) {
    const file = readText(directory, path);
    if (file.kind === "unreadable") problems.push(file.problem);
    else files.set(path, file.kind === "text" ? file.text : undefined);
  }
  return { files, problems };
}
