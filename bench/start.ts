import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./median.ts";
import { printTable } from "./print-table.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The compiled command on the real list, as a process of its own, beside a Node that does nothing. */
export async function benchStart(): Promise<string> {
  const cli = join(root, "dist/app/cli.js");
  if (!existsSync(cli)) return "dist/app/cli.js is not there: npm run build";
  const folder = mkdtempSync(join(tmpdir(), "awesome-papers-bench-"));
  try {
    cpSync(join(root, "list.json"), join(folder, "list.json"));
    const bare = await median(() => run("-e", "0"), 15);
    const build = await median(() => run(cli, "build", "--dir", folder), 15);
    const check = await median(() => run(cli, "check", "--dir", folder), 15);
    return printTable(
      ["process", "median", "/ bare node"],
      [
        ["node -e 0", `${bare.toFixed(0)} ms`, "1.0 x"],
        ["awesome-papers build", `${build.toFixed(0)} ms`, `${(build / bare).toFixed(1)} x`],
        ["awesome-papers check", `${check.toFixed(0)} ms`, `${(check / bare).toFixed(1)} x`],
      ],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { stdio: "ignore" });
}
