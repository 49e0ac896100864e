import type { Problem, ProblemCode } from "../list/problem.ts";
import type { TemplateAnswer, TemplateJob } from "../render/template-job.ts";
import { runInWorker, type WorkerLimits } from "./run-in-worker.ts";

const defaultLimits: WorkerLimits = { time: 2000, memory: 512 };

/** `./template-worker.ts` here, `./template-worker.js` in `dist`. */
const workerUrl = new URL(
  import.meta.url.endsWith(".ts") ? "./template-worker.ts" : "./template-worker.js",
  import.meta.url,
);

/**
 * Does a job with templates of others: in a thread of its own, stopped when its time is over, its memory capped. What
 * LiquidJS alone cannot hold (one filter over a huge list) ends here, as a problem.
 */
export async function renderInWorker<Job extends TemplateJob>(
  job: Job,
  limits: WorkerLimits = defaultLimits,
): Promise<TemplateAnswer<Job>> {
  const outcome = await runInWorker<TemplateAnswer<Job>>(workerUrl, job, limits);
  switch (outcome.kind) {
    case "answer":
      return outcome.answer;
    case "too-long":
      return stopped("template-too-long", tooLong(limits));
    case "out-of-memory":
      return stopped("template-too-much-output", outOfMemory(limits));
  }
}

function tooLong({ time }: WorkerLimits): string {
  return `The templates took longer than ${time / 1000} s and were stopped: is there a loop in a loop, or a filter over a huge list?`;
}

function outOfMemory({ memory }: WorkerLimits): string {
  return `The templates used more than ${memory} MB of memory and were stopped.`;
}

function stopped(code: ProblemCode, message: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ code, severity: "error", field: "template", message, file: "templates" }] };
}
