import { Context, Drop, type Liquid, type Scope, toValue } from "liquidjs";
import { type RenderBudget, tooDeep } from "./render-budget.ts";

/** One rendering of one template, with the partials in it. */
export interface Rendering {
  readonly liquid: Liquid;
  readonly variables: Readonly<Record<string, unknown>>;
  /** A variable that does not exist is a fault. */
  readonly strict: boolean;
  readonly budget: RenderBudget;
  /** What was read last and is not there. */
  missing?: Missing;
}

/** What LiquidJS's fault of an unknown variable does not say. */
export interface Missing {
  readonly key: string;
  readonly isVariable: boolean;
  /** Those that are there. */
  readonly names: () => readonly string[];
}

/** LiquidJS's context, held to the limits. */
export class TemplateContext extends Context {
  readonly rendering: Rendering;
  readonly #depth: number;

  constructor(rendering: Rendering, scope: object = {}, above?: TemplateContext) {
    const { liquid, variables, strict, budget } = rendering;
    const options = { sync: true, globals: variables, strictVariables: strict };
    super(scope, liquid.options, options, { liquid, renderLimit: budget.renderLimit });
    this.rendering = rendering;
    if (above !== undefined) this.memoryLimit = above.memoryLimit;
    this.#depth = above === undefined ? 0 : above.#depth + 1;
    this.#expectDepth(this.#depth);
  }

  /** `render` does it. */
  override spawn(scope: object = {}): TemplateContext {
    return new TemplateContext(this.rendering, scope, this);
  }

  /** `for` and `include` do it. */
  override push(scope: object): number {
    const size = super.push(scope);
    this.#expectDepth(this.#depth + size);
    return size;
  }

  override readProperty(holder: Scope, key: string | number | Drop): unknown {
    // Of a drop LiquidJS reads what it inherits too; of what every object inherits nothing is for templates.
    const isHidden = holder instanceof Drop && textOf(key) in Object.prototype;
    const value: unknown = isHidden ? undefined : super.readProperty(holder, key);
    if (value === undefined) {
      const isVariable = holder === this.globals;
      const names = (): readonly string[] => (isVariable ? Object.keys(this.getAll()) : namesIn(holder));
      this.rendering.missing = { key: textOf(key), isVariable, names };
    }
    return value;
  }

  #expectDepth(depth: number): void {
    const { limits } = this.rendering.budget;
    if (depth > limits.depth) throw tooDeep(limits);
  }
}

function textOf(key: unknown): string {
  return String(toValue(key));
}

function namesIn(holder: unknown): readonly string[] {
  if (Array.isArray(holder)) return ["size", "first", "last"];
  if (typeof holder !== "object" || holder === null) return ["size"];
  if (!(holder instanceof Drop)) return Object.keys(holder);
  return Object.getOwnPropertyNames(Object.getPrototypeOf(holder)).filter((name) => !(name in Object.prototype));
}
