import { expect, it } from "vitest";
import { parseRetryAfter } from "../../src/metadata/parse-retry-after.ts";

const now = Date.parse("2026-11-21T12:00:00Z");

it.each<[string | undefined, number | undefined]>([
  ["30", 30_000],
  ["0", 0],
  ["Sat, 21 Nov 2026 12:01:00 GMT", 60_000],
  ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
  ["9999999999", 24 * 3_600_000],
  [undefined, undefined],
  ["", undefined],
  ["soon", undefined],
  ["-5", undefined],
  ["1.5", undefined],
])("%j", (header, wait) => {
  expect(parseRetryAfter(header, now)).toBe(wait === undefined ? undefined : now + wait);
});
