import { describe, expect, it } from "vitest";
import { findMissingPermission } from "../../src/intake/missing-permission.ts";

describe("what was not granted", () => {
  it.each([
    ["contents=write", { contents: "read" }, "contents"],
    ["contents=write", { contents: "write" }, undefined],
    ["contents=read", { contents: "write" }, undefined],
    ["contents=read", {}, "contents"],
    ["issues=write; pull_requests=write", {}, "issues"],
    ["issues=write; pull_requests=write", { pull_requests: "write" }, undefined],
    ["contents=write,workflows=write; administration=write", { contents: "write" }, "workflows"],
    ["contents=write,workflows=write; administration=write", {}, "administration"],
    ["constructor=write", {}, "constructor"],
    ["", {}, undefined],
    ["contents", {}, undefined],
    [";;=,= ,", {}, undefined],
  ])("of %o with %o is %o", (accepted, granted, name) => {
    expect(findMissingPermission(accepted, granted)?.name).toBe(name);
  });
});
