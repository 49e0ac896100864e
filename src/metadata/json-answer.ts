/** Where a value stands in an answer: names of fields and places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

/** The value that stands there as a field of its own; undefined where there is none, whatever the answer is instead. */
export function valueAt(answer: unknown, ...path: JsonPath): unknown {
  let value = answer;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

/** The text there, as it was sent; undefined where it is empty or none. */
export function textAt(answer: unknown, ...path: JsonPath): string | undefined {
  const value = valueAt(answer, ...path);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The whole number there; undefined where it is none. */
export function integerAt(answer: unknown, ...path: JsonPath): number | undefined {
  const value = valueAt(answer, ...path);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/** As many authors as a record has at most; four megabytes hold more than a million empty ones, and each takes its time. */
const longestList = 1_000;

/** The list there, of whatever it holds, as far as it is of use; empty where it is none. */
export function listAt(answer: unknown, ...path: JsonPath): readonly unknown[] {
  const value = valueAt(answer, ...path);
  return Array.isArray(value) ? value.slice(0, longestList) : [];
}

/** Whether what stands there is an object, not a list. */
export function isObjectAt(answer: unknown, ...path: JsonPath): boolean {
  return isObject(valueAt(answer, ...path));
}

/** The fields of the object there; none where it is no object. */
export function entriesAt(answer: unknown, ...path: JsonPath): readonly (readonly [string, unknown])[] {
  const value = valueAt(answer, ...path);
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
