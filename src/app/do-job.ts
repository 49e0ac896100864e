import { Refused } from "../github/github-error.ts";
import { isUnfinished } from "../github/read-check-run.ts";
import { readHead } from "../github/read-head.ts";
import { memoryOf } from "../github/repository-memory.ts";
import type { Subject } from "../intake/snapshot.ts";
import type { SubjectQueue } from "../queue/subject-queue.ts";
import { createLookJob, jobKey, printJob, type Job, type LookJob, type TellJob } from "./job.ts";
import type { LookTools } from "./looks/do-look.ts";
import type { RoutineStep } from "./sweep/routine.ts";
import type { Shell } from "./looks/shell.ts";
import { tellGivenUp } from "./tell/tell-given-up.ts";
import { untellInThread } from "./tell/tell-in-thread.ts";

export interface JobTools extends Pick<LookTools, "clients" | "words"> {
  readonly queue: Pick<SubjectQueue<Job>, "findGivenUp" | "retryGivenUp" | "absolve" | "markTold">;
  readonly look: (job: LookJob) => Promise<void>;
  readonly sweep: (step: RoutineStep) => Promise<void>;
  readonly log: { readonly warn: (fields: object, message: string) => void };
}

/**
 * Does what the queue holds. What was given up before is made up for by what comes to its end now; so it is where there is
 * nothing (any more) that we could reach: an App that was uninstalled is no failure that an operator should hear of for ever.
 */
export async function doJob(tools: JobTools, job: Job): Promise<void> {
  try {
    await doKind(tools, job);
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== "gone") throw error;
    tools.log.warn({ err: error, subject: printJob(job) }, "gone, or out of reach");
    await tools.queue.absolve(jobKey(job));
  }
}

async function doKind(tools: JobTools, job: Job): Promise<void> {
  switch (job.kind) {
    case "look": {
      await doAgain(tools, job);
      const { installationId, subject } = job;
      // A list that can be looked at can be swept, whatever it was that processes ended under.
      if (subject.kind === "branch")
        await tools.queue.absolve(jobKey({ kind: "repository", installationId, repository: subject.repository }));
      return;
    }
    case "tell":
      return doTell(tools, job);
    case "sweep":
    case "installation":
    case "repository":
    case "redeliver":
      await tools.sweep(job);
      await tools.queue.absolve(jobKey(job));
      // What a sweep does not list, too: a commit, an issue that is closed by now.
      if (job.kind === "sweep") await tools.queue.retryGivenUp();
  }
}

async function doAgain({ queue, look, clients, words }: JobTools, job: LookJob): Promise<void> {
  const { installationId, subject } = job;
  const givenUp = await queue.findGivenUp(jobKey(job));
  if (givenUp === undefined) return look(job);
  const shell = { github: await clients.of(installationId), words };
  if (subject.kind === "branch") await askForGreen(shell, subject);
  await look(job);
  if (subject.kind !== "branch" && subject.kind !== "commit") await untellInThread(shell, subject);
  await queue.absolve(jobKey(job));
}

/** The check run that says that we could not finish is written over, also where the list is in order. */
async function askForGreen({ github }: Pick<Shell, "github">, { repository }: Subject): Promise<void> {
  const head = await readHead(github, repository);
  if (head !== undefined && (await isUnfinished(github, repository, head.sha)))
    memoryOf(github.memory, repository).rechecks.set(head.sha, true);
}

/** Once more first, since what failed may be over: who is told wrongly looks for a fault that there is not. */
async function doTell(tools: JobTools, job: TellJob): Promise<void> {
  const { installationId, subject, reference } = job;
  if (!job.isDeadly) {
    try {
      return await doAgain(tools, createLookJob(installationId, subject));
    } catch (error) {
      // What is missing was told by the look.
      if (error instanceof Refused) return tools.queue.markTold(reference);
      tools.log.warn({ err: error, subject: printJob(job), reference }, "a look failed; people are told");
    }
  }
  await tellGivenUp(tools, job);
  await tools.queue.markTold(reference);
}
