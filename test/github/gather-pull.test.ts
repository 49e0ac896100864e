import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import { gatherPull, type PullLook, type PullRules } from "../../src/github/gather-pull.ts";
import { memoryOf } from "../../src/github/repository-memory.ts";
import {
  account,
  blob,
  branch,
  comment,
  entry,
  octocat,
  patched,
  permission,
  repository,
  self,
  sha,
  tree,
  wholePull,
} from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type MockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const listOf = (...ids: readonly string[]): string =>
  JSON.stringify({
    title: "Awesome",
    taxonomy: [{ id: "all", title: "All" }],
    papers: ids.map((id) => ({ id, title: id, categories: ["all"], identifiers: { doi: `10.1234/${id}` } })),
  });
const base = listOf("one");
const head = listOf("one", "two");
const rules: PullRules = {
  packagedTemplates: new Map(),
  outputPaths: () => ["README.md"],
  peopleToAsk: (_pull, comments) => comments.map(({ author }) => author).filter(({ type }) => type === "User"),
};

type Patch = Readonly<Record<string, unknown>>;
const fork = { id: 77, name: "list", owner: account(octocat) };
const baseRepo = {
  id: repository.id,
  name: "list",
  owner: { login: "octo" },
  default_branch: "main",
  html_url: repository.url,
  archived: false,
};
const pull = (patch: Patch = {}): object =>
  wholePull({
    number: 5,
    state: "open",
    merged: false,
    draft: false,
    locked: false,
    user: account(octocat),
    comments: 0,
    changed_files: 1,
    mergeable: true,
    labels: [],
    ...patch,
    base: { ref: "main", repo: baseRepo, ...(patch["base"] as Patch) },
    head: { ref: "patch-1", sha: sha("head"), repo: fork, ...(patch["head"] as Patch) },
  });
const file = (filename: string, more: Patch = {}): Patch => ({
  sha: sha(filename),
  filename,
  status: "modified",
  additions: 1,
  deletions: 0,
  changes: 1,
  blob_url: "https://github.com/x",
  raw_url: "https://github.com/x",
  contents_url: "https://api.github.com/x",
  ...more,
});
const comparison = (files: readonly Patch[], mergeBase = "base"): object =>
  patched("GET /repos/{owner}/{repo}/compare/{basehead}", {
    merge_base_commit: { sha: sha(mergeBase), commit: { tree: { sha: sha(`${mergeBase} tree`) } } },
    files,
  });

const readPull: Step = { request: "GET pulls/5", answer: pull() };
const readBranch: Step = { request: "GET branches/main", answer: branch(sha("base"), sha("base tree")) };
const readTree = (name: string, files: Readonly<Record<string, string>>, patch: Patch = {}): Step => ({
  request: `GET git/trees/${sha(name)}`,
  query: { recursive: "1" },
  answer: tree(sha(name), files, patch),
});
const readBlob = (text: string | Buffer): Step => ({
  request: `GET git/blobs/${blobSha(text.toString())}`,
  answer: blob(text),
});
const compare = (files: readonly Patch[], mergeBase?: string): Step => ({
  request: `GET compare/${sha("base")}...${sha("head")}`,
  query: { per_page: "1", page: "1" },
  answer: comparison(files, mergeBase),
});
const listFile = file("list.json", {
  patch: "@@ -1,3 +1,4 @@ title\n a\n+b\n@@ -9 +10,2 @@\n-c\n+d\n+e\n@@ -20,2 +30,0 @@\n-f",
});
const cold = [
  readPull,
  readBranch,
  readTree("base tree", { "list.json": base }),
  readBlob(base),
  compare([listFile]),
  readTree("head", { "list.json": head }),
  readBlob(head),
];
const look = async (steps: readonly Step[], github = mockGithub()): Promise<PullLook> => {
  github.expect(...steps);
  const found = await gatherPull(github.client, repository, 5, rules);
  expect(github.check()).toEqual([]);
  return found;
};
const ids = (list: unknown): readonly string[] =>
  (list as { papers: readonly { id: string }[] } | undefined)?.papers.map(({ id }) => id) ?? [];

describe("gatherPull", () => {
  it("reads a fork's pull request by seven requests, and the next time by what may have changed", async () => {
    const github = mockGithub();
    const first = await look(cold, github);
    expect(first).toMatchObject({
      kind: "pull",
      snapshot: {
        now: "2026-11-21T08:00:00.000Z",
        pull: {
          number: 5,
          author: octocat,
          state: "open",
          conflicts: false,
          head: { sha: sha("head"), ref: "patch-1", repository: { id: 77, owner: "octocat", name: "list" } },
        },
        files: [{ path: "list.json", status: "modified" }],
        moreFiles: false,
        mergeBase: { sha: sha("base"), blob: blobSha(base), text: base },
        head: { sha: sha("head"), blob: blobSha(head), text: head },
        permissions: {},
      },
      outputs: [],
      shown: {
        "list.json": [
          { from: 1, to: 4 },
          { from: 10, to: 11 },
        ],
      },
    });
    expect(first.kind === "pull" && ids(first.snapshot.head?.list)).toEqual(["one", "two"]);
    expect(first).not.toHaveProperty("snapshot.checked");
    expect(await look([readPull, readBranch], github)).toEqual(first);
  });

  it("asks for the thread where there is one, whose word counts, and what we said of this head", async () => {
    const github = mockGithub();
    const commented = { ...readPull, answer: pull({ comments: 2 }) };
    const thread: Step = {
      request: "GET issues/5/comments",
      query: { per_page: "100", page: "1" },
      answer: [comment({ body: "/convert" }), comment({ id: 901, user: account(self), body: "Thank you" })],
    };
    const may: Step = {
      request: "GET collaborators/octocat/permission",
      answer: permission(octocat, { admin: false, push: true, pull: true }),
    };
    const runs: Step = {
      request: `GET commits/${sha("head")}/check-runs`,
      query: { check_name: "awesome-papers", filter: "latest" },
      answer: patched("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
        check_runs: [
          patched("GET /repos/{owner}/{repo}/check-runs/{check_run_id}", {
            name: "awesome-papers",
            status: "completed",
            conclusion: "failure",
          }),
        ],
      }),
    };
    expect(await look([commented, ...cold.slice(1), thread, may, runs], github)).toMatchObject({
      snapshot: { comments: [{ body: "/convert" }, { author: self }], permissions: { 7: "write" }, checked: "failure" },
    });
    memoryOf(github.client.memory, repository).rechecks.set(sha("head"), true);
    const again = await look([commented, readBranch, thread, may], github);
    expect(again).toMatchObject({ snapshot: { recheck: true } });
    expect(again).not.toHaveProperty("snapshot.checked");
  });

  it("knows what it is told from where the branch left the default branch", async () => {
    const older = listOf("zero");
    const found = await look([
      ...cold.slice(0, 4),
      compare([listFile, file("README.md")], "old"),
      readTree("head", { "list.json": head, "README.md": "after" }),
      readTree("old tree", { "list.json": older, "README.md": "before" }),
      readBlob(older),
      readBlob(head),
      readBlob("before"),
      readBlob("after"),
    ]);
    expect(found).toMatchObject({
      snapshot: { mergeBase: { sha: sha("old"), text: older }, base: { sha: sha("base") } },
      outputs: [{ path: "README.md", before: "before", after: "after" }],
    });
  });

  it("reads no list at the head where only an output is changed", async () => {
    const found = await look([
      ...cold.slice(0, 2),
      readTree("base tree", { "list.json": base, "README.md": "before" }),
      readBlob(base),
      compare([file("README.md")]),
      readTree("head", { "list.json": base, "README.md": "after" }),
      readBlob("before"),
      readBlob("after"),
    ]);
    expect(found).toMatchObject({ snapshot: { mergeBase: { text: base } }, outputs: [{ after: "after" }] });
    expect(found).not.toHaveProperty("snapshot.head");
  });

  it.each<readonly [string, Patch, string]>([
    ["ours", { user: account(self), head: { ref: "awesome-papers/issue-1", repo: { id: repository.id } } }, "proposal"],
    [
      "ours, closed",
      { state: "closed", user: account(self), head: { ref: "awesome-papers/issue-1", repo: { id: repository.id } } },
      "proposal",
    ],
    ["merged", { state: "closed", merged: true }, "closed"],
    ["a draft", { draft: true }, "not-ours"],
    ["locked", { locked: true }, "not-ours"],
    ["into another branch", { base: { ref: "next" } }, "not-ours"],
    ["of an archived repository", { base: { repo: { ...baseRepo, archived: true } } }, "not-ours"],
    ["of another repository that took the name", { base: { repo: { ...baseRepo, id: 9 } } }, "gone"],
  ])("one that is %s costs one request", async (_name, patch, kind) => {
    const answer = pull(patch);
    expect(await look([{ ...readPull, answer }])).toMatchObject({ kind });
  });

  it("takes a fork's branch of our name, and a person's pull request from our branch, for theirs", async () => {
    const forged = pull({ user: account(self), head: { ref: "awesome-papers/issue-1" } });
    expect(await look([{ ...readPull, answer: forged }, ...cold.slice(1)])).toMatchObject({ kind: "pull" });
    const theirs = pull({ head: { ref: "awesome-papers/issue-1", repo: { id: repository.id } } });
    expect(await look([{ ...readPull, answer: theirs }, ...cold.slice(1)])).toMatchObject({ kind: "pull" });
  });

  it("goes on where the fork is deleted, and where nobody knows yet whether it conflicts", async () => {
    const answer = pull({ head: { repo: null }, mergeable: null });
    const found = await look([{ ...readPull, answer, undescribed: true }, ...cold.slice(1)]);
    expect(found).toMatchObject({ kind: "pull", snapshot: { pull: { head: { ref: "patch-1" } } } });
    expect(found).not.toHaveProperty("snapshot.pull.head.repository");
    expect(found).toHaveProperty("snapshot.pull.conflicts", undefined);
  });

  it("leaves alone what touches nothing of ours, what has no common past, and a repository without a list", async () => {
    expect(await look([...cold.slice(0, 4), compare([file("src/list.json")])])).toEqual({ kind: "not-ours" });
    const unrelated = { ...compare([]), status: 404, answer: undefined };
    expect(await look([...cold.slice(0, 4), unrelated])).toEqual({ kind: "not-ours" });
    const github = mockGithub();
    const bare = readTree("base tree", { "README.md": "Hi" });
    expect(await look([readPull, readBranch, bare], github)).toEqual({ kind: "not-ours" });
    expect(await look([readBranch], github)).toEqual({ kind: "not-ours" });
  });

  const large = { tree: [entry("list.json", sha("large"), 20_000_001)] };
  it.each<readonly [string, Patch, readonly Step[], string, number | undefined]>([
    [
      "deleted",
      file("list.json", { status: "removed" }),
      [readTree("head", {})],
      "There is no list.json here",
      undefined,
    ],
    [
      "renamed",
      file("papers.json", { status: "renamed", previous_filename: "list.json" }),
      [readTree("head", { "papers.json": head })],
      "list.json is called papers.json here",
      undefined,
    ],
    [
      "a link",
      file("list.json", { status: "changed" }),
      [readTree("head", {}, { tree: [entry("list.json", sha("x"), 9, "120000")] })],
      "is a symbolic link",
      undefined,
    ],
    [
      "a submodule",
      file("list.json", { status: "changed" }),
      [readTree("head", {}, { tree: [entry("list.json", sha("x"), undefined, "160000", "commit")] })],
      "is a submodule",
      undefined,
    ],
    ["over 20 MB", listFile, [readTree("head", {}, large)], "20 MB", undefined],
    [
      "not UTF-8",
      listFile,
      [
        readTree("head", {}, { tree: [entry("list.json", sha("x"), 2)] }),
        { request: `GET git/blobs/${sha("x")}`, answer: blob(Buffer.from([0xff, 0xfe])) },
      ],
      "is not UTF-8 text",
      undefined,
    ],
    ["no JSON", listFile, [readTree("head", { "list.json": "{\n  ]" }), readBlob("{\n  ]")], "", 2],
  ])("says of a list that is %s how to mend it", async (_name, changed, steps, message, line) => {
    const found = await look([...cold.slice(0, 4), compare([changed]), ...steps]);
    if (found.kind !== "pull") throw new Error(found.kind);
    expect(found.snapshot.head?.list).toBeUndefined();
    expect(found.snapshot.head?.problems[0]).toMatchObject({
      severity: "error",
      message: expect.stringContaining(message),
    });
    expect(found.snapshot.head?.problems[0]?.position?.line).toBe(line);
  });

  it("shows a list whose papers are wrong, with where", async () => {
    const wrong = head.replaceAll("10.1234/two", "10.1234/one");
    const found = await look([...cold.slice(0, 5), readTree("head", { "list.json": wrong }), readBlob(wrong)]);
    if (found.kind !== "pull") throw new Error(found.kind);
    expect(ids(found.snapshot.head?.list)).toEqual(["one", "two"]);
    expect(found.snapshot.head?.problems[0]).toMatchObject({ code: "duplicate-paper", position: { line: 1 } });
  });

  it("has what a list with a repeated id would change, but no list", async () => {
    const wrong = head.replace('"two"', '"one"');
    const found = await look([...cold.slice(0, 5), readTree("head", { "list.json": wrong }), readBlob(wrong)]);
    if (found.kind !== "pull") throw new Error(found.kind);
    expect(found.snapshot.head).toMatchObject({ list: undefined, problems: [{ code: "duplicate-id" }] });
    expect(ids(found.snapshot.head?.draft)).toEqual(["one", "one"]);
  });

  it("reads the trees where a comparison does not show all files", async () => {
    const many = Array.from({ length: 300 }, (_, at) => file(`a/${at}.md`));
    const steps = (files: Readonly<Record<string, string>>): readonly Step[] => [
      { ...readPull, answer: pull({ changed_files: 301 }) },
      ...cold.slice(1, 4),
      compare(many),
      readTree("head", files),
    ];
    const found = await look([...steps({ "list.json": head }), readBlob(head)]);
    expect(found).toMatchObject({ snapshot: { moreFiles: true, head: { text: head } } });
    expect(await look(steps({ "list.json": base, "a/0.md": "x" }))).toEqual({ kind: "not-ours" });
  });

  it("reads changed templates and configuration to show what they would do, a few of them", async () => {
    const own = { "list.json": base, "templates/entry.liquid": "mine" };
    const found = await look([
      ...cold.slice(0, 4),
      compare([file("templates/entry.liquid")]),
      readTree("head", own),
      readBlob("mine"),
    ]);
    if (found.kind !== "pull" || found.preview?.kind !== "read") throw new Error(found.kind);
    expect([...found.preview.read.templates]).toEqual([["entry.liquid", "mine"]]);
    expect(found.read.templates.size).toBe(0);
    const many = Array.from({ length: 21 }, (_, at) => file(`templates/${at}.liquid`));
    expect(await look([...cold.slice(0, 4), compare(many), readTree("head", own)])).toMatchObject({
      preview: { kind: "too-many", files: 21 },
    });
  });

  const faults: readonly (readonly [string, Fault, object])[] = [
    ["401", { status: 401 }, { kind: "outage" }],
    ["403", { status: 403 }, { kind: "refused", reason: "forbidden" }],
    ["404", { status: 404 }, { kind: "refused", reason: "gone" }],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }, { kind: "outage", retryAfter: 7 }],
    ["500", { status: 500 }, { kind: "outage" }],
    ["a dropped connection", "dropped", { kind: "outage" }],
  ];
  const cases = cold
    .flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })))
    // These answer something to us.
    .filter(({ at, name }) => name !== "404" || ![0, 1, 4].includes(at));
  it.each(cases)("meets $name at $step.request", async ({ step, at, fault, error }) => {
    const github: MockGithub = mockGithub();
    github.expect(...cold.toSpliced(at, 1));
    github.fail(step, fault, 4);
    await expect(gatherPull(github.client, repository, 5, rules)).rejects.toMatchObject(error);
  });

  it("one that answers 404 is gone", async () => {
    expect(await look([{ ...readPull, status: 404, answer: undefined }])).toEqual({ kind: "gone" });
  });
});
