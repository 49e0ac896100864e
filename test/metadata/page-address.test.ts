import { describe, expect, it } from "vitest";
import { pageAddress, redirectAddress } from "../../src/metadata/page-address.ts";

const isPort = (port: string): boolean => port === "";

describe("the address of a page", () => {
  it.each([
    ["https://proceedings.mlr.press/v162/foo22a.html#top", "https://proceedings.mlr.press/v162/foo22a.html"],
    ["http://example.org:80/", "http://example.org/"],
    ["https://example.org:443/", "https://example.org/"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    ["https://example.org./", "https://example.org./"],
  ])("%s is one", (text, expected) => {
    expect(pageAddress(text, isPort).href).toBe(expected);
  });

  it.each([
    ["file:///etc/passwd", "is not a web address"],
    ["gopher://example.org/", "is not a web address"],
    ["data:text/html,x", "is not a web address"],
    ["javascript:alert(1)", "is not a web address"],
    ["https://", "is not a web address"],
    ["https://user@example.org/", "has a name or a password in it"],
    ["https://user:secret@example.org/", "has a name or a password in it"],
    ["https://example.org@127.0.0.1/", "has a name or a password in it"],
    ["http://localhost/", "has no public host name"],
    ["http://localhost./", "has no public host name"],
    ["http://intranet/", "has no public host name"],
    ["https://unix/var/run/docker.sock", "has no public host name"],
    ["https://example.org/a b", "has a space"],
    ["https://example.org\\@127.0.0.1/", "has a space or another character"],
    [`https://example.org/${"a".repeat(2_000)}`, "is longer than"],
    ["https://example.org:8080/", "its port"],
    ["https://example.org:80/", "its port"],
    ["http://example.org:443/", "its port"],
    ["http://127.0.0.1/", "is an IP address"],
    ["http://8.8.8.8/", "is an IP address"],
    ["http://0177.0.0.1/", "is an IP address"],
    ["http://0x7f.0.0.1/", "is an IP address"],
    ["http://127.0.0.1./", "is an IP address"],
    ["http://127.1/", "is an IP address"],
    ["http://①②⑦.0.0.1/", "is an IP address"],
    ["http://[::1]/", "is an IP address"],
    ["http://[::ffff:127.0.0.1]/", "is an IP address"],
    ["http://[64:ff9b::7f00:1]/", "is an IP address"],
    // A number without a dot becomes one with three.
    ["http://2130706433/", "is an IP address"],
    ["http://0x7f000001/", "is an IP address"],
  ])("%s is refused", (text, reason) => {
    expect(() => pageAddress(text, isPort)).toThrow(reason);
  });

  it.each([
    ["/b", "https://example.org/b"],
    ["//other.example/b", "https://other.example/b"],
    ["?c#d", "https://example.org/a?c"],
  ])("a redirect to %s", (location, expected) => {
    expect(redirectAddress(new URL("https://example.org/a"), location, isPort).href).toBe(expected);
  });

  it.each([
    ["http://example.org/", "from https to http"],
    ["file:///etc/passwd", "is not a web address"],
    ["//127.0.0.1/", "is an IP address"],
    ["//user@example.org/", "has a name or a password"],
    ["https://[", "what is no address"],
  ])("a redirect to %s is refused", (location, reason) => {
    expect(() => redirectAddress(new URL("https://example.org/a"), location, isPort)).toThrow(reason);
  });
});
