import { parentPort, workerData } from "node:worker_threads";
import { runTemplateJob, type TemplateJob } from "../render/template-job.ts";

// Started by `renderInWorker`, one job each. The clock starts when everything is loaded.
parentPort?.postMessage({ kind: "started" });
parentPort?.postMessage({ kind: "answer", answer: await runTemplateJob(workerData as TemplateJob) });
