import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";

/** One HTTP request as it went out. */
export interface SentRequest {
  readonly method: string;
  /** As sent, encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query?: string;
  readonly body?: unknown;
}

export interface SentAnswer {
  readonly status: number;
  readonly body?: unknown;
}

interface Schema {
  readonly [key: string]: unknown;
}
interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Media {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, Reference | { readonly value: unknown }>>;
}
interface Content {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content | Reference>>;
}
interface Reference {
  readonly $ref: string;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  /** Literal segments count: `/issues/comments/{id}` comes before `/issues/{number}/…`. */
  readonly literal: number;
}

/**
 * What is wrong with a request by GitHub's own description of its API; empty when nothing is.
 * Stricter than the description in one thing: a parameter or a key of the body that it does not name is wrong.
 */
export function checkRequest(request: SentRequest): readonly string[] {
  const found = findOperation(request);
  if (found === undefined) return [`GitHub has no ${request.method} ${request.path}`];
  const { operation, name, values } = found;
  const parameters = (operation.parameters ?? []).map((parameter) => resolve<Parameter>(parameter));
  const wrong = parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap((parameter) => {
      const value = values[parameter.name];
      return value === undefined
        ? []
        : complain(`${name} path ${parameter.name}`, parameter.schema, coerce(value, parameter.schema));
    });
  const query = new URLSearchParams(request.query ?? "");
  for (const [key, value] of query) {
    const parameter = parameters.find((one) => one.in === "query" && one.name === key);
    if (parameter === undefined) wrong.push(`${name} has no query parameter ${key}`);
    else wrong.push(...complain(`${name} query ${key}`, parameter.schema, coerce(value, parameter.schema)));
  }
  for (const parameter of parameters) {
    if (parameter.in === "query" && parameter.required === true && !query.has(parameter.name)) {
      wrong.push(`${name} lacks the query parameter ${parameter.name}`);
    }
  }
  return [...wrong, ...checkBody(operation, name, request.body)];
}

/** What is wrong with an answer; empty for statuses and bodies that are described so, or not at all. */
export function checkAnswer(request: SentRequest, answer: SentAnswer): readonly string[] {
  const found = findOperation(request);
  if (found === undefined) return [`GitHub has no ${request.method} ${request.path}`];
  const described = found.operation.responses[String(answer.status)];
  // Failures that any request can meet (401, 429, 500) are not in the description.
  if (described === undefined) return answer.status >= 400 ? [] : [`${found.name} never answers ${answer.status}`];
  const schema = mediaOf(resolve<Content>(described))?.schema;
  return schema === undefined ? [] : complain(`${found.name} ${answer.status}`, schema, answer.body);
}

/** GitHub's own example of an answer, a fresh copy. Throws where the description has none. */
export function exampleAnswer(operation: string, status = 200): unknown {
  const [method = "", template = ""] = operation.split(" ");
  const described = load().paths[template]?.[method.toLowerCase()]?.responses[String(status)];
  const examples = described === undefined ? undefined : mediaOf(resolve<Content>(described))?.examples;
  const first = Object.values(examples ?? {})[0];
  if (first === undefined) throw new Error(`GitHub's description has no example of ${operation} ${status}.`);
  let { value } = resolve<{ value: unknown }>(first);
  if (isReference(value)) ({ value } = resolve<{ value: unknown }>(value));
  return structuredClone(value);
}

let description: Description | undefined;
let routes: readonly Route[] | undefined;

/** 13 MB: read when first asked for, a quarter of a second. */
function load(): Description {
  description ??= JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json"), "utf8"),
  ) as Description;
  return description;
}

interface Found {
  readonly operation: Operation;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

function findOperation(request: SentRequest): Found | undefined {
  const { paths } = load();
  routes ??= Object.keys(paths)
    .map(toRoute)
    .toSorted((a, b) => b.literal - a.literal);
  for (const route of routes) {
    const match = route.pattern.exec(request.path);
    const operation = paths[route.template]?.[request.method.toLowerCase()];
    if (match === null || operation === undefined) continue;
    const values = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
    return { operation, name: `${request.method} ${route.template}`, values };
  }
  return undefined;
}

function toRoute(template: string): Route {
  const segments = template.split("/").filter((segment) => segment !== "");
  const pattern = segments.map((segment) => {
    const name = /^\{(?<name>\w+)\}$/.exec(segment)?.groups?.["name"];
    if (name === undefined)
      return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\\\{\w+\\\}/g, "[^/]+");
    // These hold slashes where they are the last.
    return name === "ref" || name === "path" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
  });
  const literal = segments.filter((segment) => !segment.startsWith("{")).length * 10 + segments.length;
  return { template, pattern: new RegExp(`^/${pattern.join("/")}$`), literal };
}

function checkBody(operation: Operation, name: string, body: unknown): string[] {
  const schema = operation.requestBody === undefined ? undefined : mediaOf(operation.requestBody)?.schema;
  if (schema === undefined) return body === undefined || body === "" ? [] : [`${name} takes no body`];
  if (body === undefined || body === "")
    return operation.requestBody?.required === true ? [`${name} lacks a body`] : [];
  return complain(`${name} body`, closed(schema), body);
}

const closedSchemas = new WeakMap<object, Schema>();

/** The schema with no room for keys that it does not name. */
function closed(schema: Schema): Schema {
  const known = closedSchemas.get(schema);
  if (known !== undefined) return known;
  const open = schema["properties"] === undefined || schema["additionalProperties"] !== undefined;
  const made = open ? schema : { ...schema, additionalProperties: false };
  closedSchemas.set(schema, made);
  return made;
}

function mediaOf(content: Content): Media | undefined {
  return content.content?.["application/json"];
}

function coerce(value: string, schema: Schema): unknown {
  const { type } = resolve<Schema>(schema);
  if (type === "integer" || type === "number") return Number(value);
  return type === "boolean" ? value === "true" : value;
}

const validators = new WeakMap<object, ValidateFunction>();

function complain(where: string, schema: Schema, value: unknown): string[] {
  const validate = validators.get(schema) ?? compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${where}${error.instancePath}: ${error.message ?? ""} ${JSON.stringify(error.params)}`,
  );
}

/** Only what the schema reaches is compiled, in JSON Schema's own words: `nullable` is OpenAPI's. */
function compile(schema: Schema): ValidateFunction {
  const $defs: Record<string, unknown> = {};
  const reach = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(reach);
    if (typeof part !== "object" || part === null) return part;
    if (isReference(part)) {
      const key = part.$ref.split("/").at(-1) ?? "";
      if (!(key in $defs)) {
        $defs[key] = {};
        $defs[key] = reach(resolve(part));
      }
      return { $ref: `#/$defs/${key}` };
    }
    const { nullable, example: _example, examples: _examples, discriminator: _discriminator, ...rest } = part as Schema;
    const converted = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, key === "enum" ? value : reach(value)]),
    );
    return nullable === true ? { anyOf: [{ type: "null" }, converted] } : converted;
  };
  const root = reach(schema) as object;
  return new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile({ ...root, $defs });
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the description is trusted to hold what its kind says
function resolve<T>(value: unknown): T {
  if (!isReference(value)) return value as T;
  const [, , kind = "", name = ""] = value.$ref.split("/");
  return resolve<T>(load().components[kind]?.[name]);
}

function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && typeof (value as { $ref?: unknown }).$ref === "string";
}
