import { exitCode, type ExitCode } from "./exit-code.ts";

export interface DemoOptions {
  readonly keep: boolean;
}

/** Plays the story of one suggestion on a local GitHub. */
export async function demo(options: DemoOptions): Promise<ExitCode> {
  const { runDemo } = await import("../../demo/story.ts");
  return (await runDemo(options)) ? exitCode.done : exitCode.wrongAnswer;
}
