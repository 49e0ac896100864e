import { isUtf8 } from "node:buffer";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { printMergeConflict } from "../../list/merge-conflict.ts";
import { mergeListFiles, type MergedListFile } from "../../list/merge-list-files.ts";
import type { Result } from "../../list/problem.ts";
import { counted } from "./counted.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { problemText } from "./print-problems.ts";
import { visibleText } from "./visible-text.ts";

/** What git gives a merge driver: `%O`, `%A` and `%B`, and `%P`, the path of the file in the repository. */
export interface MergeDriverFiles {
  readonly base: string;
  /** Where the result goes, too. */
  readonly ours: string;
  readonly theirs: string;
  readonly path?: string;
}

/**
 * Merges list.json for git (https://git-scm.com/docs/gitattributes#_defining_a_custom_merge_driver). Where one of the three
 * is no list, the merge is that of git's own lines, and always a conflict: a person must look at it.
 */
export function mergeDriver(files: MergeDriverFiles, io: CliIo): ExitCode {
  const path = visibleText(files.path ?? "list.json");
  const place = (file: string): string => resolve(io.cwd, file);
  const [base, ours, theirs] = [place(files.base), place(files.ours), place(files.theirs)];
  const merged = mergeBytes(readFileSync(base), readFileSync(ours), readFileSync(theirs));
  if (!merged.ok) {
    for (const problem of merged.problems) {
      const { line, column } = problem.position ?? { line: 1, column: 1 };
      io.stderr(`${path} (${problem.file ?? "ours"}):${line}:${column}: ${problemText(problem)}\n`);
    }
    if (!mergeLines(io.cwd, [ours, base, theirs])) {
      io.stderr(`${path} cannot be merged by lines either; it is as it was.\n`);
      return exitCode.serviceFailed;
    }
    io.stderr(`${path} was merged by lines, as git does. Mend it, and run "awesome-papers check".\n`);
    return exitCode.wrongAnswer;
  }
  const { text, conflicts } = merged.value;
  writeFileSync(ours, text);
  if (conflicts.length === 0) return exitCode.done;
  io.stderr(`${path}: ${counted(conflicts.length, "conflict")} to resolve between <<<<<<< and >>>>>>>\n`);
  for (const conflict of conflicts) io.stderr(`  ${visibleText(printMergeConflict(conflict))}\n`);
  return exitCode.wrongAnswer;
}

function mergeBytes(base: Buffer, ours: Buffer, theirs: Buffer): Result<MergedListFile> {
  const problems = Object.entries({ base, ours, theirs }).flatMap(([file, bytes]) =>
    isUtf8(bytes)
      ? []
      : [{ code: "wrong-shape", severity: "error", field: file, file, message: "Not UTF-8 text." } as const],
  );
  if (problems.length > 0) return { ok: false, problems };
  return mergeListFiles(base.toString("utf8"), ours.toString("utf8"), theirs.toString("utf8"));
}

/** The first file gets what git makes of the three; false where git makes nothing of them, such as of binary files. */
function mergeLines(cwd: string, files: readonly [ours: string, base: string, theirs: string]): boolean {
  const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
  const { error, status } = spawnSync("git", ["merge-file", "-q", ...labels, "--", ...files], { cwd });
  if (error !== undefined) throw error;
  // The number of conflicts, cut at 127; an error is more (https://git-scm.com/docs/git-merge-file).
  return status !== null && status < 128;
}
