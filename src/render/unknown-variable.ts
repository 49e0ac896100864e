import type { Token } from "liquidjs";
import { findNearest } from "../list/nearest.ts";
import { quote } from "../list/quote.ts";
import type { Missing } from "./template-context.ts";
import { TemplateFault } from "./template-fault.ts";

/** The fault of reading what is not there, with the names that are. */
export function unknownVariable(
  token: Token,
  { key, isVariable, names }: Missing,
  place: TemplateFault["place"],
): TemplateFault {
  const given = token.getText();
  const allowed = names();
  const nearest = findNearest(key, allowed);
  const what = isVariable ? `There is no variable ${quote(key)}` : `${quote(given)}: there is no ${quote(key)}`;
  const others = allowed.length === 0 ? "" : ` There is ${allowed.join(", ")}.`;
  const hint = nearest === undefined ? others : ` Did you mean ${quote(nearest)}?`;
  const facts = { code: "template-unknown-variable", given, allowed } as const;
  return new TemplateFault(`${what}.${hint}`, nearest === undefined ? facts : { ...facts, nearest }, place);
}
