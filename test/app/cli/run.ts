import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { CliIo } from "../../../src/app/cli/io.ts";
import { runCli } from "../../../src/app/cli/run-cli.ts";
import { silentSources } from "../../support/silent-sources.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions extends Partial<Pick<CliIo, "isTerminal" | "env" | "now" | "metadata">> {
  /** Those that `env` names; otherwise, and without `metadata`, they have nothing to say. */
  readonly realSources?: true;
}

/** Runs the command line in this process, in a directory, on 21 November 2026. */
export async function run(
  cwd: string,
  argv: readonly string[],
  { realSources, ...given }: RunOptions = {},
): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const io: CliIo = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    cwd,
    isTerminal: false,
    env: {},
    now: () => new Date("2026-11-21T23:30:00Z"),
    ...(realSources === true ? {} : { metadata: silentSources }),
    ...given,
  };
  const code = await runCli(argv, io);
  return { code, stdout, stderr };
}

/** A directory with these files, gone when the test is over. */
export function directoryWith(files: Readonly<Record<string, string | Buffer>>): string {
  const directory = mkdtempSync(join(tmpdir(), "awesome-papers-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    const place = join(directory, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return directory;
}

export function read(directory: string, path: string): string {
  return readFileSync(join(directory, path), "utf8");
}

/** Two papers in canonical form, two leaf categories. */
export const smallList = `${JSON.stringify(
  {
    $schema: "./list.schema.json",
    title: "Awesome Robots",
    taxonomy: [
      { id: "notable", title: "Notable Works" },
      { id: "embodiment", title: "Embodiment", categories: [{ id: "action-head", title: "Action Head Design" }] },
    ],
    papers: [
      {
        id: "a-model-of-robots",
        title: "A Model of Robots That Move",
        date: "2024-01",
        identifiers: { arxiv: "2401.00001" },
        categories: ["notable"],
        links: [{ kind: "paper", url: "https://arxiv.org/abs/2401.00001" }],
      },
      {
        id: "heads-for-actions",
        title: "Heads for Actions and How to Design Them",
        date: "2024-02",
        identifiers: { arxiv: "2402.00002" },
        categories: ["embodiment/action-head"],
        links: [{ kind: "paper", url: "https://arxiv.org/abs/2402.00002" }],
      },
    ],
  },
  undefined,
  2,
)}\n`;
