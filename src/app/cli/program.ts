import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { paperFields } from "../../list/paper-fields.ts";
import { mostListed } from "../jobs/control-request.ts";
import type { CheckOptions } from "./check.ts";
import { programName } from "./command-line.ts";
import type { BuildOptions } from "./build.ts";
import type { AddOptions } from "./add.ts";
import type { DemoOptions } from "./demo.ts";
import type { DoctorOptions } from "./doctor.ts";
import type { ExitCode } from "./exit-code.ts";
import type { FmtOptions } from "./fmt.ts";
import { commandHelp, printHelp } from "./help.ts";
import type { ImportCommandOptions } from "./import.ts";
import type { CliIo } from "./io.ts";
import type { JobsOptions } from "./jobs.ts";
import { readVersion } from "./read-version.ts";
import { visibleText } from "./visible-text.ts";

/** What `problems` can be printed as. */
const formats = ["pretty", "json", "github", "sarif"] as const satisfies readonly CheckOptions["format"][];

const jobsActions = ["list", "retry", "drop"] as const;
export type JobsAction = (typeof jobsActions)[number];

/** Fields that have an argument or an option of another name. */
const notOptions: ReadonlySet<string> = new Set(["links", "categories"]);

/** Commands that read no list repository. */
const readsNoList: ReadonlySet<string> = new Set([
  "import",
  "merge-driver",
  "serve",
  "jobs",
  "demo",
] satisfies (keyof typeof commandHelp)[]);

/**
 * The command line: names, options, help. A command's own file is loaded when it runs, so that none pays for
 * what another needs (the server's libraries take longer to load than `build` to run).
 *
 * @param end is told how the command ended
 */
export function createProgram(io: CliIo, end: (code: ExitCode) => void): Command {
  const name = programName(io);
  const program = new Command(name)
    .description("Keeps an awesome list of research papers: list.json is the truth, README.md is made from it.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      ...(io.isTerminal ? {} : { getOutHasColors: () => false, getErrHasColors: () => false }),
    })
    .showHelpAfterError(`See "${name} help", or "${name} help <command>".`)
    .addHelpText("after", overview(name));

  command("build")
    .option("--check", "write nothing; fail when an output is out of date")
    .option("--json", "answer in JSON")
    .action(async (options: BuildOptions) => end(await (await import("./build.ts")).build(options, io)));

  command("check")
    .addOption(new Option("--format <format>", "how problems are printed").choices(formats).default("pretty"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .action(async (options: CheckOptions) => end(await (await import("./check.ts")).check(options, io)));

  command("fmt")
    .option("--check", "write nothing; fail when list.json is not in its canonical form")
    .option("--json", "answer in JSON")
    .action(async (options: FmtOptions) => end(await (await import("./fmt.ts")).fmt(options, io)));

  const add = command("add")
    .argument("<paper...>", "arXiv id, DOI, OpenReview or ACL id, an address, or a title in quotes")
    .option("--category <id>", "where in the list it belongs; may be given more than once", collect);
  for (const field of paperFields) {
    if (notOptions.has(field.name)) continue;
    add.option(`--${field.name} <text>`, field.name === "authors" ? "Names, separated by commas." : field.description);
  }
  add
    .option("--offline", "look nothing up; the options say it all")
    .addOption(new Option("--refresh", "ask the sources again, whatever was looked up before").conflicts("offline"))
    .option("--anyway", "it is another paper, however much it is like one of the list")
    .option("--edit", "where the list has the paper, add the category, link or venue that it lacks")
    .option("--dry-run", "write nothing; print what would be added")
    .option("--json", "answer in JSON")
    .action(async (papers: readonly string[], options: AddOptions) =>
      end(await (await import("./add.ts")).add(papers, options, io)),
    );

  command("import")
    .argument("<readme>", "a README.md, or github:owner/name, or github:owner/name@branch")
    .option(
      "--out <directory>",
      "the list repository to be (default: the folder of the README; of one on GitHub: here)",
    )
    .option("--fix", "mend what is safe: addresses at arXiv, links without an address, dates a year off")
    .option("--force", "write over what is there")
    .option("--json", "answer in JSON")
    .action(async (readme: string, options: ImportCommandOptions) =>
      end(await (await import("./import.ts")).importCommand(readme, options, io)),
    );

  command("merge-driver")
    .argument("<O>", "what both sides began with (%O of git)")
    .argument("<A>", "one side, ours; the result is written here (%A)")
    .argument("<B>", "the other side, theirs (%B)")
    .argument("[P]", "what the file is called in messages (%P)")
    .action(async (base: string, ours: string, theirs: string, path: string | undefined) => {
      const files = { base, ours, theirs, ...(path === undefined ? {} : { path }) };
      end((await import("./merge-driver.ts")).mergeDriver(files, io));
    });

  command("serve").action(async () => end(await (await import("./serve.ts")).serveCommand(io)));

  command("jobs")
    .addArgument(new Argument("<what>", "what to do").choices(jobsActions))
    .argument("[reference...]", "of what was given up, as the list, the log and the bot's comments have it")
    .option("--all", "all that was given up, in place of references")
    .option("--limit <count>", "lines of each kind in the list", parseLimit, 20)
    .option("--json", "answer in JSON")
    .action(async (what: JobsAction, references: readonly string[], options: JobsOptions) =>
      end(await (await import("./jobs.ts")).jobs(what, references, options, io)),
    );

  command("doctor")
    .option("--json", "answer in JSON")
    .action(async (options: DoctorOptions) => end(await (await import("./doctor.ts")).doctor(options, io)));

  command("demo")
    .option("--keep", "leave everything running at the end")
    .option("--online", "look papers up in the real services")
    .action(async (options: DemoOptions) => end(await (await import("./demo.ts")).demo(io, options)));

  // Commander's own prints everything for a command that does not exist.
  program
    .command("help")
    .argument("[command]")
    .summary("print the help of a command")
    .action((of: string | undefined) => {
      const named = of === undefined ? program : program.commands.find((one) => one.name() === of);
      if (named !== undefined) return named.outputHelp();
      const names = Object.keys(commandHelp).join(", ");
      program.error(`error: unknown command '${visibleText(of ?? "")}'\n(The commands are ${names}.)`);
    });

  return program;

  function command(of: keyof typeof commandHelp): Command {
    const help = commandHelp[of];
    const dir = new Option("--dir <directory>", "the list repository");
    // An import has a default of its own, and without one `doctor` looks at the server.
    if (of !== "import" && of !== "doctor") dir.default(".");
    // Every command takes it; those that read no list need not say so.
    return program
      .command(of)
      .summary(help.summary)
      .description(help.description)
      .addOption(readsNoList.has(of) ? dir.hideHelp() : dir)
      .addHelpText("after", () => printHelp(help, name));
  }
}

function overview(name: string): string {
  return `
Start here, in the directory of a list${name === "awesome-papers" ? "" : " or with --dir"}:
  $ ${name} check     what is wrong with list.json, if anything
  $ ${name} build     make README.md from it

Exit codes: 0 done, 1 the list or the answer is wrong, 2 wrong usage, 3 a service or the file system failed,
70 a bug in awesome-papers. Results are on standard output, progress is on standard error.
Colours are for terminals only; NO_COLOR=1 turns them off.`;
}

function parseLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : Infinity;
  if (limit > mostListed) throw new InvalidArgumentError(`It must be a number from 0 to ${mostListed}.`);
  return limit;
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
