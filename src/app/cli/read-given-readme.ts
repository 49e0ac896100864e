import { readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { CliIo } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** A README that was named on the command line. */
export interface GivenReadme {
  /** As messages name it. */
  readonly shown: string;
  /** In the list repository: `README.md`. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Absolute: where the list repository is, if nothing else is said. */
  readonly folder: string;
  /** For the list, where the page has no heading. */
  readonly title?: string;
}

const onGithub = /^github:(?<owner>[\w-]{1,39})\/(?<name>[\w.-]{1,100})(?:@(?<ref>[^\s@]{1,250}))?$/;

/** From this machine, or from GitHub where it is `github:owner/name`. */
export async function readGivenReadme(given: string, io: CliIo): Promise<GivenReadme> {
  const readme = given.startsWith("github:") ? await readFromGithub(given, io) : readFile(given, io);
  if (!/\.(?:md|markdown|mkdn?|mdown)$/i.test(readme.path)) {
    throw new UsageError(`${readme.shown} is not Markdown by its name; a README.md can be imported`);
  }
  return readme;
}

async function readFromGithub(given: string, io: CliIo): Promise<GivenReadme> {
  const { owner, name, ref } = onGithub.exec(given)?.groups ?? {};
  if (owner === undefined || name === undefined) {
    throw new UsageError(`${given} names no repository; write github:owner/name or github:owner/name@branch`);
  }
  // It takes longer to load than all else that a local README needs.
  const { readGithubReadme } = await import("./read-github-readme.ts");
  const { path, bytes } = await readGithubReadme({ owner, name, ref }, io);
  return { shown: path, path, bytes, folder: io.cwd, title: name };
}

function readFile(given: string, { cwd }: CliIo): GivenReadme {
  const place = resolve(cwd, given);
  if (statSync(place, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new UsageError(`there is no file ${given}; name a README.md, or github:owner/name`);
  }
  return { shown: given, path: basename(place), bytes: readFileSync(place), folder: dirname(place) };
}
