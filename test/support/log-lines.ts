import type { LeveledLog } from "../../src/app/observe/leveled-log.ts";

export type LogLine = Readonly<Record<string, unknown>>;

/** A log, and what was said to it. */
export function logLines(): { readonly log: LeveledLog; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const say =
    (level: string) =>
    (fields: object, msg: string): void =>
      void lines.push({ level, msg, ...fields });
  return { lines, log: { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") } };
}
