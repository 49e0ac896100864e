import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The only part of IPv6 that is given out to the public: https://www.iana.org/assignments/ipv6-address-space */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Azure's own service for its virtual machines; every other cloud uses a link-local, shared or unique-local address. */
const azurePlatform = "168.63.129.16";

/**
 * Whether an IP address, as a resolver prints it, belongs to the public internet. Not so: private, loopback, link-local, shared,
 * multicast, reserved and documentation ranges, every IPv6 form that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo),
 * and what is no address in the usual spelling.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes("%") || address === azurePlatform) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  // To ipaddr.js everything that has no range is unicast, `::7f00:1` too.
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
