import { defaultOperators, Liquid, type Operators, type Template, toValueSync } from "liquidjs";
import { faultOf, missingTemplate } from "./liquid-problem.ts";
import { printValue } from "./print-value.ts";
import { createBudget, type RenderLimits } from "./render-budget.ts";
import { isSafeText } from "./safe-text.ts";
import { type Rendering, TemplateContext } from "./template-context.ts";
import { type TemplateFilter, templateFilters } from "./template-filters.ts";
import { templateTags } from "./template-tags.ts";
import { type Templates, templatePath } from "./templates.ts";

export interface TemplateEngine {
  /** Throws what `problemOfTemplate` makes a Problem of. `strict`: a variable that does not exist is a fault. */
  render(name: string, variables: Readonly<Record<string, unknown>>, strict: boolean): string;
  /** Parses it, without rendering. Throws likewise. */
  parse(name: string): void;
  /** Names of the variables it takes from outside, its partials' included. Throws likewise. */
  variablesOf(name: string): readonly string[];
}

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
    operators: { ...defaultOperators, "==": onTexts("=="), "!=": onTexts("!=") },
    outputEscape: printValue,
  });
  for (const name of Object.keys(liquid.tags)) delete liquid.tags[name];
  for (const [name, tag] of templateTags) liquid.registerTag(name, tag);
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const [name, filter] of templateFilters) liquid.registerFilter(name, placed(filter));
  return {
    parse,
    variablesOf: (name) => liquid.globalVariablesSync(parse(name)),
    render(name, variables, strict) {
      const pieces = parse(name);
      const rendering: Rendering = { liquid, variables, strict, budget: createBudget(limits) };
      const emitter = rendering.budget.createEmitter();
      try {
        toValueSync(liquid.renderer.renderTemplates(pieces, new TemplateContext(rendering), emitter));
      } catch (error) {
        throw faultOf(error, templates, rendering.missing);
      }
      return emitter.buffer;
    },
  };

  function parse(name: string): Template[] {
    try {
      return liquid.parseFileSync(name);
    } catch (error) {
      throw faultOf(error, templates);
    }
  }

  /** A fault in an expression that a filter takes (`where_exp`) has no place; that of the filter is the nearest. */
  function placed(filter: TemplateFilter): TemplateFilter {
    return function placedFilter(...values) {
      try {
        return filter.apply(this, values);
      } catch (error) {
        throw faultOf(error, templates, (this.context as TemplateContext).rendering.missing);
      }
    };
  }
}

/** LiquidJS takes a drop for its text but before `blank`. */
function onTexts(name: "==" | "!="): Operators[string] {
  const compare = defaultOperators[name];
  return (left: unknown, right: unknown, context) => compare?.(textOf(left), textOf(right), context) ?? false;
}

function textOf(value: unknown): unknown {
  return isSafeText(value) ? value.valueOf() : value;
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
  };
}
