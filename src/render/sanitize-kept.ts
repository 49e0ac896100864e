import type { Paper } from "../list/paper.ts";
import { safeMarkdown } from "./markdown-block.ts";

/**
 * The paper with its notes and kept source text as `safeMarkdown` has them: for a comment of ours, where what somebody
 * proposes must not mention, refer or close anything before anybody has looked at it.
 */
export async function sanitizeKept(paper: Paper): Promise<Paper> {
  const { notes, asWritten } = paper;
  return {
    ...paper,
    ...(notes === undefined ? {} : { notes: await sanitizeTexts(notes) }),
    ...(asWritten === undefined ? {} : { asWritten: await sanitizeTexts(asWritten) }),
  };
}

async function sanitizeTexts<T extends object>(texts: T): Promise<T> {
  const safe = Object.entries(texts).map(async ([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [key, (await safeMarkdown(value)).valueOf()] as const;
    return [key, await sanitizeTexts(value as object)] as const;
  });
  return Object.fromEntries(await Promise.all(safe)) as T;
}
