import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ThreeTexts {
  readonly ours: Buffer;
  readonly base: Buffer;
  readonly theirs: Buffer;
}

/** As git merges one file; undefined where the sides contradict each other. */
export async function mergeFile(texts: ThreeTexts): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "local-github-"));
  try {
    const files = [texts.ours, texts.base, texts.theirs].map((bytes, at) => ({
      path: join(folder, String(at)),
      bytes,
    }));
    await Promise.all(files.map(({ path, bytes }) => writeFile(path, bytes)));
    return await runMergeFile(files.map(({ path }) => path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runMergeFile(paths: readonly string[]): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const options = { encoding: "buffer", maxBuffer: 256 * 1024 * 1024 } as const;
    execFile("git", ["merge-file", "-p", "-q", ...paths], options, (error, stdout) => {
      if (error === null) return resolve(stdout);
      // The exit status is the number of conflicts; 255 is a binary file, which git cannot merge either.
      if (typeof error.code === "number") return resolve(undefined);
      return reject(new Error("git merge-file did not run; the local GitHub needs git", { cause: error }));
    });
  });
}
