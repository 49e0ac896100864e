import type { LookLog } from "../../src/app/observe/watch-look.ts";

export type LogLine = Readonly<Record<string, unknown>>;

/** A log, and what was said to it. */
export function logLines(): { readonly log: LookLog; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const say =
    (level: string) =>
    (fields: object, msg: string): void =>
      void lines.push({ level, msg, ...fields });
  return { lines, log: { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") } };
}
