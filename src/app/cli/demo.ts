import { once } from "node:events";
import { readFileSync } from "node:fs";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";

export interface DemoOptions {
  readonly keep: boolean;
}

/** Our own list comes with the package, beside the templates. */
const ownList = new URL("../../../list.json", import.meta.url);

/** Plays the story of one suggestion on a local GitHub. */
export async function demo(io: CliIo, options: DemoOptions): Promise<ExitCode> {
  const { runDemo } = await import("../demo/story.ts");
  const good = await runDemo({
    list: readFileSync(ownList, "utf8"),
    write: io.stdout,
    ...(options.keep && { keepUntil: () => once(process, "SIGINT") }),
  });
  return good ? exitCode.done : exitCode.wrongAnswer;
}
