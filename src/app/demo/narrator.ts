import pc from "picocolors";

/** Tells the story on the terminal as it happens, with the time each part took. */
export interface Narrator {
  chapter(title: string): void;
  /** Who does what. */
  act(who: string, what: string): void;
  /** Words somebody wrote, indented and cut. */
  quote(text: string, lines?: number): void;
  /** A unified diff. */
  diff(text: string): void;
  fact(text: string): void;
}

export function createNarrator(write: (text: string) => void): Narrator {
  const started = performance.now();
  const clock = (): string => pc.dim(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s`);
  const block = (lines: readonly string[], most: number): void => {
    for (const line of lines.slice(0, most)) write(`          ${line}\n`);
    if (lines.length > most) write(`          ${pc.dim(`… ${lines.length - most} more lines`)}\n`);
  };
  return {
    chapter: (title) => write(`\n${pc.bold(title)}\n`),
    act: (who, what) => write(`${clock()}   ${pc.cyan(who)} ${what}\n`),
    quote: (text, lines = 14) => {
      const visible = text
        .replace(/<!--[\s\S]*?-->/g, "")
        .replace(/\n{3,}/g, "\n\n")
        .trim();
      block(
        visible.split("\n").map((line) => pc.dim("│ ") + line),
        lines,
      );
    },
    diff: (text) => {
      const colour = (line: string): string =>
        line.startsWith("+") ? pc.green(line) : line.startsWith("-") ? pc.red(line) : pc.dim(line);
      block(text.split("\n").map(colour), 40);
    },
    fact: (text) => write(`${clock()}   ${pc.dim(text)}\n`),
  };
}
