import { Context, type Emitter, Liquid, type Operators, type Template, tags } from "liquidjs";
import { compileTemplate, type Step, type StepRenderer } from "./compile-template.ts";
import { faultOf, missingTemplate } from "./liquid-problem.ts";
import { operators } from "./operators.ts";
import { positionOf } from "./position-of.ts";
import { printValue } from "./print-value.ts";
import { createBudget, type RenderLimits, tooDeep, tooManySteps, tooMuchOutput } from "./render-budget.ts";
import { TemplateFault } from "./template-fault.ts";
import { templateFilters } from "./template-filters.ts";
import { type Templates, templatePath } from "./templates.ts";

export interface TemplateEngine {
  /** Throws what `problemOfTemplate` makes a Problem of. `strict`: a variable that does not exist is a fault. */
  render(name: string, variables: Readonly<Record<string, unknown>>, strict: boolean): string;
  /** Parses it, without rendering. Throws likewise. */
  parse(name: string): void;
}

/** `cycle` prints without escape, `layout` and `block` are for whole sites, counters and tables have no use here. */
const taken = new Set(
  "assign for capture case comment include render if raw unless break continue echo liquid #".split(" "),
);

/**
 * LiquidJS over these templates and nothing else: no file, no clock, no chance, own properties only, everything printed
 * escaped, work and output bounded.
 */
export function createTemplateEngine(templates: Templates, limits: RenderLimits): TemplateEngine {
  const liquid = new Liquid({
    fs: filesOf(templates),
    relativeReference: false,
    cache: true,
    extname: ".liquid",
    strictFilters: true,
    ownPropertyOnly: true,
    lenientIf: true,
    locale: "en-US",
    timezoneOffset: 0,
    memoryLimit: limits.memory,
    operators: operators as unknown as Operators,
    outputEscape: printValue,
  });
  for (const name of Object.keys(tags)) if (!taken.has(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const [name, filter] of templateFilters) liquid.registerFilter(name, filter as never);

  const parsed = new Map<string, Template[]>();
  const compiled = new WeakMap<readonly Template[], readonly Step[]>();
  let budget = createBudget(limits);

  const renderer: StepRenderer = { renderTemplates, createEmitter, loadPartial: load };
  // LiquidJS's own tags render what is inside them through this too.
  (liquid as { renderer: unknown }).renderer = {
    renderTemplates(pieces: Template[], context: Context, emitter: Emitter = createEmitter()): string {
      renderTemplates(pieces, context, emitter);
      return emitter.buffer;
    },
  };

  return {
    parse: load,
    render(name, variables, strict) {
      budget = createBudget(limits);
      const options = { sync: true, globals: variables, strictVariables: strict };
      const emitter = createEmitter();
      renderTemplates(load(name), new Context({}, liquid.options, options, { liquid }), emitter);
      return emitter.buffer;
    },
  };

  function load(name: string): readonly Template[] {
    const path = templatePath(name);
    const known = parsed.get(path);
    if (known !== undefined) return known;
    const source = templates.get(path);
    if (source === undefined) throw missingTemplate(path, templates);
    const pieces = liquid.parse(source, path);
    parsed.set(path, pieces);
    return pieces;
  }

  function createEmitter(): Emitter {
    return { buffer: "", write };
  }

  function write(this: Emitter, value: unknown): void {
    const text = typeof value === "string" ? value : printValue(value);
    budget.output += text.length;
    if (budget.output > limits.output) throw tooMuchOutput(budget);
    this.buffer += text;
  }

  function renderTemplates(pieces: readonly Template[], context: Context, emitter: Emitter): void {
    let steps = compiled.get(pieces);
    if (steps === undefined) {
      steps = pieces.map((piece) => compileTemplate(piece, renderer));
      compiled.set(pieces, steps);
    }
    let at = 0;
    try {
      budget.depth += 1;
      if (budget.depth > limits.depth) throw tooDeep(budget);
      for (const step of steps) {
        budget.steps += 1;
        if (budget.steps > limits.steps) throw tooManySteps();
        step(context, emitter);
        if (context.breakCalled || context.continueCalled) break;
        at += 1;
      }
      budget.depth -= 1;
    } catch (error) {
      const piece = pieces[at];
      const fault = faultOf(error);
      throw fault.place === undefined && piece !== undefined
        ? new TemplateFault(fault.message, fault.facts, positionOf(piece.token))
        : fault;
    }
  }
}

/** The templates as the only files there are. */
function filesOf(templates: Templates) {
  const read = (path: string): string => {
    const source = templates.get(path);
    if (source === undefined) throw missingTemplate(path, templates);
    return source;
  };
  return {
    // A file that does not exist is found too, so that reading it says which ones do.
    exists: async (): Promise<boolean> => true,
    existsSync: (): boolean => true,
    readFile: async (path: string): Promise<string> => read(path),
    readFileSync: read,
    resolve: (_: string, name: string): string => templatePath(name),
    contains: async (): Promise<boolean> => true,
    containsSync: (): boolean => true,
    sep: "/",
    dirname: (): string => "",
  };
}
