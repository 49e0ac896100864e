import type { Category } from "./list.ts";
import { listShape } from "./list-shape.ts";
import type { ObjectShape, Shape } from "./shape.ts";
import { linePattern } from "./line-pattern.ts";
import { leafCategories } from "./taxonomy.ts";

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * JSON Schema 2020-12 of a `list.json` with this taxonomy, for editors: category paths as choices with their titles.
 * It says all of what `parseList` checks but unique ids and repeated keys.
 */
export function listSchema(taxonomy: readonly Category[]): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const root = objectSchema(listShape, definitions);
  const choices = leafCategories(taxonomy).map((leaf) => ({ const: leaf.path, title: leaf.title }));
  // A list without categories has no path that fits; `oneOf` may not be empty.
  definitions.set("categoryPath", { type: "string", ...(choices.length === 0 ? { not: {} } : { oneOf: choices }) });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A list of papers",
    ...root,
    $defs: Object.fromEntries(definitions),
  };
}

function toSchema(shape: Shape, definitions: Map<string, JsonSchema>): JsonSchema {
  switch (shape.kind) {
    case "line":
      return { type: "string", pattern: shape.pattern === undefined ? linePattern : `^(?:${shape.pattern})$` };
    case "text":
      return { type: "string", minLength: 1 };
    case "flag":
      return { type: "boolean" };
    case "choice":
      return { type: "string", enum: shape.values };
    case "category":
      return { $ref: "#/$defs/categoryPath" };
    case "list":
      return {
        type: "array",
        items: toSchema(shape.of(), definitions),
        ...(shape.atLeastOne === true ? { minItems: 1 } : {}),
        ...(shape.unique === true ? { uniqueItems: true } : {}),
      };
    case "map":
      return {
        type: "object",
        propertyNames: { pattern: `^(?:${shape.names})$` },
        additionalProperties: toSchema(shape.of, definitions),
      };
    case "text-or-map":
      return { anyOf: [toSchema({ kind: "text" }, definitions), toSchema(shape.map, definitions)] };
    case "object":
      if (!definitions.has(shape.name)) {
        // Named before it is made: a category holds categories.
        definitions.set(shape.name, {});
        definitions.set(shape.name, objectSchema(shape, definitions));
      }
      return { $ref: `#/$defs/${shape.name}` };
  }
}

function objectSchema(shape: ObjectShape, definitions: Map<string, JsonSchema>): JsonSchema {
  const keys = [...shape.keys];
  const properties = keys.map(([name, key]) => {
    const schema = toSchema(key.shape, definitions);
    return [name, key.description === undefined ? schema : { description: key.description, ...schema }] as const;
  });
  const required = keys.filter(([, key]) => key.required === true).map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    ...(shape.oneOf === undefined ? {} : { anyOf: shape.oneOf.map((name) => filled(name, shape)) }),
  };
}

/** "This key is there, and not empty." */
function filled(name: string, shape: ObjectShape): JsonSchema {
  const isList = shape.keys.get(name)?.shape.kind === "list";
  const value = isList ? { type: "array", minItems: 1 } : { type: "object", minProperties: 1 };
  return { properties: { [name]: value }, required: [name] };
}
