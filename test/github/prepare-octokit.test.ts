import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { Octokit } from "octokit";
import { ProbotOctokit } from "probot";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import {
  octokitOptions,
  prepareOctokit,
  type GithubOctokit,
  type RequestMade,
} from "../../src/github/prepare-octokit.ts";
import { forgetMocks } from "./mock-github.ts";

beforeEach(() => nock.disableNetConnect());
afterEach(forgetMocks);

const log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore };
const options = {
  retry: { ...octokitOptions.retry, retryAfterBaseValue: 1 },
  throttle: { ...octokitOptions.throttle, enabled: false },
  log,
};
const route = { owner: "octo", repo: "list" };

function ignore(): void {
  // What octokit logs is not what is tested.
}

describe.each<[string, (throttle?: typeof options.throttle) => GithubOctokit]>([
  ["octokit's own", (throttle = options.throttle) => new Octokit({ ...options, throttle, auth: "token" })],
  ["Probot's", (throttle = options.throttle) => new ProbotOctokit({ ...options, throttle, auth: { token: "token" } })],
])("%s octokit", (_name, make) => {
  it("sends no write that may not go out any more, and reads all the same", async () => {
    const octokit = prepareOctokit(make(), { mayWrite: () => false });
    nock("https://api.github.com").get("/repos/octo/list").reply(200, { id: 1 });
    expect((await octokit.request("GET /repos/{owner}/{repo}", route)).data.id).toBe(1);
    const write = octokit.request("POST /repos/{owner}/{repo}/issues", { ...route, title: "x" });
    await expect(write).rejects.toMatchObject({ kind: "outage" });
  });

  it("tries a read again and a write never, and counts each request that goes out", async () => {
    const made: RequestMade[] = [];
    const octokit = prepareOctokit(make(), { onRequest: (request) => made.push(request) });
    const github = nock("https://api.github.com");
    github.get("/repos/octo/list").times(2).reply(502, {});
    github.get("/repos/octo/list").reply(200, { id: 1 });
    github.post("/repos/octo/list/issues").replyWithError("socket hang up");
    github.post("/repos/octo/list/issues").reply(500, {});

    expect((await octokit.request("GET /repos/{owner}/{repo}", route)).data.id).toBe(1);
    const write = octokit.request("POST /repos/{owner}/{repo}/issues", { ...route, title: "x" });
    await expect(write).rejects.toMatchObject({ kind: "outage" });
    const again = octokit.request("POST /repos/{owner}/{repo}/issues", { ...route, title: "x" });
    await expect(again).rejects.toMatchObject({ kind: "outage", status: 500 });

    expect(made.map(({ method, path, attempt }) => `${method} ${path} ${attempt}`)).toEqual([
      "GET /repos/octo/list 1",
      "GET /repos/octo/list 2",
      "GET /repos/octo/list 3",
      "POST /repos/octo/list/issues 1",
      "POST /repos/octo/list/issues 1",
    ]);
    // A write before it must not have taken the retries from a read.
    github.get("/repos/octo/list").reply(503, {});
    github.get("/repos/octo/list").reply(200, { id: 2 });
    expect((await octokit.request("GET /repos/{owner}/{repo}", route)).data.id).toBe(2);
    expect(nock.pendingMocks()).toEqual([]);
  });

  it("takes no answer that was cut off for one", async () => {
    nock.enableNetConnect("127.0.0.1");
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      const isWhole = request.method === "GET" && asked > 1;
      response.writeHead(200, { "content-type": "application/json", "content-length": '{"sha":"1"}'.length });
      if (isWhole) response.end('{"sha":"1"}');
      else response.write('{"sha":', () => response.destroy());
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const octokit = prepareOctokit(make());
    const known = { ...route, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const read = await octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { ...known, file_sha: "1" });
    expect(read.data.sha).toBe("1");
    const write = octokit.request("POST /repos/{owner}/{repo}/git/trees", { ...known, tree: [] });
    await expect(write).rejects.toMatchObject({ kind: "outage" });
  });

  it("leaves a rate limit to the queue, of reads too", async () => {
    const octokit = prepareOctokit(make());
    nock("https://api.github.com").get("/repos/octo/list").reply(429, {}, { "retry-after": "30" });
    await expect(octokit.request("GET /repos/{owner}/{repo}", route)).rejects.toMatchObject({
      kind: "outage",
      retryAfter: 30,
    });
  });

  it("is watched for who asked, also where the throttling plugin lets one wait for another", async () => {
    const askers = new AsyncLocalStorage<string>();
    const watched: string[] = [];
    const octokit = prepareOctokit(make({ ...options.throttle, enabled: true }), {
      watch(request, send) {
        watched.push(`${request.method} ${request.route} for ${askers.getStore()}`);
        return send();
      },
    });
    const ask = (asker: string): Promise<unknown> =>
      askers.run(asker, () => octokit.request("POST /repos/{owner}/{repo}/git/trees", { ...route, tree: [] }));
    nock("https://api.github.com").post("/repos/octo/list/git/trees").times(2).reply(201, {});
    await Promise.all([ask("one"), ask("another")]);
    expect(watched).toEqual(["one", "another"].map((asker) => `POST /repos/{owner}/{repo}/git/trees for ${asker}`));
  });

  it("says who we are, and is prepared once", async () => {
    const made: RequestMade[] = [];
    const octokit = make();
    const onRequest = (request: RequestMade): unknown => made.push(request);
    expect(prepareOctokit(prepareOctokit(octokit, { onRequest }), { onRequest })).toBe(octokit);
    nock("https://api.github.com", { reqheaders: { "user-agent": "awesome-papers" } })
      .get("/app")
      .reply(200, {});
    await octokit.request("GET /app");
    expect(made).toEqual([{ method: "GET", path: "/app", route: "/app", attempt: 1, purpose: "app" }]);
  });
});
