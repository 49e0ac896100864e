import type { Finding } from "../doctor/finding.ts";
import { onOneLine } from "../on-one-line.ts";
import { colorsOf, type Colors } from "./colors.ts";
import { counted } from "./counted.ts";
import type { CliIo } from "./io.ts";
import { visibleText } from "./visible-text.ts";

const words = { right: "ok", doubtful: "doubtful", wrong: "wrong", unchecked: "unchecked" } as const;
const width = 10;

/** A line for each finding, `ok clock: …`, and one for its remedy; how many of each on standard error. */
export function printFindings(findings: readonly Finding[], io: CliIo): void {
  const colors = colorsOf(io);
  for (const finding of findings) {
    const { kind, about, message } = finding;
    const word = colorOf(kind, colors)(words[kind].padEnd(width));
    io.stdout(`${word} ${colors.bold(`${about}:`)} ${shown(message)}\n`);
    if ("remedy" in finding) io.stdout(`${" ".repeat(width)} → ${shown(finding.remedy)}\n`);
  }
  const counts = (["wrong", "doubtful", "unchecked"] as const).map(
    (kind) => `${findings.filter((finding) => finding.kind === kind).length} ${words[kind]}`,
  );
  io.stderr(`${counted(findings.length, "finding")}: ${counts.join(", ")}.\n`);
}

function colorOf(kind: Finding["kind"], colors: Colors): (text: string) => string {
  switch (kind) {
    case "right":
      return colors.green;
    case "wrong":
      return colors.red;
    case "doubtful":
      return colors.yellow;
    case "unchecked":
      return colors.dim;
  }
}

function shown(text: string): string {
  return visibleText(onOneLine(text));
}
