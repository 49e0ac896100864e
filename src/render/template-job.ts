import type { List } from "../list/list.ts";
import type { Result } from "../list/problem.ts";
import { type BotFacts, createRenderer } from "./create-renderer.ts";
import type { OutputEdits, OutputEditsInput } from "./output-edits.ts";
import { type OutputsInput, type RenderedOutputs, renderOutputs } from "./render-outputs.ts";
import { sanitizeKept } from "./sanitize-kept.ts";
import type { Templates } from "./templates.ts";

/** All that is ever asked of templates, as plain data, so that a worker can be asked too. */
export type TemplateJob =
  | ({ readonly kind: "outputs" } & OutputsInput)
  | { readonly kind: "entries"; readonly templates: Templates; readonly list: List; readonly ids: readonly string[] }
  | ({ readonly kind: "read-edits" } & OutputEditsInput)
  | { readonly kind: "bot-text"; readonly templates: Templates; readonly name: string; readonly facts: BotFacts };

export interface TemplateAnswers {
  readonly outputs: RenderedOutputs;
  /** The lines of these papers in this order, as a README has them, but safe to stand in a comment. */
  readonly entries: string;
  /** What a person's edit of an output says of the list. */
  readonly "read-edits": OutputEdits;
  readonly "bot-text": string;
}

export type TemplateAnswer<Job extends TemplateJob> = Result<TemplateAnswers[Job["kind"]]>;

/** Does the job here and now. For templates of others, see `renderInWorker`. */
export async function runTemplateJob<Job extends TemplateJob>(job: Job): Promise<TemplateAnswer<Job>> {
  return (await answer(job)) as TemplateAnswer<Job>;
}

async function answer(job: TemplateJob): Promise<Result<TemplateAnswers[TemplateJob["kind"]]>> {
  switch (job.kind) {
    case "outputs":
      return { ok: true, value: await renderOutputs(job) };
    case "entries":
      return await renderEntries(job.templates, job.list, job.ids);
    case "read-edits": {
      // Only this needs a Markdown parser, which takes long to load.
      const { readOutputEdits } = await import("./read-output-edits.ts");
      return { ok: true, value: await readOutputEdits(job) };
    }
    case "bot-text":
      return createRenderer(job.templates).botText(job.name, job.facts);
  }
}

async function renderEntries(templates: Templates, list: List, ids: readonly string[]): Promise<Result<string>> {
  const renderer = createRenderer(templates);
  const papers = new Map(list.papers.map((paper) => [paper.id, paper]));
  let lines = "";
  for (const id of ids) {
    const paper = papers.get(id);
    if (paper === undefined) continue;
    const entry = renderer.entry(list, await sanitizeKept(paper));
    if (!entry.ok) return entry;
    lines += `${entry.value.trimEnd()}\n`;
  }
  return { ok: true, value: lines };
}
