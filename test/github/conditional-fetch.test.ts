import { createHash } from "node:crypto";
import { Octokit } from "octokit";
import { ProbotOctokit } from "probot";
import { describe, expect, it } from "vitest";
import { createAnswerCache, createConditionalFetch, type AnswerCache } from "../../src/github/conditional-fetch.ts";
import { octokitOptions, prepareOctokit, type GithubOctokit } from "../../src/github/prepare-octokit.ts";
import { createRateLimits } from "../../src/github/rate-limits.ts";

interface Sent {
  readonly status: number;
  readonly ifNoneMatch: string | null;
}

type EtagOf = (headers: Headers, body: string) => string;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
/** As GitHub does, seen from outside. */
const observed: EtagOf = (headers, body) =>
  `W/"${sha256(`${headers.get("accept")}:${headers.get("authorization")}:${body}`)}"`;
const another: EtagOf = (headers, body) => `"${sha256(`${headers.get("authorization")} ${body}`)}"`;

/** A server with one text, and a fetch of each installation that asks it. */
function scene(etagOf: EtagOf | undefined, answers: AnswerCache = createAnswerCache()) {
  const sent: Sent[] = [];
  const now = { text: '{"n":1}', status: 200 };
  const send: typeof fetch = (_url, init) => {
    const headers = new Headers(init?.headers);
    const ifNoneMatch = headers.get("if-none-match");
    const etag = etagOf?.(headers, now.text);
    const status = etag !== undefined && etag === ifNoneMatch ? 304 : now.status;
    sent.push({ status, ifNoneMatch });
    const answer = {
      date: `day ${sent.length}`,
      "content-type": "application/json",
      link: '<https://api/2>; rel="next"',
      ...(etag !== undefined && { etag }),
    };
    // GitHub says neither the type nor the pages of what it does not send.
    const { "content-type": _type, link: _link, ...short } = answer;
    return Promise.resolve(
      new Response(status === 304 ? null : now.text, { status, headers: status === 304 ? short : answer }),
    );
  };
  const ask = async (
    options: { owner?: string; token?: string; accept?: string; method?: string; url?: string } = {},
  ): Promise<{ status: number; text: string; headers: Headers }> => {
    const {
      owner = "1",
      token = "token a",
      accept = "json",
      method = "GET",
      url = "https://api/repos/o/r/issues",
    } = options;
    const headers = { accept, authorization: token };
    const response = await createConditionalFetch(send, answers, owner)(url, { method, headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { sent, now, send, ask, statuses: () => sent.map(({ status }) => status) };
}

describe("what is asked again", () => {
  it("is answered from memory where it has not changed, with the headers of now", async () => {
    const { ask, statuses } = scene(observed);
    await ask();
    const { status, text, headers } = await ask();
    expect({ status, text }).toEqual({ status: 200, text: '{"n":1}' });
    expect(["date", "content-type", "link"].map((name) => headers.get(name))).toEqual([
      "day 2",
      "application/json",
      '<https://api/2>; rel="next"',
    ]);
    expect(statuses()).toEqual([200, 304]);
  });

  it("is what GitHub says now where it has changed, to and fro", async () => {
    const { ask, now, statuses } = scene(observed);
    const texts: string[] = [];
    for (const text of ["1", "2", "2", "1", "1"]) {
      now.text = text;
      texts.push((await ask()).text);
    }
    expect(texts).toEqual(["1", "2", "2", "1", "1"]);
    expect(statuses()).toEqual([200, 200, 304, 200, 304]);
  });

  it.each<[string, EtagOf, number[]]>([
    ["costs nothing while GitHub's ETags are as they look", observed, [200, 304, 304]],
    ["is read once more should they be made otherwise", another, [200, 200, 304]],
  ])("with the token of the next hour %s", async (_, etagOf, statuses) => {
    const { ask, statuses: seen } = scene(etagOf);
    await ask({ token: "token a" });
    for (const text of [await ask({ token: "token b" }), await ask({ token: "token b" })])
      expect(text.text).toBe('{"n":1}');
    expect(seen()).toEqual(statuses);
  });

  it.each([
    ["by another installation", { owner: "2" }],
    ["in another form", { accept: "raw" }],
    ["at another place", { url: "https://api/repos/o/r/issues?page=2" }],
  ])("%s is not answered from what another was told", async (_, other) => {
    const { ask, sent } = scene(observed);
    await ask();
    await ask(other);
    expect(sent[1]).toEqual({ status: 200, ifNoneMatch: null });
  });

  it.each([
    ["a write", { method: "POST" }, observed, 200],
    ["what a sha names", { url: "https://api/repos/o/r/git/blobs/abc" }, observed, 200],
    ["a failure", {}, observed, 404],
    ["an answer without ETag", {}, undefined, 200],
  ])("is not kept of %s", async (_, options, etagOf, status) => {
    const { ask, now, sent } = scene(etagOf);
    now.status = status;
    await ask(options);
    expect((await ask(options)).status).toBe(status);
    expect(sent[1]?.ifNoneMatch).toBeNull();
  });

  it("is bounded by its bytes: the oldest goes, and what is too large is never kept", async () => {
    const answers = createAnswerCache(0.1);
    const { ask, now } = scene(observed, answers);
    for (let page = 0; page < 100; page += 1) await ask({ url: `https://api/${page}` });
    expect(answers.calculatedSize).toBeLessThanOrEqual(100_000);
    expect([...answers.keys()][0]).toContain("/99");
    now.text = "x".repeat(20_000);
    expect((await ask({ url: "https://api/large" })).text).toHaveLength(20_000);
    expect([...answers.keys()].some((key) => key.includes("large"))).toBe(false);
  });
});

describe.each([
  ["octokit's own", (options: object, token: string): GithubOctokit => new Octokit({ ...options, auth: token })],
  ["Probot's", (options: object, token: string): GithubOctokit => new ProbotOctokit({ ...options, auth: { token } })],
])("%s octokit", (_, make) => {
  it("gives the same answer as before, with an installation's next token too", async () => {
    const answers = createAnswerCache();
    const { send, statuses } = scene(observed);
    const limits = createRateLimits();
    const options = { request: { fetch: send }, throttle: { ...octokitOptions.throttle, enabled: false } };
    for (const token of ["a", "a", "b"]) {
      const octokit = prepareOctokit(make(options, token), { installation: { id: 1, answers, limits } });
      const { data, status } = await octokit.request("GET /repos/{owner}/{repo}", { owner: "octo", repo: "list" });
      expect({ data, status }).toEqual({ data: { n: 1 }, status: 200 });
    }
    expect(statuses()).toEqual([200, 304, 304]);
  });
});
