import { resolve } from "node:path";
import { parseDatabaseSettings } from "../database-settings.ts";
import type { GivenUpLine, Jobs, JobsReport, WaitingLine } from "../jobs/jobs.ts";
import { onOneLine } from "../on-one-line.ts";
import { colorsOf } from "./colors.ts";
import { counted } from "./counted.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { problemText } from "./print-problems.ts";
import type { JobsAction } from "./program.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

export interface JobsOptions {
  readonly all?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** Shows what a server has to do and what it gave up, or has that looked at again, or forgets it. */
export async function jobs(
  what: JobsAction,
  references: readonly string[],
  { all = false, limit, json = false }: JobsOptions,
  io: CliIo,
): Promise<ExitCode> {
  if (what === "list" && (all || references.length > 0)) throw new UsageError("`jobs list` takes no references");
  if (what !== "list" && all === references.length > 0)
    throw new UsageError(`\`jobs ${what}\` takes references, or --all; \`jobs list\` shows them`);
  return ask(io, async (server) => {
    if (what === "list") {
      const report = await server.list(limit);
      if (json) io.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
      else printReport(report, io);
      return exitCode.done;
    }
    const done = await server[what](all ? "all" : references);
    if (json) io.stdout(`${JSON.stringify(done, undefined, 2)}\n`);
    for (const reference of json ? [] : done.unknown)
      io.stdout(`${visibleText(reference)}: nothing is given up under this reference, or not any more\n`);
    io.stderr(`${counted(done.count, "look")} ${what === "drop" ? "dropped" : "asked for again"}.\n`);
    return done.unknown.length > 0 ? exitCode.wrongAnswer : exitCode.done;
  });
}

async function ask(io: CliIo, act: (server: Jobs) => Promise<ExitCode>): Promise<ExitCode> {
  const settings = parseDatabaseSettings(io.env);
  if (!settings.ok) {
    for (const problem of settings.problems) io.stdout(`${problemText(problem)}\n`);
    return exitCode.wrongUsage;
  }
  const { value } = settings;
  const database = value.kind === "postgres" ? value : { ...value, directory: resolve(io.cwd, value.directory) };
  const { withJobs } = await import("../jobs/with-jobs.ts");
  const { CannotOpen } = await import("../../queue/job-desk.ts");
  try {
    return await withJobs(database, (text) => io.stderr(`${text}\n`), act);
  } catch (error) {
    throw error instanceof CannotOpen ? new UsageError(error.message) : error;
  }
}

function printReport({ counts, waiting, running, givenUp }: JobsReport, io: CliIo): void {
  const { bold } = colorsOf(io);
  io.stdout(`${counts.waiting} waiting, ${counts.running} running, ${counts.givenUp} given up\n`);
  print("Waiting", counts.waiting, waiting, waitingLine);
  print("Running", counts.running, running, runningLine);
  print("Given up", counts.givenUp, givenUp, givenUpLine);

  function print<Line extends { readonly error?: string }>(
    title: string,
    count: number,
    lines: readonly Line[],
    printLine: (line: Line) => string,
  ): void {
    if (lines.length === 0) return;
    io.stdout(`\n${bold(title)}\n`);
    for (const line of lines) {
      io.stdout(`  ${shown(printLine(line))}\n`);
      if (line.error !== undefined) io.stdout(`      ${shown(line.error)}\n`);
    }
    if (count > lines.length) io.stdout(`  … and ${count - lines.length} more\n`);
  }
}

function waitingLine({ subject, attempt, since, notBefore }: WaitingLine): string {
  return `${subject} since ${since}, not before ${notBefore}, try ${attempt}`;
}

function runningLine({ subject, attempt, since }: WaitingLine): string {
  return `${subject} since ${since}, try ${attempt}`;
}

function givenUpLine({ reference, subject, since, attempts }: GivenUpLine): string {
  return `${reference} ${subject} since ${since}, ${attempts === 1 ? "1 try" : `${attempts} tries`}`;
}

function shown(text: string): string {
  return visibleText(onOneLine(text));
}
