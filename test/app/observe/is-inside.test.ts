import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { isInside } from "../../../src/app/observe/is-inside.ts";

const from = (remoteAddress: string | undefined, headers: IncomingMessage["headers"] = {}): boolean =>
  isInside({ headers, socket: { remoteAddress } as IncomingMessage["socket"] });

it.each([
  ["127.0.0.1", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.17.0.1", true],
  ["::ffff:192.168.1.1", true],
  ["100.64.0.7", true],
  ["fd12:3456::1", true],
  ["fe80::1%eth0", true],
  ["8.8.8.8", false],
  ["::ffff:8.8.8.8", false],
  ["2606:4700::1111", false],
  ["172.32.0.1", false],
  ["64:ff9b::7f00:1", false],
  ["0.0.0.0", false],
  ["", false],
  [undefined, false],
])("who asks from %s is inside: %s", (address, inside) => {
  expect(from(address)).toBe(inside);
});

it.each(["forwarded", "via", "x-forwarded-for", "x-real-ip"])(
  "who comes by a proxy, which says so by %s, is not",
  (header) => {
    expect(from("127.0.0.1", { [header]: "" })).toBe(false);
  },
);
