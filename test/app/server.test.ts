import { createHmac, generateKeyPairSync } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/app/server.ts";
import { parseSettings } from "../../src/app/settings.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";

let github: LocalGithub;
let server: RunningServer;
const secret = "a secret of some length";

beforeAll(async () => {
  github = await startLocalGithub({
    owner: "lab",
    users: {},
    repositories: [{ name: "list", files: { "README.md": "" } }],
    webhookSecret: secret,
  });
  const settings = parseSettings({
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: secret,
    HOST: "127.0.0.1",
    PORT: "0",
    GITHUB_API_URL: github.url,
    LOG_LEVEL: "fatal",
  });
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  server = await startServer({ ...settings.value, queue: { kind: "memory" } });
});
afterAll(async () => {
  await server.close();
  await github.close();
});

const sign = (body: string | Buffer): string => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One request, written piece by piece; resolves with the answer even where the server stops reading. */
function send(
  path: string,
  headers: Record<string, string>,
  body: string | readonly Buffer[],
  method = "POST",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (incoming) => {
      let text = "";
      incoming.on("data", (chunk: Buffer) => (text += chunk.toString()));
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    let answered = false;
    outgoing.on("response", () => (answered = true));
    outgoing.on("error", (error) => (answered ? undefined : reject(error)));
    for (const piece of typeof body === "string" ? [body] : body) outgoing.write(piece);
    outgoing.end();
  });
}

const path = "/api/github/webhooks";
const event = (name: string, signature: string): Record<string, string> => ({
  "content-type": "application/json",
  "x-github-event": name,
  "x-github-delivery": "6f2b0c1e-0000-4000-8000-000000000000",
  "x-hub-signature-256": signature,
});

describe("the webhook server", () => {
  it("takes a signed webhook, also of a type it does not know", async () => {
    const body = JSON.stringify({ action: "created", zen: "ünïcode" });
    expect((await send(path, event("ping", sign(body)), body)).status).toBe(200);
    expect((await send(path, event("brand_new_event", sign(body)), body)).status).toBe(200);
  });

  it.each([
    ["a wrong signature", `sha256=${"0".repeat(64)}`, '{"a":1}', [400, 401]],
    ["a signature of another body", sign('{"a":2}'), '{"a":1}', [400, 401]],
    ["a signature that is none", "sha256=", '{"a":1}', [400, 401]],
    ["a signed body that is not JSON", sign("{"), "{", [400]],
  ])("refuses %s, without a word about itself", async (_, signature, body, statuses) => {
    const answer = await send(path, event("issues", signature), body);
    expect(statuses).toContain(answer.status);
    expect(answer.text).not.toMatch(/node_modules|at .*\.[jt]s/);
  });

  it("verifies bytes, and not what they are decoded to", async () => {
    const body = Buffer.from('{"action":"\xff"}', "latin1");
    expect((await send(path, event("issues", sign(body)), [body])).status).toBe(400);
    expect((await send(path, event("issues", sign(body.toString("utf8"))), [body])).status).toBe(400);
  });

  const at = '"installation":{"id":1},"repository":{"id":1,"name":"list","owner":{"login":"lab"}}';
  it.each([
    ["nothing", "null", 400],
    ["a number", "1", 400],
    ["a text", '"{}"', 400],
    ["a list", "[]", 400],
    ["white space", " \n", 400],
    ["a form", "payload=%7B%7D", 400],
    ["an object after white space", '\r\n\t {"action":"opened"}', 200],
    ["an issue of no repository", '{"action":"opened","installation":{"id":1},"repository":null,"issue":null}', 200],
    ["an issue that is none", `{"action":"opened",${at},"issue":7}`, 200],
    ["lists in lists", `{"action":"opened",${at},"issue":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 200],
    ["objects in objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 200],
    ["prototypes", `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${at}}`, 200],
  ])("outlives what GitHub would not sign: %s", async (_, body, status) => {
    expect((await send(path, event("issues", sign(body)), body)).status).toBe(status);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect((await send("/readyz", {}, "", "GET")).status).toBe(200);
  });

  it("refuses headers without end", async () => {
    const headers = { ...event("issues", sign("{}")), "x-more": "x".repeat(20_000) };
    expect((await send(path, headers, "{}")).status).toBe(431);
  });

  it("refuses a webhook without a signature", async () => {
    const { "x-hub-signature-256": _signature, ...headers } = event("issues", "");
    expect((await send(path, headers, "{}")).status).toBe(401);
  });

  it("refuses 30 MB, said beforehand or not, without reading it all", async () => {
    const piece = Buffer.alloc(1024 * 1024, "x");
    const pieces = Array.from({ length: 30 }, () => piece);
    const said = await send(
      path,
      { ...event("issues", sign("x")), "content-length": String(30 * 1024 * 1024) },
      pieces,
    ).catch(() => "cut");
    const unsaid = await send(path, { ...event("issues", sign("x")), "transfer-encoding": "chunked" }, pieces).catch(
      () => "cut",
    );
    for (const answer of [said, unsaid]) expect(answer === "cut" || (answer as Answer).status === 413).toBe(true);
    expect((await send("/healthz", {}, "", "GET")).status).toBe(200);
  });

  it.each([
    ["GET", "/healthz", 200],
    ["GET", "/readyz", 200],
    ["GET", "/metrics", 200],
    ["GET", path, 405],
    ["GET", "/", 404],
    ["POST", "/elsewhere", 404],
  ])("answers %s %s with %i", async (method, where, status) => {
    expect((await send(where, {}, "", method)).status).toBe(status);
  });

  it("shows its metrics to nobody who comes by a proxy", async () => {
    expect((await send("/metrics", { "x-forwarded-for": "203.0.113.7" }, "", "GET")).status).toBe(404);
  });
});

describe("parseSettings", () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const ellipticKey = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
  const good = { APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "s" };

  it("reads a key as PEM, on one line, in quotes, or in base64", () => {
    for (const PRIVATE_KEY of [
      privateKey,
      privateKey.replaceAll("\n", "\\n"),
      `"${privateKey.replaceAll("\n", "\\n")}"`,
      Buffer.from(privateKey).toString("base64"),
    ]) {
      const settings = parseSettings({ ...good, PRIVATE_KEY });
      expect(settings.ok && settings.value.privateKey.trim()).toBe(privateKey.trim());
    }
  });

  it("has the contract's defaults", () => {
    const settings = parseSettings(good);
    expect(settings.ok && settings.value).toMatchObject({
      port: 3000,
      webhookPath: "/api/github/webhooks",
      githubApiUrl: "https://api.github.com",
      throttle: true,
      logLevel: "info",
      readyMaxWait: 900,
      queue: { kind: "embedded", directory: "./data" },
    });
  });

  it.each([
    ["no secret", { WEBHOOK_SECRET: "" }, "WEBHOOK_SECRET"],
    ["a blank secret", { WEBHOOK_SECRET: "  " }, "WEBHOOK_SECRET"],
    ["no App", { APP_ID: undefined }, "APP_ID"],
    ["a key that is none", { PRIVATE_KEY: "hello" }, "PRIVATE_KEY"],
    ["a key that was cut off", { PRIVATE_KEY: privateKey.slice(0, 600) }, "PRIVATE_KEY"],
    ["a key of another kind", { PRIVATE_KEY: ellipticKey }, "PRIVATE_KEY"],
    ["a key file that is none", { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "package.json" }, "PRIVATE_KEY_PATH"],
    [
      "a key file that is not there",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "/no/such/key.pem" },
      "PRIVATE_KEY_PATH",
    ],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["a path without a slash", { WEBHOOK_PATH: "hooks" }, "WEBHOOK_PATH"],
    ["an API that is none", { GITHUB_API_URL: "ftp://x" }, "GITHUB_API_URL"],
    ["a database that is no Postgres", { DATABASE_URL: "mysql://host/database" }, "DATABASE_URL"],
    ["a wait that is none", { READY_MAX_WAIT: "soon" }, "READY_MAX_WAIT"],
    ["a log level that is none", { LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    ["a log format that is none", { LOG_FORMAT: "xml" }, "LOG_FORMAT"],
  ])("names %s", (_, wrong, name) => {
    const settings = parseSettings({ ...good, ...wrong });
    expect(settings.ok ? [] : settings.problems.map((problem) => problem.field)).toEqual([name]);
  });

  it("tells everything at once", () => {
    const settings = parseSettings({});
    expect(settings.ok ? [] : settings.problems.map((problem) => problem.field)).toEqual([
      "APP_ID",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
    ]);
  });
});
