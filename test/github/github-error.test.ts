import { RequestError } from "octokit";
import { describe, expect, it } from "vitest";
import { Outage, Refused, statusOf, toGithubError, wordsOf } from "../../src/github/github-error.ts";

const now = Date.parse("2026-11-21T08:00:00Z");

function failed(status: number, headers: Record<string, string> = {}, message = "Nope"): RequestError {
  const url = "https://api.github.com/repos/octo/list/issues/1?page=2";
  return new RequestError(message, status, {
    request: { method: "POST", url, headers: {} },
    response: { status, url, headers, data: { message } },
  });
}

describe("toGithubError", () => {
  it.each([
    [401, {}, undefined],
    [408, {}, undefined],
    [429, {}, 60],
    [429, { "retry-after": "7" }, 7],
    [429, { "retry-after": "Sat, 21 Nov 2026 08:00:30 GMT" }, 30],
    [403, { "retry-after": "9" }, 9],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 100) }, 101],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 - 100) }, 1],
    [500, {}, undefined],
    [503, { "retry-after": "2" }, 2],
    [503, { "retry-after": "soon" }, undefined],
  ])("%i %o is an outage, to be tried after %s seconds", (status, headers, retryAfter) => {
    const error = toGithubError(failed(status, headers), now);
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({ kind: "outage", status, retryAfter });
  });

  it("knows a secondary limit by its words where no header tells", () => {
    const words = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    expect(toGithubError(failed(403, {}, words), now)).toMatchObject({ kind: "outage", retryAfter: 60 });
  });

  it("names the permission the App lacks", () => {
    const headers = {
      "x-accepted-github-permissions": "issues=write; pull_requests=write",
      "x-ratelimit-remaining": "4000",
    };
    const error = toGithubError(failed(403, headers, "Resource not accessible by integration"), now);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ reason: "permission", permission: "issues=write; pull_requests=write" });
    expect(String(error)).toBe(
      "Refused: GitHub answered 403 to POST /repos/octo/list/issues/1: Resource not accessible by integration " +
        "The App needs the permission issues=write; pull_requests=write.",
    );
  });

  it.each([
    ["read-only", 403, "Repository was archived so is read-only."],
    ["read-only", 403, "Unable to create comment because issue is locked."],
    ["forbidden", 403, "Repository rule violations found"],
    [
      "forbidden",
      403,
      "Although you appear to have the correct authorization credentials, the `lab` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
    ],
    [
      "forbidden",
      403,
      "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.",
    ],
    ["forbidden", 403, "This installation has been suspended"],
    ["forbidden", 451, "Repository access blocked"],
  ])("tells no missing permission of what is %s: %i %s", (reason, status, words) => {
    // GitHub says with every answer what the route takes.
    const headers = { "x-accepted-github-permissions": "contents=write" };
    expect(toGithubError(failed(status, headers, words), now)).toMatchObject({ reason, permission: undefined });
  });

  it.each([404, 410])("%i is gone", (status) => {
    expect(toGithubError(failed(status), now)).toMatchObject({ kind: "refused", reason: "gone", status });
  });

  it.each([400, 405, 409, 422])("%i is left to who asked", (status) => {
    const error = failed(status);
    expect(toGithubError(error, now)).toBe(error);
    expect(statusOf(error)).toBe(status);
  });

  it("an aborted request is an outage, and a bug stays one", () => {
    const aborted = Object.assign(new Error("This operation was aborted"), { name: "AbortError", status: 500 });
    expect(toGithubError(aborted, now)).toMatchObject({ kind: "outage", status: 500 });
    const bug = new TypeError("undefined is not a function");
    expect(toGithubError(bug, now)).toBe(bug);
    expect(toGithubError("text", now)).toBe("text");
    expect(statusOf(bug)).toBeUndefined();
  });

  it("gives GitHub's own words, cut", () => {
    expect(wordsOf(failed(405, {}, "x".repeat(900)))).toHaveLength(500);
    expect(wordsOf(toGithubError(failed(403, {}, "No"), now))).toBe("No");
    expect(wordsOf(new Error("plain"))).toBe("plain");
    expect(wordsOf("text")).toBe("text");
  });
});
