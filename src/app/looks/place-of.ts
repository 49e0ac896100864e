import type { Problem } from "../../list/problem.ts";

/** `list.json:12`, as a person finds it. */
export function placeOf({ file, position }: Problem, listPath: string): string {
  return `${file ?? listPath}${position === undefined ? "" : `:${position.line}`}`;
}
