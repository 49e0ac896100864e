import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ThreeTexts {
  readonly ours: Buffer;
  readonly base: Buffer;
  readonly theirs: Buffer;
}

interface Ran {
  readonly status: number;
  readonly stdout: Buffer;
}

/**
 * As GitHub merges one file; undefined where the sides contradict each other.
 *
 * `git merge-file` is quick, but takes other lines for the same than a merge of commits does
 * (https://git-scm.com/docs/merge-strategies#Documentation/merge-strategies.txt-ort), and so finds conflicts in long lists
 * that this has not: of a conflict `git merge-tree` has the last word, where git knows it (2.38).
 */
export async function mergeFile(texts: ThreeTexts): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "local-github-"));
  try {
    return (await mergeQuickly(folder, texts)) ?? (await mergeAsCommits(folder, texts));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function mergeQuickly(folder: string, { ours, base, theirs }: ThreeTexts): Promise<Buffer | undefined> {
  const files = [ours, base, theirs].map((bytes, at) => ({ path: join(folder, String(at)), bytes }));
  await Promise.all(files.map(({ path, bytes }) => writeFile(path, bytes)));
  const { status, stdout } = await git(["merge-file", "-p", "-q", ...files.map(({ path }) => path)]);
  // The status is the number of conflicts; 255 is a binary file, which git cannot merge either.
  return status === 0 ? stdout : undefined;
}

async function mergeAsCommits(folder: string, { ours, base, theirs }: ThreeTexts): Promise<Buffer | undefined> {
  const within = `--git-dir=${join(folder, "git")}`;
  await git([within, "init", "--quiet"]);
  const commit = (branch: string, bytes: Buffer, from?: string): readonly (string | Buffer)[] => [
    `commit refs/heads/${branch}\ncommitter local <> 0 +0000\ndata 0\n`,
    ...(from === undefined ? [] : [`from refs/heads/${from}\n`]),
    `M 100644 inline file\ndata ${bytes.length}\n`,
    bytes,
    "\n",
  ];
  const commits = [...commit("base", base), ...commit("ours", ours, "base"), ...commit("theirs", theirs, "base")];
  await git([within, "fast-import", "--quiet"], Buffer.concat(commits.map((part) => Buffer.from(part))));
  const { status, stdout } = await git([within, "merge-tree", "--write-tree", "ours", "theirs"]);
  if (status !== 0) return undefined;
  return (await git([within, "cat-file", "blob", `${stdout.toString().trim()}:file`])).stdout;
}

function git(args: readonly string[], input?: Buffer): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = { encoding: "buffer", maxBuffer: 256 * 1024 * 1024 } as const;
    const child = execFile("git", args, options, (error, stdout) => {
      if (error === null) return resolve({ status: 0, stdout });
      if (typeof error.code === "number") return resolve({ status: error.code, stdout });
      return reject(new Error("git did not run; the local GitHub needs it", { cause: error }));
    });
    child.stdin?.end(input);
  });
}
