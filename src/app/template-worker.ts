import { workerData } from "node:worker_threads";
import { runTemplateJob, type TemplateJob } from "../render/template-job.ts";
import { tellParent } from "./tell-parent.ts";

// Started by `renderInWorker`, one job each.
tellParent({ kind: "started" });
tellParent({ kind: "answer", answer: await runTemplateJob(workerData as TemplateJob) });
