import type { PaperQuery } from "../list/paper-query.ts";
import type { SourceAnswer } from "./source.ts";

/** Further asks that are spent on one batch: enough to halve fifty questions down to one. */
const mostParts = 12;

/**
 * The answers to a batch. Where the whole of it is refused or answered with nonsense, one question may have spoiled it, so it is
 * asked again in halves, as long as asks are left.
 */
export async function askInParts(
  queries: readonly PaperQuery[],
  ask: (queries: readonly PaperQuery[]) => Promise<readonly SourceAnswer[]>,
  parts = { left: mostParts },
): Promise<readonly SourceAnswer[]> {
  const answers = await ask(queries);
  if (queries.length === 1 || parts.left < 2 || !answers.every(isStrange)) return answers;
  parts.left -= 2;
  const half = Math.ceil(queries.length / 2);
  const first = await askInParts(queries.slice(0, half), ask, parts);
  return [...first, ...(await askInParts(queries.slice(half), ask, parts))];
}

function isStrange(answer: SourceAnswer): boolean {
  return answer.kind === "failed" && ["refused", "nonsense", "too-large"].includes(answer.failure.why);
}
