import type { Context, Token } from "liquidjs";
import { findNearest } from "../list/nearest.ts";
import { quote } from "../list/quote.ts";
import { openContext } from "./liquid-parts.ts";
import { positionOf } from "./position-of.ts";
import { TemplateFault } from "./template-fault.ts";

/** The fault of reading `key` from `holder` (from the variables themselves where that is undefined), which has no such property. */
export function unknownVariable(token: Token, context: Context, holder: unknown, key: string): TemplateFault {
  const { scopes, environments, globals } = openContext(context);
  const names =
    holder === undefined
      ? [...new Set([globals, environments, ...scopes].flatMap((scope) => Object.keys(scope)))]
      : namesIn(holder);
  const nearest = findNearest(key, names);
  const what =
    holder === undefined
      ? `There is no variable ${quote(key)}`
      : `${quote(token.getText())}: there is no ${quote(key)}`;
  const hint =
    nearest === undefined
      ? names.length === 0
        ? ""
        : ` There is ${names.join(", ")}.`
      : ` Did you mean ${quote(nearest)}?`;
  return new TemplateFault(
    `${what}.${hint}`,
    {
      code: "template-unknown-variable",
      given: token.getText(),
      allowed: names,
      ...(nearest === undefined ? {} : { nearest }),
    },
    positionOf(token),
  );
}

function namesIn(holder: unknown): readonly string[] {
  if (Array.isArray(holder)) return ["size", "first", "last"];
  return typeof holder === "object" && holder !== null ? Object.keys(holder) : ["size"];
}
