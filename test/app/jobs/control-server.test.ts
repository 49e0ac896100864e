import { readdirSync, statSync } from "node:fs";
import { request } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { readControlFile } from "../../../src/app/jobs/control-file.ts";
import { startControlServer, type ControlServer } from "../../../src/app/jobs/control-server.ts";
import type { Jobs } from "../../../src/app/jobs/jobs.ts";
import { directoryWith } from "../cli/run.ts";

/** Who can read the data directory may ask the server on it; nobody else, and no page in a browser on the same machine. */

const report = { counts: { waiting: 0, running: 0, givenUp: 0 }, waiting: [], running: [], givenUp: [] };
const jobs: Jobs = {
  list: () => Promise.resolve(report),
  retry: (which) => Promise.resolve({ count: which.length, unknown: [] }),
  drop: () => Promise.reject(new Error("The database is away")),
};

async function start(): Promise<{ directory: string; port: number; token: string; server: ControlServer }> {
  const directory = directoryWith({});
  const server = await startControlServer(directory, jobs);
  onTestFinished(() => server.close());
  const { port = 0, token = "" } = readControlFile(directory) ?? {};
  return { directory, port, token, server };
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As it is said, with any Host: `fetch` would not. */
function send(port: number, { method = "POST", headers = {}, body = "" }: Sent): Promise<[number, string, object]> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve([response.statusCode ?? 0, text, response.headers]));
    });
    sent.on("error", reject).end(body);
  });
}

it("leaves its address to its owner alone, whole, and takes it away when it stops", async () => {
  const { directory, token, server } = await start();
  expect(readdirSync(directory)).toEqual(["control.json"]);
  expect(statSync(`${directory}/control.json`).mode & 0o777).toBe(0o600);
  expect(token).toMatch(/^[\w-]{43}$/);
  await server.close();
  expect(readdirSync(directory)).toEqual([]);
});

it("answers who has the token", async () => {
  const { port, token } = await start();
  const headers = { authorization: `Bearer ${token}` };
  const list = JSON.stringify({ what: "list", limit: 20 });
  expect((await send(port, { headers, body: list })).slice(0, 2)).toEqual([200, JSON.stringify(report)]);
  const retry = JSON.stringify({ what: "retry", which: ["a", "b"] });
  expect((await send(port, { headers, body: retry })).slice(0, 2)).toEqual([200, '{"count":2,"unknown":[]}']);
  const drop = JSON.stringify({ what: "drop", which: "all" });
  expect((await send(port, { headers, body: drop })).slice(0, 2)).toEqual([500, '{"error":"The database is away"}']);
});

it.each<[string, number, (token: string, port: number) => Sent]>([
  ["no token", 401, () => ({})],
  ["another token", 401, (token) => ({ headers: { authorization: `Bearer ${token.slice(0, -1)}~` } })],
  ["a longer token", 401, (token) => ({ headers: { authorization: `Bearer ${token}a` } })],
  ["a name that was made to lead here", 403, (token) => as(token, { host: "evil.example" })],
  ["the name of this machine", 403, (token, port) => as(token, { host: `localhost:${port}` })],
  ["a page", 403, (token) => as(token, { origin: "https://evil.example" })],
  ["a page without a name", 403, (token) => as(token, { origin: "null" })],
  ["a picture in a page", 403, (token) => ({ ...as(token, { "sec-fetch-site": "cross-site" }), method: "GET" })],
  [
    "a browser that asks whether it may",
    403,
    () => ({ method: "OPTIONS", headers: { origin: "https://evil.example" } }),
  ],
  ["a GET", 405, (token) => ({ ...as(token), method: "GET" })],
  ["no JSON", 400, (token) => ({ ...as(token), body: "{" })],
  ["null", 400, (token) => ({ ...as(token), body: "null" })],
  ["an action that there is not", 400, (token) => ({ ...as(token), body: '{"what":"constructor","which":"all"}' })],
  ["more lines than there may be", 400, (token) => ({ ...as(token), body: '{"what":"list","limit":1001}' })],
  ["references that are none", 400, (token) => ({ ...as(token), body: '{"what":"drop","which":[1]}' })],
  ["64 kB", 413, (token) => ({ ...as(token), body: " ".repeat(65_537) })],
])("refuses %s with %i", async (_, status, sent) => {
  const { port, token } = await start();
  const [given, text, headers] = await send(port, sent(token, port));
  expect([given, text]).toEqual([status, expect.stringMatching(/^\{"error":"[^"]+"\}$/)]);
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

function as(token: string, headers: Readonly<Record<string, string>> = {}): Sent {
  return { headers: { authorization: `Bearer ${token}`, ...headers } };
}
