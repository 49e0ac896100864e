import { Drop } from "liquidjs";

/**
 * Text that is already right for where it stands, and is printed as it is. Only this room makes it, and no data from
 * outside is ever one. To LiquidJS it is its text: it compares, counts and filters it as any other.
 */
export class SafeText extends Drop {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  get size(): number {
    return this.#text.length;
  }

  override valueOf(): string {
    return this.#text;
  }
}

export function safeText(text: string): SafeText {
  return new SafeText(text);
}

export function isSafeText(value: unknown): value is SafeText {
  return value instanceof SafeText;
}
