import { TemplateFault } from "./template-fault.ts";

/** What one rendering may use. Counted, not timed, so that the answer is the same on every machine. */
export interface RenderLimits {
  /** Characters printed, those of captures included. */
  readonly output: number;
  /** Pieces of template gone through. */
  readonly steps: number;
  /** Templates and blocks inside one another. */
  readonly depth: number;
  /** Characters and list items made by filters, as LiquidJS counts them. */
  readonly memory: number;
}

export const defaultLimits: RenderLimits = { output: 5_000_000, steps: 20_000_000, depth: 100, memory: 100_000_000 };

/** What a README of so many papers may use: a list that is large may print more. */
export function limitsFor(papers: number): RenderLimits {
  return {
    ...defaultLimits,
    output: defaultLimits.output + papers * 1_000,
    steps: defaultLimits.steps + papers * 1_000,
    memory: defaultLimits.memory + papers * 1_000,
  };
}

export interface RenderBudget {
  readonly limits: RenderLimits;
  output: number;
  steps: number;
  depth: number;
}

export function createBudget(limits: RenderLimits): RenderBudget {
  return { limits, output: 0, steps: 0, depth: 0 };
}

export function tooMuchOutput({ limits }: RenderBudget): TemplateFault {
  const message = `The template prints more than ${limits.output} characters, the limit for one file.`;
  return new TemplateFault(message, { code: "template-too-much-output", allowed: [`${limits.output} characters`] });
}

export function tooManySteps(): TemplateFault {
  return new TemplateFault("The template does too much: is there a loop in a loop?", { code: "template-too-long" });
}

export function tooDeep({ limits }: RenderBudget): TemplateFault {
  const message = `Templates and blocks stand more than ${limits.depth} deep in one another: does one render itself?`;
  return new TemplateFault(message, { code: "template-too-long" });
}
