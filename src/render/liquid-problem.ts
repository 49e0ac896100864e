import { LiquidError, type Token } from "liquidjs";
import { findNearest } from "../list/nearest.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { positionOf } from "./position-of.ts";
import { type FaultFacts, TemplateFault } from "./template-fault.ts";
import { forbiddenFilters, templateFilters } from "./template-filters.ts";
import type { Templates } from "./templates.ts";

/** What was thrown while a template was parsed or rendered, as a problem with its file and line. */
export function problemOfTemplate(error: unknown, name: string): Problem {
  const fault = faultOf(error);
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

/** A fault that LiquidJS found, or that a filter ran into, as one of ours; with its place where LiquidJS knows the file. */
export function faultOf(error: unknown): TemplateFault {
  if (error instanceof TemplateFault) return error;
  if (!(error instanceof Error)) return new TemplateFault(String(error), { code: "template-syntax" });
  const token = LiquidError.is(error) ? (error as Error & { token: Token }).token : undefined;
  const place = token?.file === undefined ? undefined : positionOf(token);
  const original: unknown = "originalError" in error ? error.originalError : undefined;
  if (original instanceof TemplateFault) return original;
  const text =
    original instanceof Error ? original.message : error.message.replace(/(?:, file:.*)?, line:\d+, col:\d+$/s, "");
  const { message, ...facts } = explain(text);
  return new TemplateFault(message, facts, place);
}

function explain(text: string): FaultFacts & { readonly message: string } {
  if (text.includes("limit exceeded") || text.includes("call stack")) {
    return { code: "template-too-long", message: `The template does too much (${text}).` };
  }
  const variable = /^undefined variable: (?<name>.*)$/s.exec(text)?.groups?.["name"];
  if (variable !== undefined) {
    return { code: "template-unknown-variable", given: variable, message: `There is no ${quote(variable)}.` };
  }
  const filter = /^undefined filter: (?<name>.*)$/s.exec(text)?.groups?.["name"];
  if (filter !== undefined) return explainName("filter", filter, [...templateFilters.keys()], forbiddenFilters[filter]);
  const tag = /^tag "(?<name>.*)" not found$/s.exec(text)?.groups?.["name"];
  if (tag !== undefined) return explainName("tag", tag, tagNames, forbiddenTags[tag]);
  return { code: "template-syntax", message: `The template is not right: ${text}.` };
}

const tagNames = [
  "assign",
  "break",
  "capture",
  "case",
  "comment",
  "continue",
  "echo",
  "for",
  "if",
  "include",
  "liquid",
  "raw",
  "render",
  "unless",
];

const forbiddenTags: Readonly<Record<string, string>> = {
  cycle: "it prints without escape",
  layout: "templates are joined by `render`",
  block: "templates are joined by `render`",
  tablerow: "it prints HTML; a Markdown table does the same",
  increment: "`forloop.index` counts",
  decrement: "`forloop.rindex` counts",
};

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
