import { parseIdentifier } from "../list/identifiers.ts";
import type { IdentifierKind } from "../list/paper.ts";

/** The identifier of this kind that these texts name; none where they name several, for then two papers were taken for one. */
export function onlyIdentifier(kind: IdentifierKind, texts: readonly (string | undefined)[]): string | undefined {
  const named = texts.map((text) => parseIdentifier(text ?? "")).filter((found) => found?.kind === kind);
  const [value, second] = new Set(named.map((found) => found?.value));
  return second === undefined ? value : undefined;
}
