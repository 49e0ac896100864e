import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp, type HttpOptions } from "../../src/metadata/create-http.ts";
import type { HttpAnswer, HttpRequest } from "../../src/metadata/http.ts";

const base = "https://api.example.org";
/** Later than any day these tests run on: got waits by the real clock. */
const now = Date.parse("2096-11-21T12:00:00Z");
const json = { "content-type": "application/json" };
const request: HttpRequest = { path: "/works/1", accept: ["application/json"] };

let turns = 0;
const options: HttpOptions = {
  source: "crossref",
  baseUrl: base,
  userAgent: "awesome-papers/0 (+https://example.org)",
  turn: async () => {
    turns += 1;
  },
  now: () => now,
  times: { try: 10_000, whole: 20_000, wait: 1 },
};

beforeEach(() => {
  turns = 0;
  nock.disableNetConnect();
});
afterEach(() => {
  const left = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (left.length > 0) throw new Error(`was not asked for: ${left.join(", ")}`);
});

function get(part: Partial<HttpRequest> = {}, other: Partial<HttpOptions> = {}): Promise<HttpAnswer> {
  return createHttp({ ...options, ...other }).get({ ...request, ...part });
}

function whyOf(answer: HttpAnswer): string {
  return answer.kind === "failed" ? `${answer.failure.why}: ${answer.failure.detail}` : answer.kind;
}

describe("a request", () => {
  it("says who we are and nothing else of us", async () => {
    let sent: Record<string, string> = {};
    nock(base)
      .get("/works/1")
      .query({ mailto: "us@example.org", rows: "1" })
      .reply((made: Request) => {
        sent = Object.fromEntries(made.headers);
        return [200, { ok: true }, { ...json, "set-cookie": "a=b" }];
      });
    expect(await get({ query: { rows: "1", mailto: "us@example.org" } })).toMatchObject({
      kind: "body",
      text: '{"ok":true}',
    });
    expect(Object.keys(sent).toSorted()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
    expect(sent["user-agent"]).toBe(options.userAgent);
    expect(sent["accept"]).toBe("application/json");
  });

  it.each(["https://evil.example/works/1", "http://api.example.org/works/1", "works/1", "file:///etc/passwd"])(
    "goes nowhere else: %s",
    async (path) => {
      expect(whyOf(await get({ path }))).toMatch(/^refused/);
    },
  );

  it("takes a whole address of the service", async () => {
    nock(base).get("/b").reply(200, "{}", json);
    expect(await get({ path: `${base}/b` })).toMatchObject({ kind: "body", url: `${base}/b` });
  });
});

describe("what is tried again", () => {
  it.each<[string, number, Record<string, string>]>([
    ["a server out of order", 500, {}],
    ["a gateway without an answer", 502, {}],
    ["too many questions", 429, {}],
    ["a wait that is over", 429, { "retry-after": "0" }],
    ["a date that is past", 503, { "retry-after": "Sat, 21 Nov 2020 12:00:00 GMT" }],
  ])("%s, each try in its turn", async (_, status, headers) => {
    nock(base).get("/works/1").times(2).reply(status, "", headers);
    nock(base).get("/works/1").reply(200, "{}", json);
    expect(whyOf(await get())).toBe("body");
    expect(turns).toBe(3);
  });

  it.each<[string, number, Record<string, string>, string]>([
    ["500 for ever", 500, {}, "down: it is out of order (500)"],
    ["503 for ever", 503, {}, "down: it is out of order (503)"],
    ["429 for ever", 429, {}, "throttled: it gets too many questions"],
  ])("%s, a few times", async (_, status, headers, why) => {
    nock(base).get("/works/1").times(3).reply(status, "", headers);
    expect(whyOf(await get())).toBe(why);
  });

  it("a dropped connection", async () => {
    nock(base)
      .get("/works/1")
      .times(3)
      .replyWithError(Object.assign(new Error("x"), { code: "ECONNRESET" }));
    expect(whyOf(await get())).toBe("down: the connection to it failed (ECONNRESET)");
  });

  it("as long as there is time for all of it", async () => {
    nock(base).get("/works/1").delay(5_000).reply(200, "{}", json);
    const answer = await get({}, { times: { try: 10_000, whole: 20, wait: 1 } });
    expect(whyOf(answer)).toBe("timed-out: it did not answer in time");
    nock.abortPendingRequests();
  });
});

describe("what is not tried again", () => {
  it.each<[string, number, Record<string, string>, string, number?]>([
    ["404", 404, {}, "not-found"],
    ["410", 410, {}, "not-found"],
    ["406", 406, {}, "refused: it refused the question (406)"],
    ["403", 403, {}, "refused: it refused the question (403)"],
    ["a longer wait", 429, { "retry-after": "30" }, "throttled: it asks us to wait 30 seconds", 30_000],
    ["arXiv's 503", 503, { "retry-after": "300" }, "throttled: it asks us to wait 5 minutes", 300_000],
    [
      "a date to come",
      429,
      { "retry-after": new Date(now + 4 * 3_600_000).toUTCString() },
      "throttled: it asks us to wait 4 hours",
      4 * 3_600_000,
    ],
    ["another server", 302, { location: "https://evil.example/" }, "refused: it sends us elsewhere (302)"],
    [
      "HTML",
      200,
      { "content-type": "text/html; charset=utf-8" },
      "nonsense: it answered with text/html instead of application/json",
    ],
    ["no type", 200, {}, "nonsense: it answered with something unnamed instead of application/json"],
    [
      "a type with a trap",
      200,
      { "content-type": "[x](http://e)" },
      "nonsense: it answered with something unnamed instead of application/json",
    ],
  ])("%s", async (_, status, headers, why, wait) => {
    nock(base).get("/works/1").reply(status, Buffer.from("<html>"), headers);
    const answer = await get();
    expect(whyOf(answer)).toBe(why);
    const retryAt = answer.kind === "failed" ? answer.failure.retryAt : undefined;
    expect(retryAt).toBe(wait === undefined ? undefined : now + wait);
  });
});

describe("redirects", () => {
  it("are followed within the service", async () => {
    nock(base).get("/works/1").reply(301, "", { location: "/works/2" });
    nock(base).get("/works/2").reply(200, "{}", json);
    expect(await get()).toMatchObject({ kind: "body", url: `${base}/works/2` });
    expect(turns).toBe(2);
  });

  it("are not followed for ever", async () => {
    nock(base).get("/works/1").times(4).reply(301, "", { location: "/works/1" });
    expect(whyOf(await get())).toBe("nonsense: it sends us from one address to the next");
  });
});

describe("the text of an answer", () => {
  it.each<[string, string, Buffer, string]>([
    ["is UTF-8, its mark taken off", "application/json", Buffer.from("\ufeff{é}"), "{é}"],
    ["is UTF-8, whatever is said", "application/json; charset=iso-8859-1", Buffer.from("é"), "é"],
    ["is what is said, where it cannot be UTF-8", 'application/json;charset="ISO-8859-1"', Buffer.from([0xe9]), "é"],
  ])("%s", async (_, type, body, text) => {
    nock(base).get("/works/1").reply(200, body, { "content-type": type });
    expect(await get()).toMatchObject({ kind: "body", text });
  });

  it.each<[string, string, Buffer]>([
    ["in no encoding", "application/json", Buffer.from([0xe9])],
    ["in one that nobody knows", "application/json; charset=klingon", Buffer.from([0xe9])],
    ["packed, though we asked for it plain", "application/json", Buffer.from([0x1f, 0x8b, 8, 0])],
  ])("is nonsense %s", async (_, type, body) => {
    nock(base).get("/works/1").reply(200, body, { "content-type": type });
    expect(whyOf(await get())).toBe("nonsense: its answer is not written in UTF-8");
  });
});

describe("a body", () => {
  it.each<[string, (response: ServerResponse) => void, string, number]>([
    [
      "that is cut off",
      (to) => to.writeHead(200, { ...json, "content-length": "100" }).write("{", () => to.destroy()),
      "down",
      3,
    ],
    ["that ends too soon in chunks", (to) => to.writeHead(200, json).write("{", () => to.destroy()), "down", 3],
    [
      "that says it is too large",
      (to) => to.writeHead(200, { ...json, "content-length": "1001" }).write("{"),
      "too-large",
      1,
    ],
    ["that never ends", pour, "too-large", 1],
    ["of just the size", (to) => to.writeHead(200, json).end("x".repeat(1_000)), "body", 1],
    ["of one byte more", (to) => to.writeHead(200, json).end("x".repeat(1_001)), "too-large", 1],
  ])("%s", async (_, reply, why, tries) => {
    nock.enableNetConnect("127.0.0.1");
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      reply(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const times = { try: 200, whole: 5_000, wait: 1 };
    const answer = await get({ limit: 1_000 }, { times, baseUrl: `http://127.0.0.1:${port}` });
    server.closeAllConnections();
    server.close();
    expect(whyOf(answer).split(":")[0]).toBe(why);
    expect(asked).toBe(tries);
  });
});

/** Stops only when nobody reads any more. */
function pour(response: ServerResponse): void {
  response.writeHead(200, json);
  response.on("error", () => undefined);
  const more = (): void => {
    if (!response.destroyed) response.write("x".repeat(500), () => setImmediate(more));
  };
  more();
}
