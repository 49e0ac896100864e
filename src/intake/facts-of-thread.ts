import type { AnsweredRequest, Facts } from "./effect.ts";
import { commandHelp, type CommandNote, type FoldedCommands, type Thread } from "./fold-commands.ts";

/** A comment is for people; who writes a thousand commands gets an answer to the first ones. */
const mostNotes = 10;

/** What our comment says of the commands in its thread. */
export function factsOfThread(
  { notes, help }: FoldedCommands,
  on: NonNullable<Thread["on"]>,
  mergeReady?: AnsweredRequest,
): Facts {
  const answers = mergeReady === undefined ? [] : [noteOfAnswer(mergeReady)];
  const all: readonly CommandNote[] = [...answers, ...notes];
  return {
    notes: all.slice(0, mostNotes).map((note) => ({ ...note })),
    moreNotes: Math.max(0, all.length - mostNotes),
    help: help ? commandHelp(on).map((line) => ({ ...line })) : undefined,
  };
}

function noteOfAnswer({ by, dashboard }: AnsweredRequest): CommandNote {
  const given = "/merge-ready";
  return dashboard === undefined ? { by, given, why: "no-list" } : { by, given, why: "in-list", issue: dashboard };
}
