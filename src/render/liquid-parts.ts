import type { Context, Hash, Template, Token, Value } from "liquidjs";

/**
 * The parts of LiquidJS's parsed templates and contexts that its types keep to themselves. Held to LiquidJS 10 by
 * `test/render/compile-template.test.ts`, which compares what we print with what LiquidJS's own renderer prints.
 */
export interface OpenContext {
  readonly scopes: readonly Record<string, unknown>[];
  readonly environments: Record<string, unknown>;
  readonly globals: Record<string, unknown>;
  readonly strictVariables: boolean;
}

export interface OpenFilter {
  readonly name: string;
  readonly handler: (this: FilterThis, value: unknown, ...args: readonly unknown[]) => unknown;
  readonly args: readonly (Token | readonly [string, Token])[];
  readonly token: Token;
}

/** What LiquidJS binds a filter to. */
export interface FilterThis {
  readonly context: Context;
  readonly token: Token;
  readonly liquid: unknown;
}

export interface OpenRender extends Template {
  readonly file: unknown;
  readonly hash: Hash;
  readonly with?: unknown;
  readonly forBinding?: unknown;
}

export interface OpenAssign extends Template {
  readonly key: string;
  readonly value: Value;
}

export interface OpenPropertyAccess extends Token {
  readonly variable: Token | undefined;
  readonly props: readonly Token[];
}

export interface OpenRange extends Token {
  readonly lhs: Token;
  readonly rhs: Token;
}

export function openContext(context: Context): OpenContext {
  return context as unknown as OpenContext;
}
