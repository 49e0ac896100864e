import { type Context, type ForTag, toValue } from "liquidjs";
import { compileToken, type Evaluate } from "./evaluate.ts";
import type { Step, StepRenderer } from "./compile-template.ts";
import { unwrapSafe } from "./safe-text.ts";

/** What `forloop` says, by LiquidJS's names. */
interface Loop {
  readonly length: number;
  index: number;
  index0: number;
  rindex: number;
  rindex0: number;
  first: boolean;
  last: boolean;
}

/** A `for` with `limit` and `reversed` at most; undefined for the others (`offset: continue`), which LiquidJS does itself. */
export function compileFor(tag: ForTag, renderer: StepRenderer): Step | undefined {
  const { hash, variable, templates, elseTemplates } = tag;
  const names = Object.keys(hash.hash);
  if (names.some((name) => name !== "limit" && name !== "reversed")) return undefined;
  const collection = compileToken(tag.collection);
  const limit = names.includes("limit") ? compileToken(hash.hash["limit"]) : undefined;
  const reversed = names.includes("reversed");
  return (context, emitter) => {
    const items = itemsOf(collection(context, false), limit, reversed, context);
    if (items.length === 0) {
      if (elseTemplates.length > 0) renderer.renderTemplates(elseTemplates, context, emitter);
      return;
    }
    const loop = startLoop(items.length);
    const scope: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    scope["forloop"] = loop;
    context.push(scope);
    for (const item of items) {
      scope[variable] = item;
      context.continueCalled = false;
      context.breakCalled = false;
      renderer.renderTemplates(templates, context, emitter);
      if (context.breakCalled) break;
      advance(loop);
    }
    context.continueCalled = false;
    context.breakCalled = false;
    context.pop();
  };
}

function itemsOf(value: unknown, limit: Evaluate | undefined, reversed: boolean, context: Context): readonly unknown[] {
  const all = toItems(toValue(unwrapSafe(value)));
  const some = limit === undefined ? all : all.slice(0, Number(limit(context, false)));
  return reversed ? some.toReversed() : some;
}

function toItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function startLoop(length: number): Loop {
  return { length, index: 1, index0: 0, rindex: length, rindex0: length - 1, first: true, last: length === 1 };
}

function advance(loop: Loop): void {
  loop.index += 1;
  loop.index0 += 1;
  loop.rindex -= 1;
  loop.rindex0 -= 1;
  loop.first = false;
  loop.last = loop.rindex0 === 0;
}
