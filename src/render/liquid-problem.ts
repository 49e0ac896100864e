import { LiquidError, type Token, UndefinedVariableError } from "liquidjs";
import { findNearest } from "../list/nearest.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { type FaultFacts, TemplateFault } from "./template-fault.ts";
import { forbiddenFilters, templateFilters } from "./template-filters.ts";
import { forbiddenTags, templateTags } from "./template-tags.ts";
import type { Missing } from "./template-context.ts";
import type { Templates } from "./templates.ts";
import { unknownVariable } from "./unknown-variable.ts";

/** What was thrown while a template was parsed or rendered, as a problem with its file and line. */
export function problemOfTemplate(error: unknown, name: string): Problem {
  const fault = faultOf(error, new Map());
  const { file = name, position } = fault.place ?? {};
  return {
    severity: "error",
    field: "template",
    message: fault.message,
    file: `templates/${file}`,
    ...fault.facts,
    ...(position === undefined ? {} : { position }),
  };
}

/** The fault of asking for a template that is not there. */
export function missingTemplate(path: string, templates: Templates): TemplateFault {
  const allowed = [...templates.keys()].filter((name) => !name.startsWith("bot/"));
  const nearest = findNearest(path, allowed);
  return new TemplateFault(`There is no template ${quote(path)}.${didYouMean(nearest)}`, {
    code: "template-syntax",
    given: path,
    allowed,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** A fault that LiquidJS found, or that a filter ran into, as one of ours; with its place where that is known. */
export function faultOf(error: unknown, templates: Templates, missing?: Missing): TemplateFault {
  if (error instanceof TemplateFault) return error;
  if (!LiquidError.is(error)) {
    const { message, ...facts } = explain(error instanceof Error ? error.message : String(error));
    return new TemplateFault(message, facts);
  }
  const { token, originalError: original } = error;
  const place = placeOf(token, templates);
  if (original instanceof TemplateFault) return new TemplateFault(original.message, original.facts, place);
  if (error instanceof UndefinedVariableError && missing !== undefined) return unknownVariable(token, missing, place);
  const text = original?.message ?? error.message.replace(/(?:, file:.*)?, line:\d+, col:\d+$/s, "");
  const { message, ...facts } = explain(text);
  return new TemplateFault(message, facts, place);
}

/** LiquidJS names the file of a tag or an output, not that of a variable in it: but that has the file's text. */
function placeOf(token: Token, templates: Templates): TemplateFault["place"] {
  const file = token.file ?? [...templates.keys()].find((path) => templates.get(path) === token.input);
  const [line = 1, column = 1] = token.getPosition();
  return file === undefined ? undefined : { file, position: { line, column } };
}

function explain(text: string): FaultFacts & { readonly message: string } {
  if (text.includes("limit exceeded") || text.includes("call stack")) {
    return { code: "template-too-long", message: `The template does too much (${text}).` };
  }
  const filter = /^undefined filter: (?<name>.*)$/s.exec(text)?.groups?.["name"];
  if (filter !== undefined) return explainName("filter", filter, [...templateFilters.keys()], forbiddenFilters[filter]);
  const tag = /^tag "(?<name>.*)" not found$/s.exec(text)?.groups?.["name"];
  if (tag !== undefined) return explainName("tag", tag, [...templateTags.keys()], forbiddenTags[tag]);
  return { code: "template-syntax", message: `The template is not right: ${text}.` };
}

function explainName(
  kind: string,
  name: string,
  allowed: readonly string[],
  why?: string,
): FaultFacts & { readonly message: string } {
  if (why !== undefined) {
    return {
      code: "template-forbidden",
      given: name,
      allowed,
      message: `The ${kind} ${quote(name)} is not offered: ${why}.`,
    };
  }
  const nearest = findNearest(name, allowed);
  const message = `There is no ${kind} ${quote(name)}.${didYouMean(nearest)}`;
  return { code: "template-syntax", given: name, allowed, message, ...(nearest === undefined ? {} : { nearest }) };
}

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? "" : ` Did you mean ${quote(nearest)}?`;
}
