import type { Colors } from "./colors.ts";
import { counted } from "./counted.ts";
import { visibleText } from "./visible-text.ts";

/** Lines of one file's difference that a person still reads. */
const mostLines = 60;
/** A line of a table can be very long. */
const longestLine = 400;
/** Two files that have little in common would be compared for minutes; that they differ is enough then. */
const longestWait = 2_000;

export interface Difference {
  readonly path: string;
  /** Undefined where there is no such file; then there is nothing to compare. */
  readonly before: string | undefined;
  readonly after: string;
}

/** A unified diff for people, cut to its first lines; nothing for a file that is not there. */
export async function printDiff({ path, before, after }: Difference, colors: Colors): Promise<string> {
  if (before === undefined) return "";
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const name = visibleText(path);
  const options = { context: 2, timeout: longestWait, headerOptions: FILE_HEADERS_ONLY };
  const patch = createTwoFilesPatch(name, name, before, after, "as it is", "as it should be", options);
  if (patch === undefined) return `${name} differs in too many lines to show them.\n`;
  const lines = patch.trimEnd().split("\n");
  const shown = lines.slice(0, mostLines).map((line) => colored(shorten(line), colors));
  const rest = lines.length - shown.length;
  const cut = rest > 0 ? [colors.dim(`… ${counted(rest, "more line")}`)] : [];
  return `${[...shown, ...cut].join("\n")}\n`;
}

function shorten(line: string): string {
  const text = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
  return visibleText(text);
}

function colored(line: string, colors: Colors): string {
  if (line.startsWith("+++") || line.startsWith("---")) return colors.bold(line);
  if (line.startsWith("@@")) return colors.cyan(line);
  if (line.startsWith("+")) return colors.green(line);
  return line.startsWith("-") ? colors.red(line) : line;
}
