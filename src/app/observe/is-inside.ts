import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/** Shared addresses (100.64.0.0/10) are those of private overlays too. */
const insideRanges = new Set(["loopback", "private", "uniqueLocal", "linkLocal", "carrierGradeNat"]);

/** What proxies add. */
const proxyHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/** Whether a request comes from this machine or a private network, and by no proxy: from whoever watches the server. */
export function isInside({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): boolean {
  const address = socket.remoteAddress ?? "";
  return (
    ipaddr.isValid(address) &&
    insideRanges.has(ipaddr.process(address).range()) &&
    proxyHeaders.every((name) => !Object.hasOwn(headers, name))
  );
}
