import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import PQueue from "p-queue";

export interface WorkerLimits {
  /** Milliseconds for the job, loading apart. */
  readonly time: number;
  /** Megabytes of memory. */
  readonly memory: number;
}

export type WorkerOutcome<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "too-long" | "out-of-memory" };

type Message = { readonly kind: "started" } | { readonly kind: "answer"; readonly answer: unknown };

/** Loading the modules takes 0.1 s to 1 s; a machine that is slower than this does nothing else either. */
const longestStart = 30_000;

/** More threads than cores would only take each other's time, which is measured, and the machine's memory. */
const threads = new PQueue({ concurrency: Math.max(2, availableParallelism()) });

/**
 * Does a job in a thread of its own, stopped when its time is over, its memory capped; where all cores have one, it waits.
 * The thread's module says that it has started, and then gives its answer (`tellParent`). Whatever the job throws is
 * thrown here.
 */
export async function runInWorker<Answer>(
  module: URL,
  job: unknown,
  limits: WorkerLimits,
): Promise<WorkerOutcome<Answer>> {
  return threads.add(() => runAtOnce<Answer>(module, job, limits));
}

async function runAtOnce<Answer>(
  module: URL,
  job: unknown,
  { time, memory }: WorkerLimits,
): Promise<WorkerOutcome<Answer>> {
  const worker = new Worker(module, {
    workerData: job,
    // Nothing of ours for a stranger's text to find, whatever it finds.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 4 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<WorkerOutcome<Answer>>((resolve, reject) => {
      stopAfter(longestStart);
      worker.on("message", (message: Message) => {
        if (message.kind === "started") stopAfter(time);
        else resolve({ kind: "answer", answer: message.answer as Answer });
      });
      worker.on("error", (error: Error & { readonly code?: string }) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ kind: "out-of-memory" });
        else reject(error);
      });
      worker.on("exit", (code) => reject(new Error(`The worker ended with ${code} and no answer.`)));

      function stopAfter(milliseconds: number): void {
        clearTimeout(timer);
        timer = setTimeout(() => resolve({ kind: "too-long" }), milliseconds);
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
