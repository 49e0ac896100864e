import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import { gatherCommit, type CommitLook } from "../../src/github/gather-commit.ts";
import { memoryOf } from "../../src/github/repository-memory.ts";
import { account, blob, branch, commit, octocat, patched, pull, repository, sha, tree } from "./answers.ts";
import { forgetMocks, mockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const rules = { packagedTemplates: new Map<string, string>() };
const list = JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] });
const goodList = `${list}\n`;
const runs = (...check_runs: readonly object[]): Step => ({
  request: `GET commits/${sha("group")}/check-runs`,
  query: { check_name: "awesome-papers", filter: "latest" },
  answer: patched("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", { check_runs }),
});
const readCommit: Step = {
  request: `GET git/commits/${sha("group")}`,
  answer: commit(sha("group"), sha("group tree"), [sha("base")], "7+octocat@users.noreply.github.com"),
};
const readBranch: Step = { request: "GET branches/main", answer: branch(sha("base"), sha("base tree")) };
const readBase: readonly Step[] = [
  readBranch,
  {
    request: `GET git/trees/${sha("base tree")}`,
    query: { recursive: "1" },
    answer: tree(sha("base tree"), { "list.json": goodList }),
  },
  { request: `GET git/blobs/${blobSha(goodList)}`, answer: blob(goodList) },
];
const readTree = (text: string): Step => ({
  request: `GET git/trees/${sha("group tree")}`,
  query: { recursive: "1" },
  answer: tree(sha("group tree"), { "list.json": text }),
});
const readBlob = (text: string): Step => ({ request: `GET git/blobs/${blobSha(text)}`, answer: blob(text) });
const pulls = (...answer: readonly object[]): Step => ({
  request: "GET pulls",
  query: { state: "open", per_page: "100", page: "1" },
  answer,
});
const look = async (steps: readonly Step[], github = mockGithub()): Promise<CommitLook> => {
  github.expect(...steps);
  const found = await gatherCommit(github.client, repository, sha("group"), rules);
  expect(github.check()).toEqual([]);
  return found;
};

describe("gatherCommit", () => {
  it.each([
    ["in order", list, []],
    ["broken", "{", ["not-json"]],
    ["emptied", "", ["empty-file"]],
  ])("reads whether the list of a merge group is %s", async (_name, text, codes) => {
    const found = await look([runs(), ...readBase, readCommit, readTree(text), readBlob(text)]);
    expect(found).toMatchObject({ kind: "commit", listPath: "list.json" });
    expect(found.kind === "commit" && found.problems.map(({ code }) => code)).toEqual(codes);
  });

  it("leaves alone what is answered, what is gone, and what is no list", async () => {
    const run = patched("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      name: "awesome-papers",
      status: "completed",
      conclusion: "success",
    });
    expect(await look([runs(run)])).toEqual({ kind: "answered" });
    expect(await look([runs(), ...readBase, { ...readCommit, status: 404, answer: undefined }])).toEqual({
      kind: "not-ours",
    });
    const bare = tree(sha("base tree"), { "README.md": "Hi" });
    const readBare = { request: `GET git/trees/${sha("base tree")}`, query: { recursive: "1" }, answer: bare };
    expect(await look([runs(), readBranch, readBare])).toEqual({ kind: "not-ours" });
  });

  it("reads nothing of a commit that we made", async () => {
    const github = mockGithub();
    const { commits } = github.client.cache;
    const author = { name: "", email: "" };
    commits.set(sha("group"), {
      sha: sha("group"),
      treeSha: "",
      parents: [],
      message: "",
      author,
      signed: true,
      ours: true,
    });
    expect(await look([], github)).toMatchObject({ kind: "commit", problems: [] });
    memoryOf(github.client.memory, repository).checkRuns.set(sha("group"), { conclusion: "success" });
    expect(await look([], github)).toEqual({ kind: "answered" });
  });

  it("finds the pull requests whose head is asked about again, and answers for itself where there is none", async () => {
    const github = mockGithub();
    memoryOf(github.client.memory, repository).rechecks.set(sha("group"), true);
    const theirs = { user: account(octocat), head: { sha: sha("group"), ref: "patch-1", repo: { id: 9 } } };
    const listed = [
      pull({ number: 5, ...theirs }),
      pull({ number: 6 }),
      pull({ number: 7, head: { sha: sha("group") } }),
    ];
    expect(await look([pulls(...listed)], github)).toEqual({ kind: "pulls", numbers: [5] });
    const own = [
      pulls(pull({ number: 7, head: { sha: sha("group") } })),
      ...readBase,
      readCommit,
      readTree(list),
      readBlob(list),
    ];
    expect(await look(own, github)).toMatchObject({ kind: "commit", problems: [] });
  });
});
