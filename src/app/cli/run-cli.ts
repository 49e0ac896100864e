import { CommanderError } from "commander";
import { exitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { createProgram } from "./program.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/**
 * Runs one command line (without the program's name) and resolves to its exit code; never throws and never ends the process.
 * 0 done, 1 the list or the answer is wrong, 2 wrong usage, 3 a service or the file system failed, 70 a bug of ours;
 * of `merge-driver` 128 more than the last three.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCode.done;
  const program = createProgram(io, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    code = explain(error, io);
  }
  // Only above 128 does git know that there is no result; below, it would take ours for one with conflicts.
  return argv[0] === "merge-driver" && code > exitCode.wrongAnswer ? 128 + code : code;
}

function explain(error: unknown, io: CliIo): number {
  // Commander has told what is wrong already. It knows 0 for asked-for help, 1 for all else.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  if (error instanceof UsageError || isInUse(error)) {
    io.stderr(`error: ${visibleText(error.message)}\n`);
    return exitCode.wrongUsage;
  }
  if (isSystemError(error) || isOutage(error)) {
    io.stderr(`error: ${visibleText(error.message)}\n`);
    return exitCode.serviceFailed;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(`This is a bug in awesome-papers, not a mistake of yours. Please report it with these lines:\n${trace}\n`);
  return exitCode.bug;
}

/** What the operating system refused: `EACCES: permission denied, open 'README.md'`. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** A data directory that another server has. */
function isInUse(error: unknown): error is Error {
  return error instanceof Error && "kind" in error && error.kind === "in-use";
}

/** By its kind, because its class would bring octokit with it. */
function isOutage(error: unknown): error is Error {
  return error instanceof Error && "kind" in error && error.kind === "outage";
}
