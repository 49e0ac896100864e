#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything else is loaded: it saves compiling commander and liquidjs anew each time.
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
