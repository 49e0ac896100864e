export interface FaultRule {
  readonly method: string;
  readonly path: RegExp;
  readonly status?: number;
  /** The connection is cut before anything is done. */
  readonly drop?: boolean;
  /** It is done, and then the connection is cut. */
  readonly dropAfter?: boolean;
  /** How many requests fail; 1. */
  readonly times?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Faults {
  add(rule: FaultRule): void;
  /** The rule for this request, used up once. */
  take(method: string, path: string): FaultRule | undefined;
}

export function createFaults(): Faults {
  const waiting: { readonly rule: FaultRule; left: number }[] = [];
  return {
    add(rule) {
      waiting.push({ rule, left: rule.times ?? 1 });
    },
    take(method, path) {
      const found = waiting.find(({ rule, left }) => left > 0 && rule.method === method && rule.path.test(path));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.rule;
    },
  };
}
