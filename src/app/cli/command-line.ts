import type { CliIo } from "./io.ts";

/** What a person writes to call us: in a clone `npm run cli --`, where that is how this very command was called. */
export function programName({ env }: Pick<CliIo, "env">): string {
  return env["npm_lifecycle_event"] === "cli" ? "npm run cli --" : "awesome-papers";
}

/** A command line that can be copied: of the same program, for the same directory. */
export function commandLine(io: Pick<CliIo, "env">, command: string, dir: string): string {
  return [programName(io), command, ...(dir === "." ? [] : ["--dir", shellWord(dir)])].join(" ");
}

/** Quoted for a POSIX shell where that matters. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
