import { closest, distance } from "fastest-levenshtein";
import { LRUCache } from "lru-cache";
import type { Paragraph } from "mdast";
import { parseBlocks } from "./parse-markdown.ts";

/** A command alone on a line of a comment. `paper` is the number before the field in `/set 2.title …`, counted from 1. */
export type Command =
  | { readonly kind: "suggest" | "ignore" | "approve" | "refresh" | "help" }
  | { readonly kind: "convert" | "rebase" | "merge-ready" }
  | { readonly kind: "reject"; readonly reason: string }
  | { readonly kind: "set"; readonly field: string; readonly value: string; readonly paper?: number }
  | { readonly kind: "unset"; readonly field: string; readonly paper?: number }
  | { readonly kind: "category"; readonly categories: readonly string[] }
  | { readonly kind: "unknown"; readonly given: string; readonly nearest: string }
  | { readonly kind: "malformed"; readonly given: string; readonly example: string };

export type CommandKind = Exclude<Command["kind"], "unknown" | "malformed">;

export const commandExamples: Readonly<Record<CommandKind, string>> = {
  suggest: "/suggest",
  ignore: "/ignore",
  approve: "/approve",
  reject: "/reject not about post-training",
  set: "/set title OpenVLA: An Open-Source Vision-Language-Action Model",
  unset: "/unset venue",
  category: "/category embodiment/action-head",
  refresh: "/refresh",
  help: "/help",
  convert: "/convert",
  rebase: "/rebase",
  "merge-ready": "/merge-ready",
};

const commandKinds = Object.keys(commandExamples) as CommandKind[];

/** One look asks several times what a comment commands, and every look at a thread asks it of all its comments. */
const parsed = new LRUCache<string, readonly Command[]>({
  maxSize: 4_000_000,
  sizeCalculation: (commands, body) => body.length + 100 + commands.length * 200,
});

/** More than the fields of several papers. */
const mostCommands = 100;

/** At a glance: most comments hold no command, and parsing Markdown is what a hostile comment makes dear. */
export function mayHoldCommands(body: string): boolean {
  return /^[ \t]{0,3}\/[a-z]/im.test(body);
}

/**
 * The commands of one comment, in order. A command counts only at the top level of the Markdown, alone on its line:
 * not in a quote, a list, code or HTML, and not within a sentence. Upper case is as good as lower case. Of more than a
 * hundred in one comment the first hundred count.
 */
export function parseCommands(body: string): readonly Command[] {
  if (!mayHoldCommands(body)) return [];
  const known = parsed.get(body);
  if (known !== undefined) return known;
  const commands = parseParagraphs(body);
  parsed.set(body, commands);
  return commands;
}

function parseParagraphs(body: string): readonly Command[] {
  const lines = body.split(/\r\n|\n|\r/);
  const tree = parseBlocks(body);
  if (tree === undefined) return [];
  const commands: Command[] = [];
  for (const node of tree.children) {
    if (node.type !== "paragraph" || node.position === undefined) continue;
    const inCode = linesInCode(node);
    for (let line = node.position.start.line; line <= node.position.end.line; line += 1) {
      if (inCode.has(line)) continue;
      const command = parseCommandLine(lines[line - 1] ?? "");
      if (command !== undefined) commands.push(command);
      if (commands.length === mostCommands) return commands;
    }
  }
  return commands;
}

/** As a set: a hostile paragraph has thousands of lines and thousands of pieces of code. */
function linesInCode(paragraph: Paragraph): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { type, position } of paragraph.children) {
    if (position === undefined || (type !== "inlineCode" && type !== "html")) continue;
    for (let line = position.start.line; line <= position.end.line; line += 1) lines.add(line);
  }
  return lines;
}

function parseCommandLine(line: string): Command | undefined {
  const match = /^\s*\/(?<name>[A-Za-z][A-Za-z-]{1,30})(?:\s+(?<rest>.*))?$/.exec(line);
  if (match?.groups === undefined) return undefined;
  const name = (match.groups["name"] ?? "").toLowerCase();
  const rest = (match.groups["rest"] ?? "").trim();
  const kind = commandKinds.find((known) => known === name);
  if (kind === undefined) {
    const nearest = closest(name, commandKinds);
    // Other bots have commands too: only a slip of one letter is taken for one of ours.
    return distance(name, nearest) <= 1 && name.length > 3
      ? { kind: "unknown", given: `/${name}`, nearest }
      : undefined;
  }
  return parseArguments(kind, rest, line.trim());
}

function parseArguments(kind: CommandKind, rest: string, given: string): Command | undefined {
  const malformed = { kind: "malformed", given, example: commandExamples[kind] } as const;
  switch (kind) {
    case "reject":
      return rest === "" ? malformed : { kind, reason: rest };
    case "set": {
      const match = /^(?:(?<paper>[1-9]\d{0,2})\.)?(?<field>[A-Za-z]+)\s*[:=]?\s+(?<value>.+)$/.exec(rest);
      if (match?.groups === undefined) return malformed;
      return { kind, ...fieldOf(match.groups), value: match.groups["value"] ?? "" };
    }
    case "unset": {
      const match = /^(?:(?<paper>[1-9]\d{0,2})\.)?(?<field>[A-Za-z]+)$/.exec(rest);
      return match?.groups === undefined ? malformed : { kind, ...fieldOf(match.groups) };
    }
    case "category": {
      const categories = rest.split(/[\s,]+/).filter((part) => part !== "");
      return categories.length === 0 ? malformed : { kind, categories };
    }
    case "suggest":
    case "ignore":
    case "approve":
    case "refresh":
    case "help":
    case "convert":
    case "rebase":
    case "merge-ready":
      // "/approve of this, I do not" is a sentence, not a command.
      return rest === "" ? { kind } : undefined;
  }
}

function fieldOf(groups: Readonly<Record<string, string | undefined>>): { field: string; paper?: number } {
  const field = (groups["field"] ?? "").toLowerCase();
  return groups["paper"] === undefined ? { field } : { field, paper: Number(groups["paper"]) };
}
