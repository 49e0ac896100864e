import { parseIdentifier } from "./identifiers.ts";
import { printJsonPath } from "./json-path.ts";
import { linePattern } from "./line-pattern.ts";
import { findNearest } from "./nearest.ts";
import type { JsonPath, Problem } from "./problem.ts";
import { quote } from "./quote.ts";
import type { LineShape, ListShape, MapShape, ObjectShape, Shape } from "./shape.ts";

/** Every way in which `value` is not of this shape, each with its path. Linear in the value. */
export function checkShape(value: unknown, shape: Shape): readonly Problem[] {
  const check: Check = { root: value, path: [], problems: [] };
  checkValue(value, shape, check);
  return check.problems;
}

/** The path is one array that grows and shrinks: a list of 100,000 papers has millions of values, nearly all right. */
interface Check {
  readonly root: unknown;
  readonly path: (string | number)[];
  readonly problems: Problem[];
}

function checkValue(value: unknown, shape: Shape, check: Check): void {
  switch (shape.kind) {
    case "line":
      return checkLine(value, shape, check);
    case "text":
      if (typeof value !== "string") wrongType(value, "text", undefined, check);
      else if (value === "") report(check, { message: `${place(check)} is empty. Leave it out instead.`, given: "" });
      return;
    case "flag":
      if (typeof value !== "boolean") wrongType(value, "true or false, without quotes", "true", check);
      return;
    case "choice":
      return checkChoice(value, shape.values, check);
    case "category":
      if (typeof value !== "string")
        wrongType(value, "the path of a category, in quotes", '"embodiment/action-head"', check);
      return;
    case "list":
      return checkItems(value, shape, check);
    case "map":
      return checkNames(value, shape, check);
    case "text-or-map":
      return typeof value === "string"
        ? checkValue(value, { kind: "text" }, check)
        : checkNames(value, shape.map, check, "text or an object in { }");
    case "object":
      return checkKeys(value, shape, check);
  }
}

const lineRegExp = new RegExp(linePattern);
const patterns = new Map<string, RegExp>();

/** Compiled once; JSON Schema reads patterns as Unicode ones. */
function regExpOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "u");
  patterns.set(pattern, known);
  return known;
}

function checkLine(value: unknown, shape: LineShape, check: Check): void {
  if (typeof value !== "string") return wrongType(value, "text in quotes", JSON.stringify(shape.example), check);
  if (shape.pattern === undefined) {
    if (lineRegExp.test(value)) return;
    const reason = value.trim() === "" ? "is empty" : "must be one line without control characters";
    return report(check, { message: `${place(check)} ${reason}.`, given: value.slice(0, 500) });
  }
  if (regExpOf(shape.pattern).test(value)) return;
  const facts = { given: value.slice(0, 500), example: shape.example };
  const found = shape.identifier === undefined ? undefined : parseIdentifier(value);
  if (found !== undefined && found.kind === shape.identifier) {
    const message = `${place(check)} is ${quote(value)}; write it as ${quote(found.value)}.`;
    return report(check, { ...facts, code: "not-canonical", message, nearest: found.value });
  }
  const message = `${place(check)} ${shape.mistake ?? "has a wrong form"}; it is ${quote(value)}. Example: ${shape.example}.`;
  report(check, { ...facts, message, ...(shape.code === undefined ? {} : { code: shape.code }) });
}

function checkChoice(value: unknown, allowed: readonly string[], check: Check): void {
  if (typeof value === "string" && allowed.includes(value)) return;
  if (typeof value !== "string") return wrongType(value, `one of ${allowed.join(", ")}`, undefined, check);
  const nearest = findNearest(value, allowed);
  const hint = nearest === undefined ? `Choose one of ${allowed.join(", ")}.` : `Did you mean ${quote(nearest)}?`;
  report(check, {
    message: `${place(check)} cannot be ${quote(value)}. ${hint}`,
    given: value.slice(0, 500),
    allowed,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

function checkItems(value: unknown, shape: ListShape, check: Check): void {
  if (!Array.isArray(value)) return wrongType(value, "a list in [ ]", undefined, check);
  if (shape.atLeastOne === true && value.length === 0) {
    report(check, { code: "missing-field", message: `${place(check)} is empty; it needs at least one.` });
  }
  const of = shape.of();
  const seen = shape.unique === true ? new Set<unknown>() : undefined;
  for (const [index, item] of value.entries()) {
    check.path.push(index);
    checkValue(item, of, check);
    if (typeof item === "string" && seen?.has(item) === true) {
      report(check, { message: `${place(check)} repeats ${quote(item)}. Once is enough.`, given: item.slice(0, 500) });
    }
    seen?.add(item);
    check.path.pop();
  }
}

function checkNames(value: unknown, shape: MapShape, check: Check, wanted = "an object in { }"): void {
  if (!isRecord(value)) return wrongType(value, wanted, undefined, check);
  for (const name of Object.keys(value)) {
    check.path.push(name);
    if (regExpOf(shape.names).test(name)) checkValue(value[name], shape.of, check);
    else {
      const message = `${quote(name)} ${shape.nameMistake}. Example: ${shape.nameExample}.`;
      report(check, { code: "unknown-key", message, given: name.slice(0, 500), example: shape.nameExample });
    }
    check.path.pop();
  }
}

function checkKeys(value: unknown, shape: ObjectShape, check: Check): void {
  if (!isRecord(value)) {
    const required = [...shape.keys].flatMap(([name, key]) => (key.required === true ? [name] : []));
    const wanted = `an object in { } with ${required.join(", ").replace(/, (?!.*, )/, " and ")}`;
    return wrongType(value, check.path.length === 0 ? wanted : `a ${shape.name}, an object in { }`, undefined, check);
  }
  for (const name of Object.keys(value)) {
    const key = shape.keys.get(name);
    check.path.push(name);
    if (key === undefined) unknownKey(name, shape, check);
    else checkValue(value[name], key.shape, check);
    check.path.pop();
  }
  for (const [name, key] of shape.keys) {
    if (key.required === true && !Object.hasOwn(value, name)) missingKey(name, key.shape, check);
  }
  if (shape.oneOf !== undefined && !shape.oneOf.some((name) => Object.hasOwn(value, name) && isFilled(value[name]))) {
    const field = printJsonPath([...check.path, "links"]);
    const message = `${place(check)} has no link and no identifier; it needs one that leads to the paper.`;
    report(check, {
      code: "missing-field",
      field,
      message,
      allowed: shape.oneOf,
      example: "https://arxiv.org/abs/2506.20966",
    });
  }
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : !isRecord(value) || Object.keys(value).length > 0;
}

function unknownKey(name: string, shape: ObjectShape, check: Check): void {
  const allowed = [...shape.keys.keys()];
  const nearest = findNearest(name, allowed);
  const hint = nearest === undefined ? `It may have ${allowed.join(", ")}.` : `Did you mean ${quote(nearest)}?`;
  const message = `A ${shape.name} has no ${quote(name)}. ${hint}`;
  const facts = { given: name.slice(0, 500), allowed, ...(nearest === undefined ? {} : { nearest }) };
  report(check, { code: "unknown-key", message, ...facts });
}

/** The path is that of the object: what is missing has no place of its own. */
function missingKey(name: string, shape: Shape, check: Check): void {
  report(check, {
    code: "missing-field",
    field: printJsonPath([...check.path, name]),
    message: `${place(check)} has no ${quote(name)}.`,
    ...(shape.kind === "line" && shape.pattern !== undefined ? { example: shape.example } : {}),
  });
}

function wrongType(value: unknown, wanted: string, example: string | undefined, check: Check): void {
  const given = value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing").slice(0, 200);
  const advice = value === null ? " Leave it out instead." : "";
  report(check, {
    ...(check.path.length === 0 ? { code: "wrong-shape" as const } : {}),
    message: `${place(check)} must be ${wanted}, not ${check.path.length === 0 && Array.isArray(value) ? "an array" : nameOfType(value)}.${advice}`,
    given,
    ...(example === undefined ? {} : { example }),
  });
}

function nameOfType(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    default:
      return "an object";
  }
}

function place({ path, root }: Check): string {
  if (path.length === 0) return "The file";
  const name = nameOfPaper(root, path);
  return `${printJsonPath(path)}${name === undefined ? "" : ` (${quote(name)})`}`;
}

const longestName = 60;

/** What a person knows the paper by that the path leads into: its id, or its title where that is what is wrong. */
function nameOfPaper(root: unknown, [first, index, key]: JsonPath): string | undefined {
  if (first !== "papers" || typeof index !== "number" || !isRecord(root) || !Array.isArray(root[first]))
    return undefined;
  const paper: unknown = root[first][index];
  if (!isRecord(paper)) return undefined;
  const names = [key === "id" ? undefined : paper["id"], paper["title"]];
  const name = names.find((one): one is string => typeof one === "string" && one.trim() !== "");
  return name === undefined || name.length <= longestName ? name : `${name.slice(0, longestName)}…`;
}

function report(check: Check, facts: Partial<Problem> & { readonly message: string }): void {
  check.problems.push({
    code: "wrong-value",
    severity: "error",
    field: check.path.length === 0 ? "list" : printJsonPath(check.path),
    path: [...check.path],
    ...facts,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
