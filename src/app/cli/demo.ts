import { once } from "node:events";
import { readFileSync } from "node:fs";
import { parseMetadataSettings } from "../metadata-settings.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { problemText } from "./print-problems.ts";

export interface DemoOptions {
  readonly keep?: boolean;
  /** Looks papers up in the real services. */
  readonly online?: boolean;
}

/** Our own list comes with the package, beside the templates. */
const ownList = new URL("../../../list.json", import.meta.url);

const exitCodes = { good: exitCode.done, wrong: exitCode.wrongAnswer, unreachable: exitCode.serviceFailed } as const;

/** Plays the story of one suggestion on a local GitHub. */
export async function demo(io: CliIo, { keep, online }: DemoOptions): Promise<ExitCode> {
  const settings = parseMetadataSettings(online === true ? io.env : {});
  if (!settings.ok) {
    for (const problem of settings.problems) io.stdout(`${problemText(problem)}\n`);
    return exitCode.wrongUsage;
  }
  const { runDemo } = await import("../demo/story.ts");
  const end = await runDemo({
    list: readFileSync(ownList, "utf8"),
    write: io.stdout,
    ...(online === true && { online: settings.value }),
    ...(keep === true && { keepUntil: () => once(process, "SIGINT") }),
  });
  return exitCodes[end];
}
