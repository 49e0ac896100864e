import { Worker } from "node:worker_threads";
import type { Problem, ProblemCode } from "../list/problem.ts";
import type { TemplateAnswer, TemplateJob } from "../render/template-job.ts";

export interface WorkerLimits {
  /** Milliseconds for the job, loading apart. */
  readonly time: number;
  /** Megabytes of memory. */
  readonly memory: number;
}

const defaultLimits: WorkerLimits = { time: 2000, memory: 512 };

/** Loading the modules takes 0.1 s to 1 s; a machine that is slower than this does nothing else either. */
const longestStart = 30_000;

type Message = { readonly kind: "started" } | { readonly kind: "answer"; readonly answer: unknown };

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
  const worker = new Worker(workerUrl, {
    workerData: job,
    // Nothing of ours for a template to find, whatever it finds.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.memory, stackSizeMb: 4 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<TemplateAnswer<Job>>((resolve, reject) => {
      stopAfter(longestStart);
      worker.on("message", (message: Message) => {
        if (message.kind === "started") stopAfter(limits.time);
        else resolve(message.answer as TemplateAnswer<Job>);
      });
      worker.on("error", (error: Error & { readonly code?: string }) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
          resolve(stopped("template-too-much-output", outOfMemory(limits)));
        else reject(error);
      });
      worker.on("exit", (code) => reject(new Error(`The template worker ended with ${code} and no answer.`)));

      function stopAfter(milliseconds: number): void {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(stopped("template-too-long", tooLong(limits))), milliseconds);
      }
    });
  } finally {
    clearTimeout(timer);
    worker.removeAllListeners();
    // A thread that is being stopped may still fail; nobody asks any more.
    worker.on("error", () => undefined);
    await worker.terminate();
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
