import {
  CaptureTag,
  type Context,
  type Emitter,
  Tag,
  type TagToken,
  tags,
  type TopLevelToken,
  type Liquid,
  Value,
} from "liquidjs";
import { printValue } from "./print-value.ts";
import { safeText } from "./safe-text.ts";
import type { TemplateContext } from "./template-context.ts";

type TagClass = (typeof tags)[string];

/** What is captured counts as printed, and is escaped already. */
class SafeCaptureTag extends CaptureTag {
  override *render(context: TemplateContext): Generator<unknown, void, string> {
    const emitter = context.rendering.budget.createEmitter();
    yield this.liquid.renderer.renderTemplates(this.templates, context, emitter);
    context.bottom()[this.variable] = safeText(emitter.buffer);
  }
}

/** LiquidJS's own takes the value out of its drop before the escape, which then cannot see that it is safe. */
class SafeEchoTag extends Tag {
  readonly #value: Value;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.#value = new Value(this.tokenizer.readFilteredValue(), liquid);
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void> {
    emitter.write(printValue(yield this.#value.value(context, false)));
  }
}

/** LiquidJS's own but those that `forbiddenTags` names. */
const taken = "# assign break case comment continue for if include liquid raw render unless".split(" ");

export const templateTags: ReadonlyMap<string, TagClass> = new Map([
  ...Object.entries(tags).filter(([name]) => taken.includes(name)),
  ["capture", SafeCaptureTag],
  ["echo", SafeEchoTag],
]);

/** Why a tag that LiquidJS has is not here. */
export const forbiddenTags: Readonly<Record<string, string>> = {
  cycle: "it prints without escape",
  layout: "templates are joined by `render`",
  block: "templates are joined by `render`",
  tablerow: "it prints HTML; a Markdown table does the same",
  increment: "`forloop.index` counts",
  decrement: "`forloop.rindex` counts",
};
