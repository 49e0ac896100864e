#!/usr/bin/env node
import process from "node:process";

/**
 * As `engines` of package.json says. This file imports nothing that an older Node lacks, so that it can say so; one that
 * is older than Node 22.6 cannot read a .ts file at all, and meets this only in `dist/`.
 */
const needed = { major: 22, minor: 18 };
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < needed.major || (major === needed.major && minor < needed.minor)) {
  const wanted = `Node ${needed.major}.${needed.minor} or newer`;
  process.stderr.write(`awesome-papers needs ${wanted}; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Before anything else is loaded: it saves compiling commander and liquidjs anew each time.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { runCli } = await import("./cli/run-cli.ts");

  // `awesome-papers check | head` closes the pipe before we are through; that is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

  // The code is set and the process left to end by itself: ending it at once would cut off what a pipe has not taken yet.
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY,
    env: process.env,
    now: () => new Date(),
  });
}
