import { readdirSync } from "node:fs";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkAnswer } from "../../support/openapi.ts";
import { directoryWith, read, run, type RunOptions } from "./run.ts";

const readme = `# Robots

- [Robots that Walk](https://arxiv.org/abs/2401.00001)
- [Robots that Run](https://arxiv.org/abs/2402.00002)
- [Robots that Jump](https://arxiv.org/abs/2403.00003)
`;
const sha = "3d21ec53a331a6f037a91c368710b99387d012c1";
const url = "https://api.github.com/repos/ada/robots/contents/README.md";

function file(path: string, content: string | undefined) {
  return {
    type: "file",
    encoding: content === undefined ? "none" : "base64",
    size: readme.length,
    name: "README.md",
    path,
    content: content === undefined ? "" : Buffer.from(content).toString("base64"),
    sha,
    url,
    git_url: url,
    html_url: url,
    download_url: url,
    _links: { git: url, self: url, html: url },
  };
}

function isDescribed(path: string, body: unknown): boolean {
  return checkAnswer({ method: "GET", path }, { status: 200, body }).length === 0;
}

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  nock.cleanAll();
});

function importFrom(given: string, directory: string, env: RunOptions["env"] = {}) {
  return run(directory, ["import", given], { env: env ?? {} });
}

describe("import github:owner/name", () => {
  it("reads the README that GitHub shows, and writes it here", async () => {
    const answer = file("README.md", readme);
    expect(isDescribed("/repos/ada/robots/readme", answer)).toBe(true);
    nock("https://api.github.com").get("/repos/ada/robots/readme").reply(200, answer);
    const directory = directoryWith({});
    expect(await importFrom("github:ada/robots", directory)).toMatchObject({ code: 0 });
    expect(read(directory, "README.md")).toContain("- [Robots that Run](https://arxiv.org/abs/2402.00002)\n");
    expect(JSON.parse(read(directory, "list.json"))).toHaveProperty("title", "Robots");
  });

  it("reads one that is too large to come at once, at a ref, with a token, from another address", async () => {
    nock("https://github.example", { reqheaders: { authorization: "token secret" } })
      .get("/api/v3/repos/ada/robots/readme")
      .query({ ref: "feature/x" })
      .reply(200, file("docs/README.md", undefined))
      .get(`/api/v3/repos/ada/robots/git/blobs/${sha}`)
      .reply(200, {
        sha,
        encoding: "base64",
        content: Buffer.from(readme).toString("base64"),
        size: 1,
        node_id: "x",
        url,
      });
    const directory = directoryWith({});
    const env = { GITHUB_API_URL: "https://github.example/api/v3/", GITHUB_TOKEN: "secret" };
    expect(await importFrom("github:ada/robots@feature/x", directory, env)).toMatchObject({ code: 0 });
    expect(read(directory, "docs/README.md")).toContain("<!-- awesome-papers:begin");
    expect((await run(directory, ["build", "--check"])).code).toBe(0);
    expect(nock.pendingMocks()).toEqual([]);
  });

  it.each([
    [
      "there is none",
      404,
      {},
      {},
      "GitHub has no README at ada/robots for everybody; a private one needs GITHUB_TOKEN.",
    ],
    [
      "none for this token",
      404,
      {},
      { GITHUB_TOKEN: "t" },
      "GitHub has no README at ada/robots that GITHUB_TOKEN may read.",
    ],
    [
      "the token is wrong",
      401,
      {},
      { GITHUB_TOKEN: "t" },
      "GitHub does not accept GITHUB_TOKEN: it is wrong or no longer valid.",
    ],
    ["it is closed", 451, {}, {}, "GitHub does not let us read ada/robots: Mocked"],
    [
      "the limit is reached",
      403,
      { "retry-after": "1200" },
      {},
      "GitHub takes no more requests for 20 minutes. With GITHUB_TOKEN set, the limit is higher.",
    ],
  ])("says what to do when %s", async (_, status, headers, env, expected) => {
    nock("https://api.github.com").get("/repos/ada/robots/readme").reply(status, { message: "Mocked" }, headers);
    const directory = directoryWith({});
    const { code, stdout, stderr } = await importFrom("github:ada/robots", directory, env);
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: "", stderr: `error: ${expected}\n` });
    expect(readdirSync(directory)).toEqual([]);
  });
});
