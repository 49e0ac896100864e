import { applyCheckRun } from "../../github/apply-check-run.ts";
import { Refused } from "../../github/github-error.ts";
import { readBase } from "../../github/read-base.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import type { Facts } from "../../intake/effect.ts";
import { unfinishedTitle } from "../../intake/names.ts";
import type { Subject } from "../../intake/snapshot.ts";
import type { GivenUpLook } from "../../queue/subject-queue.ts";
import type { Clients } from "../clients.ts";
import type { Job, TellJob } from "../job.ts";
import type { Shell } from "../looks/shell.ts";
import { tellInThread } from "./tell-in-thread.ts";

/** What tells people of a look that was given up; of a sweep or a missing permission they hear otherwise, or not at all. */
export function findTellJob({ item, reference, since, isDeadly }: GivenUpLook<Job>, error?: unknown): Job | undefined {
  if (item.kind !== "look" || error instanceof Refused) return undefined;
  const { installationId, subject } = item;
  return { kind: "tell", installationId, subject, reference, since, isDeadly };
}

/**
 * Says on top of our comment on the subject, or by our check run on its commit, that we could not finish. Where GitHub
 * refuses us that, nobody can be told. Rejects where it fails, so that it is tried again.
 */
export async function tellGivenUp(
  { clients, words }: { readonly clients: Clients; readonly words: Shell["words"] },
  { installationId, subject, since, reference, isDeadly }: TellJob,
): Promise<void> {
  const minute = new Date(since).toISOString().slice(0, 16).replace("T", " ");
  const facts = { since: `${minute} UTC`, reference, isDeadly };
  try {
    const shell = { github: await clients.of(installationId), words };
    if (subject.kind === "branch" || subject.kind === "commit") await tellByCheckRun(shell, subject, facts);
    else await tellInThread(shell, subject, { name: "given-up", facts });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

async function tellByCheckRun(
  { github, words }: Pick<Shell, "github" | "words">,
  subject: Subject & { kind: "branch" | "commit" },
  facts: Facts,
): Promise<void> {
  const { repository } = subject;
  const read = await readBase(github, repository, words.packaged);
  if (read === undefined) return;
  const { listPath } = read.base;
  const sha = subject.kind === "commit" ? subject.sha : read.base.sha;
  const summary = await words.plain("given-up", { ...facts, isCheck: true });
  const write = { sha, conclusion: "failure", problems: [], listPath, title: unfinishedTitle, summary } as const;
  await applyCheckRun(github, repository, write);
  // It says nothing of the commit: a look that finds it broken writes that.
  memoryOf(github.memory, repository).checkRuns.delete(sha);
}
