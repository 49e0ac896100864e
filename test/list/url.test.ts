import { describe, expect, it } from "vitest";
import { canonicalUrl, linkKindOf, parseWebUrl } from "../../src/list/url.ts";

describe("parseWebUrl", () => {
  it.each([
    ["https://bridgevla.github.io", "https://bridgevla.github.io"],
    [" <https://a.org/x?y=1#z> ", "https://a.org/x?y=1#z"],
    ["github.com/a/b", "https://github.com/a/b"],
    ["HTTPS://A.org/X", "https://A.org/X"],
    ["https://zh.wikipedia.org/wiki/机器人", "https://zh.wikipedia.org/wiki/%E6%9C%BA%E5%99%A8%E4%BA%BA"],
    ["https://a.org/x(y)", "https://a.org/x(y)"],
  ])("reads %s", (text, value) => {
    expect(parseWebUrl(text)).toEqual({ ok: true, value });
  });

  it.each([
    "",
    "see above",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://a.org",
    "mailto:a@b.org",
    "//a.org",
    "https://",
    "https://localhost/x",
    "https://github.com@evil.example/",
    "https://a:b@c.org",
    "https://a.org/ b",
    "https://a.org/\u202Ex",
    "https://a.org/\u0000",
    `https://a.org/${"x".repeat(3_000)}`,
    "https://[x]/",
  ])("refuses %j", (text) => {
    const result = parseWebUrl(text);
    expect(result.ok ? [] : result.problems).toMatchObject([{ code: "bad-url", field: "links" }]);
  });

  it("takes a number as host as it is", () => {
    expect(parseWebUrl("https://127.0.0.1/x").ok).toBe(true);
    expect(parseWebUrl("https://[::1]/x").ok).toBe(true);
  });
});

describe("canonicalUrl", () => {
  it.each([
    ["http://www.arxiv.org/pdf/2506.20966v2.pdf", "https://arxiv.org/abs/2506.20966"],
    ["https://www.a.org/", "https://a.org"],
    ["http://A.org:80/X/", "https://a.org/X"],
    ["https://a.org/index.html#top", "https://a.org"],
    ["https://a.org/?utm_source=x&p=1", "https://a.org?p=1"],
    ["https://a.org/app#/paper/1", "https://a.org/app#/paper/1"],
    ["https://github.com/Owner/Name.git", "https://github.com/owner/name"],
    ["mailto:a@b.org", "mailto:a@b.org"],
    ["not an address", "not an address"],
  ])("of %s is %s", (text, key) => {
    expect(canonicalUrl(text)).toBe(key);
    expect(canonicalUrl(key)).toBe(key);
  });
});

describe("linkKindOf", () => {
  it.each([
    ["https://arxiv.org/abs/2506.20966", "paper"],
    ["https://arxiv.org/list/cs.RO/recent", "paper"],
    ["https://proceedings.mlr.press/v270/kim25c.html", "paper"],
    ["https://a.org/paper.pdf", "paper"],
    ["https://github.com/a/b", "code"],
    ["https://www.youtube.com/watch?v=x", "video"],
    ["https://huggingface.co/datasets/a/b", "data"],
    ["https://huggingface.co/spaces/a/b", "demo"],
    ["https://huggingface.co/openvla/openvla-7b", "model"],
    ["https://huggingface.co/papers", "website"],
    ["https://docs.google.com/presentation/d/x", "slides"],
    ["https://bridgevla.github.io", "website"],
    ["mailto:a@b.org", "other"],
    ["nonsense", "other"],
  ])("%s is %s", (url, kind) => {
    expect(linkKindOf(url)).toBe(kind);
  });
});
