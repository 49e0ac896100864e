const mark = Symbol("safe text");

/**
 * Text that is already right for where it stands, and is printed as it is. Only this room makes it: the key is a
 * symbol, so no data from outside and no template can forge one.
 */
export interface SafeText {
  readonly [mark]: string;
  readonly [Symbol.toPrimitive]: (this: SafeText) => string;
}

export function safeText(text: string): SafeText {
  return { [mark]: text, [Symbol.toPrimitive]: plainOf };
}

export function isSafeText(value: unknown): value is SafeText {
  return typeof value === "object" && value !== null && mark in value;
}

/** The text of a safe text; any other value as it is. For comparing and counting, never for printing. */
export function unwrapSafe(value: unknown): unknown {
  return isSafeText(value) ? value[mark] : value;
}

/** The text to print. */
export function textOfSafe(value: SafeText): string {
  return value[mark];
}

function plainOf(this: SafeText): string {
  return this[mark];
}
