import { type Context, type Token, toValue, toValueSync, TypeGuards, type Value } from "liquidjs";
import { type OpenFilter, type OpenPropertyAccess, type OpenRange, openContext } from "./liquid-parts.ts";
import { operators } from "./operators.ts";
import { readProperty } from "./read-property.ts";
import { unwrapSafe } from "./safe-text.ts";
import { TemplateFault } from "./template-fault.ts";
import { unknownVariable } from "./unknown-variable.ts";

/** Computes an expression. `lenient`: a variable that does not exist is nothing (in `if`, and before `default`). */
export type Evaluate = (context: Context, lenient: boolean) => unknown;

/** The value with its filters but the last `drop` of them. */
export function compileValue(value: Value, drop = 0): Evaluate {
  const filters = (value.filters as unknown as readonly OpenFilter[]).slice(0, value.filters.length - drop);
  const initial = compilePostfix(value.initial.postfix);
  if (filters.length === 0) return initial;
  const isDefault = filters[0]?.name === "default";
  const calls = filters.map(compileFilter);
  return (context, lenient) => {
    let result = initial(context, lenient || isDefault);
    for (const call of calls) result = call(context, result);
    return result;
  };
}

/** Operators and operands in postfix order, as a tree: so `a and b` stops at a false `a`. */
function compilePostfix(postfix: readonly Token[]): Evaluate {
  const operands: Evaluate[] = [];
  for (const token of postfix)
    operands.push(TypeGuards.isOperatorToken(token) ? compileOperator(token.operator, operands) : compileToken(token));
  return operands.pop() ?? nothing;
}

function compileOperator(name: string, operands: Evaluate[]): Evaluate {
  const right = operands.pop() ?? nothing;
  if (name === "not") return (context, lenient) => operators.not(right(context, lenient));
  const left = operands.pop() ?? nothing;
  if (name === "and")
    return (context, lenient) =>
      operators.and(left(context, lenient), true) && operators.and(true, right(context, lenient));
  if (name === "or")
    return (context, lenient) =>
      operators.or(left(context, lenient), false) || operators.or(false, right(context, lenient));
  const operator = operators[name as keyof typeof operators];
  return (context, lenient) => operator(left(context, lenient), right(context, lenient));
}

function compileFilter(filter: OpenFilter): (context: Context, value: unknown) => unknown {
  const { handler, token } = filter;
  const args = filter.args.map((arg) => {
    if (!("0" in arg)) return compileToken(arg);
    const [name, named] = arg;
    const evaluate = compileToken(named);
    return (context: Context): readonly unknown[] => [name, evaluate(context, false)];
  });
  return (context, value) => {
    const given = args.map((evaluate) => evaluate(context, false));
    const result = handler.call({ context, token, liquid: context.liquid as unknown }, value, ...given);
    return toValueSync(result as Generator);
  };
}

export function compileToken(token: Token | undefined): Evaluate {
  if (token === undefined) return nothing;
  if ("content" in token) {
    const { content } = token;
    return () => content;
  }
  if (TypeGuards.isPropertyAccessToken(token)) return compileAccess(token);
  if (TypeGuards.isRangeToken(token)) return compileRange(token);
  return nothing;
}

function compileAccess(token: OpenPropertyAccess): Evaluate {
  const keys = token.props.map(compileToken);
  if (token.variable === undefined) {
    const [first, ...rest] = keys;
    return (context, lenient) => {
      const name = toValue(first?.(context, false)) as string;
      return walk(context, lenient, readProperty(context, findScope(context, name), name), name, rest);
    };
  }
  const variable = compileToken(token.variable);
  return (context, lenient) => walk(context, lenient, variable(context, lenient), "", keys);

  function walk(context: Context, lenient: boolean, start: unknown, name: string, path: readonly Evaluate[]): unknown {
    let value = start;
    if (value === undefined) return missing(context, lenient, undefined, name);
    for (const evaluate of path) {
      const key: unknown = toValue(unwrapSafe(evaluate(context, false)));
      const holder = value;
      value = readProperty(context, holder, key);
      if (value === undefined) return missing(context, lenient, holder, key);
    }
    return value;
  }

  function missing(context: Context, lenient: boolean, holder: unknown, key: unknown): unknown {
    if (lenient || !openContext(context).strictVariables) return undefined;
    throw unknownVariable(token, context, holder, String(key));
  }
}

function findScope(context: Context, name: string): unknown {
  const { scopes, environments, globals } = openContext(context);
  for (let at = scopes.length - 1; at >= 0; at -= 1) {
    const scope = scopes[at];
    if (scope !== undefined && name in scope) return scope;
  }
  return Object.hasOwn(environments, name) ? environments : globals;
}

const longestRange = 1_000_000;

function compileRange({ lhs, rhs }: OpenRange): Evaluate {
  const low = compileToken(lhs);
  const high = compileToken(rhs);
  return (context) => {
    const from = Number(unwrapSafe(low(context, false)));
    const to = Number(unwrapSafe(high(context, false)));
    const length = Math.max(0, to - from + 1);
    if (length > longestRange) {
      throw new TemplateFault(`The range (${from}..${to}) has more than ${longestRange} numbers.`, {
        code: "template-too-long",
      });
    }
    context.memoryLimit.use(length);
    return Array.from({ length: Number.isNaN(length) ? 0 : length }, (_, at) => from + at);
  };
}

function nothing(): undefined {
  return undefined;
}
