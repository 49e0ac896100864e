import type { JsonPath } from "./problem.ts";

/** A place in a document as people write it: `papers[3].links[0].url`. */
export function printJsonPath(path: JsonPath): string {
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join("")
    .slice(0, 300);
}
