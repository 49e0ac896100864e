import type { Context, Emitter } from "liquidjs";
import { printValue } from "./print-value.ts";
import { TemplateFault } from "./template-fault.ts";

/** What one rendering may use. Counted, not timed, so that the answer is the same on every machine. */
export interface RenderLimits {
  /** Characters printed, those of captures included. */
  readonly output: number;
  /** Pieces of template gone through, and times a loop or a partial is begun. */
  readonly steps: number;
  /** Loops and templates inside one another. */
  readonly depth: number;
  /** Characters and list items made by filters and ranges, as LiquidJS counts them. */
  readonly memory: number;
}

export const defaultLimits: RenderLimits = { output: 5_000_000, steps: 5_000_000, depth: 100, memory: 5_000_000 };

/** What a README of so many papers may use: a list that is large may print more. */
export function limitsFor(papers: number): RenderLimits {
  return {
    ...defaultLimits,
    output: defaultLimits.output + papers * 1_000,
    steps: defaultLimits.steps + papers * 1_000,
    memory: defaultLimits.memory + papers * 1_000,
  };
}

/** What is used of the limits, through the two things LiquidJS takes to every piece of a rendering. */
export interface RenderBudget {
  readonly limits: RenderLimits;
  /** LiquidJS asks it before every piece. It brings the time, and we count: LiquidJS's own would end by the clock. */
  readonly renderLimit: Context["renderLimit"];
  createEmitter(): Emitter;
}

export function createBudget(limits: RenderLimits): RenderBudget {
  let output = 0;
  let steps = 0;
  const renderLimit = { use: check, check };
  // The class has private members and is not exported, so nothing else can have its type.
  return { limits, renderLimit: renderLimit as unknown as Context["renderLimit"], createEmitter };

  function check(): void {
    steps += 1;
    if (steps > limits.steps) throw tooManySteps();
  }

  function createEmitter(): Emitter {
    return { buffer: "", write };
  }

  function write(this: Emitter, value: unknown): void {
    const text = typeof value === "string" ? value : printValue(value);
    output += text.length;
    if (output > limits.output) throw tooMuchOutput(limits);
    this.buffer += text;
  }
}

function tooMuchOutput({ output }: RenderLimits): TemplateFault {
  const message = `The template prints more than ${output} characters, the limit for one file.`;
  return new TemplateFault(message, { code: "template-too-much-output", allowed: [`${output} characters`] });
}

function tooManySteps(): TemplateFault {
  return new TemplateFault("The template does too much: is there a loop in a loop?", { code: "template-too-long" });
}

export function tooDeep({ depth }: RenderLimits): TemplateFault {
  const message = `Loops and templates stand more than ${depth} deep in one another: does a template render itself?`;
  return new TemplateFault(message, { code: "template-too-long" });
}
