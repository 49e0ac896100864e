import { Drop, toValue, toValueSync } from "liquidjs";
import { unwrapSafe } from "./safe-text.ts";

/** `empty`, `blank` and `nil`, which compare in their own way. */
interface Comparable {
  equals(other: unknown): unknown;
}

export function isTrue(value: unknown): boolean {
  const plain: unknown = toValue(value);
  return plain !== false && plain !== undefined && plain !== null;
}

export function isEqual(left: unknown, right: unknown): boolean {
  const a = unwrapSafe(left);
  const b = unwrapSafe(right);
  if (isComparable(a)) return Boolean(toValueSync(a.equals(b) as Generator));
  if (isComparable(b)) return Boolean(toValueSync(b.equals(a) as Generator));
  const one: unknown = toValue(a);
  const other: unknown = toValue(b);
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => isEqual(item, other[at]));
  }
  return one === other;
}

function contains(left: unknown, right: unknown): boolean {
  const whole: unknown = toValue(unwrapSafe(left));
  const part: unknown = toValue(unwrapSafe(right));
  if (Array.isArray(whole)) return whole.some((item) => isEqual(item, part));
  return typeof whole === "string" && whole.includes(String(part));
}

type Ordered = string | number;

function ordered(compare: (left: Ordered, right: Ordered) => boolean): (left: unknown, right: unknown) => boolean {
  return (left, right) => {
    const a = unwrapSafe(left);
    const b = unwrapSafe(right);
    // `empty`, `blank` and `nil` are neither before nor after anything.
    if (isComparable(a) || isComparable(b)) return false;
    return compare(toValue(a) as Ordered, toValue(b) as Ordered);
  };
}

function isComparable(value: unknown): value is Comparable {
  return value instanceof Drop && "equals" in value;
}

/** LiquidJS's own operators, without its generators and with safe texts compared by their text. */
export const operators = {
  "==": isEqual,
  "!=": (left: unknown, right: unknown): boolean => !isEqual(left, right),
  ">": ordered((left, right) => left > right),
  "<": ordered((left, right) => left < right),
  ">=": ordered((left, right) => left >= right),
  "<=": ordered((left, right) => left <= right),
  contains,
  not: (value: unknown): boolean => !isTrue(value),
  and: (left: unknown, right: unknown): boolean => isTrue(left) && isTrue(right),
  or: (left: unknown, right: unknown): boolean => isTrue(left) || isTrue(right),
} as const;
