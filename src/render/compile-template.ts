import {
  AssignTag,
  CaptureTag,
  type Context,
  type Emitter,
  ForTag,
  type Hash,
  IfTag,
  Output,
  RenderTag,
  type Template,
  toValueSync,
  TypeGuards,
  UnlessTag,
} from "liquidjs";
import { compileFor } from "./compile-for.ts";
import { compileToken, compileValue, type Evaluate } from "./evaluate.ts";
import type { OpenAssign, OpenRender } from "./liquid-parts.ts";
import { isTrue } from "./operators.ts";
import { printValue } from "./print-value.ts";
import { safeText } from "./safe-text.ts";

/** Renders one piece of a template. */
export type Step = (context: Context, emitter: Emitter) => void;

/** What a step needs of the renderer it is a part of. */
export interface StepRenderer {
  renderTemplates(templates: readonly Template[], context: Context, emitter: Emitter): void;
  createEmitter(): Emitter;
  loadPartial(name: string): readonly Template[];
}

/**
 * A parsed piece as a plain function. LiquidJS walks its pieces with one generator for every value and piece, which is
 * most of the time it takes; the pieces a list is made of are done here without, the others by LiquidJS itself.
 */
export function compileTemplate(template: Template, renderer: StepRenderer): Step {
  if (TypeGuards.isHTMLToken(template.token)) {
    const text = template.token.getContent();
    return (_, emitter) => emitter.write(text);
  }
  if (template instanceof Output) {
    // The last filter is our own escape, which LiquidJS puts there: done directly.
    const evaluate = compileValue(template.value, 1);
    return (context, emitter) => emitter.write(printValue(evaluate(context, false)));
  }
  if (template instanceof IfTag || template instanceof UnlessTag) return compileBranches(template, renderer);
  if (template instanceof ForTag) return compileFor(template, renderer) ?? byLiquid(template);
  if (template instanceof RenderTag)
    return compileRender(template as unknown as OpenRender, renderer) ?? byLiquid(template);
  if (template instanceof AssignTag) return compileAssign(template as unknown as OpenAssign);
  if (template instanceof CaptureTag) {
    const { templates, variable } = template;
    return (context) => {
      const emitter = renderer.createEmitter();
      renderer.renderTemplates(templates, context, emitter);
      // What was printed is escaped already.
      context.bottom()[variable] = safeText(emitter.buffer);
    };
  }
  return byLiquid(template);
}

function byLiquid(template: Template): Step {
  return (context, emitter) => {
    const html: unknown = toValueSync(template.render(context, emitter) as Generator);
    if (typeof html === "string" && html !== "") emitter.write(html);
  };
}

function compileBranches({ branches, elseTemplates = [] }: IfTag | UnlessTag, renderer: StepRenderer): Step {
  const compiled = branches.map((branch, at) => ({
    evaluate: compileValue(branch.value),
    templates: branch.templates,
    // The first branch of `unless` is taken when its condition does not hold.
    wanted: !("test" in branch && at === 0),
  }));
  return (context, emitter) => {
    for (const { evaluate, templates, wanted } of compiled) {
      if (isTrue(evaluate(context, true)) !== wanted) continue;
      renderer.renderTemplates(templates, context, emitter);
      return;
    }
    if (elseTemplates.length > 0) renderer.renderTemplates(elseTemplates, context, emitter);
  };
}

function compileAssign({ key, value }: OpenAssign): Step {
  const evaluate = compileValue(value);
  return (context) => {
    context.bottom()[key] = evaluate(context, true);
  };
}

function compileRender({ file, hash, with: bound, forBinding }: OpenRender, renderer: StepRenderer): Step | undefined {
  if (typeof file !== "string" || bound !== undefined || forBinding !== undefined) return undefined;
  const args = compileHash(hash);
  let templates: readonly Template[] | undefined;
  return (context, emitter) => {
    const inner = context.spawn();
    const scope = inner.bottom();
    for (const [name, evaluate] of args) scope[name] = evaluate(context, false);
    templates ??= renderer.loadPartial(file);
    renderer.renderTemplates(templates, inner, emitter);
  };
}

export function compileHash({ hash }: Hash): readonly (readonly [string, Evaluate])[] {
  return Object.entries(hash).map(([name, token]) => [name, token === undefined ? always : compileToken(token)]);
}

function always(): true {
  return true;
}
