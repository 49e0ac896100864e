import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../src/metadata/public-address.ts";

describe("an address of the public internet", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "151.101.3.42",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.0.1",
    "2606:4700::1111",
    "2a04:4e42::81",
  ])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ["this network", "0.0.0.0", "0.1.2.3", "::"],
    ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
    ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    ["unique-local", "fc00::1", "fd00:ec2::254", "fdff::1"],
    ["link-local, where clouds tell secrets", "169.254.169.254", "169.254.170.2", "fe80::1", "fe80::1%eth0", "febf::1"],
    ["site-local", "fec0::1"],
    ["shared by carriers", "100.64.0.1", "100.100.100.200", "100.127.255.255"],
    ["protocol assignments", "192.0.0.1", "192.0.0.192", "2001:1::1"],
    ["multicast", "224.0.0.1", "239.255.255.255", "ff02::1"],
    ["reserved and broadcast", "240.0.0.1", "255.255.255.255", "4000::1", "5f00::1", "fe00::1"],
    ["documentation", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    ["benchmarking", "198.18.0.1", "198.19.255.255", "2001:2::1"],
    ["discarded", "100::1"],
    ["relays", "192.88.99.1"],
    ["IPv4 mapped", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:7f00:1"],
    ["IPv4 compatible", "::127.0.0.1", "::7f00:1", "::a00:1"],
    ["IPv4 translated", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1"],
    ["6to4", "2002:7f00:1::", "2002:a00:1::1"],
    ["Teredo", "2001::1", "2001:0:7f00:1::"],
    ["a cloud's own service", "168.63.129.16"],
    [
      "other spellings",
      "0177.0.0.1",
      "010.8.8.8",
      "0x7f.1",
      "2130706433",
      "127.1",
      "8.8.8.8.",
      " 8.8.8.8",
      "[::1]",
      "2606:4700::1%1",
    ],
    ["no address", "", "localhost", "example.org", "8.8.8", "1.2.3.4/8"],
  ])("%s is none", (_, ...addresses) => {
    expect(addresses.filter((address) => isPublicAddress(address))).toEqual([]);
  });
});
