import type { Token } from "liquidjs";
import type { TemplateFault } from "./template-fault.ts";

/** Where a token stands in its template. */
export function positionOf(token: Token): NonNullable<TemplateFault["place"]> {
  const [line = 1, column = 1] = token.getPosition();
  return { file: token.file, position: { line, column } };
}
