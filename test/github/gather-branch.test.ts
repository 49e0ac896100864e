import { afterEach, describe, expect, it, vi } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import type { GithubClient } from "../../src/github/client.ts";
import { findEditedByHand } from "../../src/github/find-edited-by-hand.ts";
import { gatherBranch, type BranchRules } from "../../src/github/gather-branch.ts";
import { listOpenIssues, listProposalBranches } from "../../src/github/list-open.ts";
import type { Rendered } from "../../src/intake/plan-regeneration.ts";
import type { ReadBase } from "../../src/github/read-base.ts";
import { readCheckRun } from "../../src/github/read-check-run.ts";
import { memoryOf } from "../../src/github/repository-memory.ts";
import { exampleAnswer } from "../support/openapi.ts";
import {
  account,
  blob,
  branch,
  entry,
  issue,
  octocat,
  patched,
  pull,
  ref,
  repository,
  self,
  sha,
  tree,
} from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const list = JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] });
const files = { "list.json": list, "README.md": "# Awesome\nold\n", "list.schema.json": "{}" };

/** One title, and what stands below the first line is kept: as good as a region. */
function render(read: ReadBase, present: Readonly<Record<string, string | undefined>>): Promise<Rendered> {
  const below = (present["README.md"] ?? "\n").split("\n").slice(1).join("\n");
  const text = `# ${read.base.list?.title ?? ""}\n${below}`;
  return Promise.resolve({ files: [{ path: "README.md", text }], problems: [] });
}
const rules = {
  packagedTemplates: new Map<string, string>(),
  render,
  edits: () => Promise.resolve({ changes: [], near: [], notUnderstood: [], outside: false }),
  outputPaths: () => ["README.md", "list.schema.json"],
};

const brokenTemplate = { code: "template-syntax", severity: "error", field: "templates", message: "Broken." } as const;

const head = { sha: sha("base"), treeSha: sha("base tree") };
const readBranch: Step = { request: "GET branches/main", answer: branch(head.sha, head.treeSha) };
const treeOf = (name: string, texts: Readonly<Record<string, string>>): Step => ({
  request: `GET git/trees/${sha(name)}`,
  query: { recursive: "1" },
  answer: tree(sha(name), texts),
});
const file = (text: string): Step => ({ request: `GET git/blobs/${blobSha(text)}`, answer: blob(text) });
const checksOf = (runs: readonly object[]): Step => ({
  request: `GET commits/${head.sha}/check-runs`,
  query: { check_name: "awesome-papers", filter: "latest" },
  answer: { total_count: runs.length, check_runs: runs },
});
const regenerations = (answer: readonly object[]): Step => ({
  request: "GET pulls",
  query: { state: "all", head: "octo:awesome-papers/regenerate", per_page: "100" },
  answer,
});
const cold = [
  readBranch,
  treeOf("base tree", files),
  file(list),
  file(files["README.md"]),
  file(files["list.schema.json"]),
  regenerations([]),
];

function checkRun(patch: Readonly<Record<string, unknown>>): object {
  return patched(
    "POST /repos/{owner}/{repo}/check-runs",
    { name: "awesome-papers", status: "completed", conclusion: "failure", ...patch },
    201,
  );
}

function commitOf(
  name: string,
  author: { readonly id: number; readonly login: string; readonly type: string },
  message = author.id === self.id ? "Regenerate README.md" : "Mine",
): object {
  const [example] = exampleAnswer("GET /repos/{owner}/{repo}/commits") as { commit: object }[];
  const person = { name: author.login, email: `${author.login}@example.com`, date: "2026-11-21T08:00:00Z" };
  const git = {
    ...example?.commit,
    author: person,
    message,
    tree: { sha: sha(`${name} tree`), url: "https://api.github.com/x" },
  };
  return {
    ...example,
    sha: sha(name),
    commit: git,
    author: { ...(example as { author?: object }).author, ...account(author) },
  };
}
const commitsOf = (answer: readonly object[]): Step => ({
  request: "GET commits",
  query: { path: "README.md", sha: head.sha, per_page: "10" },
  answer,
});

describe("gatherBranch", () => {
  it("reads the outputs once, and then the branch only", async () => {
    const github = mockGithub();
    github.expect(...cold);
    const look = await gatherBranch(github.client, repository, rules);
    expect(look?.snapshot).toMatchObject({
      self,
      base: { sha: head.sha, problems: [] },
      files: { ...files },
      editedByHand: [],
      regenerations: [],
      refused: false,
    });
    expect(look?.snapshot).not.toHaveProperty("checked");
    github.expect(readBranch);
    expect(await gatherBranch(github.client, repository, rules)).toMatchObject({ rendered: look?.rendered });
    expect(github.check()).toEqual([]);
  });

  it("finds the check run that another process made on a broken commit, once", async () => {
    const broken = { ...rules, render: () => Promise.resolve({ files: [], problems: [brokenTemplate] }) };
    const github = mockGithub();
    github.expect(...cold.toSpliced(5, 0, checksOf([checkRun({})])));
    expect((await gatherBranch(github.client, repository, broken))?.snapshot.checked).toBe("failure");
    github.expect(readBranch);
    expect((await gatherBranch(github.client, repository, broken))?.snapshot.checked).toBe("failure");
    expect(github.check()).toEqual([]);
  });

  it("forgets what its check run said where a person asks for it again, on this commit only", async () => {
    const broken = { ...rules, render: () => Promise.resolve({ files: [], problems: [brokenTemplate] }) };
    const github = mockGithub();
    const memory = memoryOf(github.client.memory, repository);
    github.expect(...cold);
    memory.rechecks.set(head.sha, true);
    memory.checkRuns.set(head.sha, { conclusion: "failure", words: "so" });
    const look = await gatherBranch(github.client, repository, broken);
    expect(look?.snapshot.recheck).toBe(true);
    expect(look?.snapshot).not.toHaveProperty("checked");
    expect(memory.checkRuns.get(head.sha)).toBeUndefined();
    memory.rechecks.clear();
    memory.rechecks.set(sha("another"), true);
    github.expect(readBranch, checksOf([checkRun({})]));
    const next = await gatherBranch(github.client, repository, broken);
    expect(next?.snapshot).toMatchObject({ checked: "failure" });
    expect(next?.snapshot).not.toHaveProperty("recheck");
    expect(github.check()).toEqual([]);
  });

  const faults: readonly (readonly [string, Fault, object])[] = [
    ["401", { status: 401 }, { kind: "outage" }],
    ["403", { status: 403 }, { kind: "refused", reason: "forbidden" }],
    ["404", { status: 404 }, { kind: "refused", reason: "gone" }],
    ["409", { status: 409 }, { status: 409 }],
    ["422", { status: 422 }, { status: 422 }],
    ["429", { status: 429 }, { kind: "outage", retryAfter: 60 }],
    ["500", { status: 500 }, { kind: "outage" }],
    ["a dropped connection", "dropped", { kind: "outage" }],
  ];
  const cases = cold
    .flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })))
    .filter(({ step, name }) => name !== "404" || step !== readBranch);
  it.each(cases)("meets $name at $step.request", async ({ step, at, fault, error }) => {
    const github = mockGithub();
    github.expect(...cold.toSpliced(at, 1));
    github.fail(step, fault, 4);
    await expect(gatherBranch(github.client, repository, rules)).rejects.toMatchObject(error);
  });

  it("has nothing to say of a repository without a list", async () => {
    const github = mockGithub();
    github.expect(readBranch, treeOf("base tree", { "README.md": "Hi" }));
    expect(await gatherBranch(github.client, repository, rules)).toBeUndefined();
    expect(github.check()).toEqual([]);
  });

  it("renders nothing over an output that is a link, and says so", async () => {
    const github = mockGithub();
    const link = entry("README.md", sha("link"), 5, "120000");
    const entries = [entry("list.json", blobSha(list), list.length), link];
    const odd = { ...treeOf("base tree", {}), answer: tree(head.treeSha, {}, { tree: entries }) };
    github.expect(readBranch, odd, file(list), checksOf([]), regenerations([]));
    const look = await gatherBranch(github.client, repository, rules);
    expect(look?.rendered).toBeUndefined();
    expect(look?.snapshot.base.problems).toMatchObject([{ file: "README.md", severity: "error" }]);
    expect(github.check()).toEqual([]);
  });
});

describe("an edit of an output", () => {
  const after = "# Awesome, edited\nold\n";
  const edited = { ...files, "README.md": after };
  const paper = { id: "octo", title: "Octo", identifiers: { arxiv: "2405.12213" }, categories: ["all"] };
  const other = list.replace("Awesome", "Other");
  // Each change of the first line is a paper that was added.
  const reading = {
    ...rules,
    edits: () => Promise.resolve({ changes: [{ kind: "add", paper }] as const, ...nothing }),
  };
  const nothing = { near: [], notUnderstood: [], outside: false };
  const mine = commitOf("c", octocat);
  const mineTree = treeOf("c tree", { "list.json": list, "README.md": after });

  it.each<[string, object[], Step[], { before: string; title: string } | undefined]>([
    [
      "from our last commit, which needs no text where only its list made it",
      [mine, commitOf("d", self), commitOf("e", octocat)],
      [treeOf("d tree", { "list.json": list, "README.md": "# Awesome\nold\n" })],
      { before: "# Awesome\nold\n", title: "Awesome" },
    ],
    [
      "from the very text of our last commit, be it as old as it may",
      [mine, commitOf("d", self)],
      [treeOf("d tree", { "list.json": other, "README.md": "# Old\n" }), file(other), file("# Old\n")],
      { before: "# Old\n", title: "Other" },
    ],
    [
      "from a person's commit where we never wrote it",
      [mine, commitOf("e", octocat), commitOf("f", octocat)],
      [
        treeOf("e tree", { "list.json": list, "README.md": "# Awesome, edited once\nold\n" }),
        treeOf("f tree", { "list.json": list, "README.md": "# Awesome\nold\n" }),
      ],
      { before: "# Awesome\nold\n", title: "Awesome" },
    ],
    [
      "together with words around it",
      [mine, commitOf("e", octocat)],
      [treeOf("e tree", { "list.json": list, "README.md": "# Awesome\nolder\n" }), file("# Awesome\nolder\n")],
      { before: "# Awesome\nolder\n", title: "Awesome" },
    ],
    [
      "not where it was out of step before",
      [mine, commitOf("e", octocat)],
      [treeOf("e tree", { "list.json": list, "README.md": "# Mine\n" }), file("# Mine\n")],
      undefined,
    ],
    ["not where nothing is known of before", [mine], [], undefined],
  ])("is read %s", async (_name, commits, steps, expected) => {
    const github = mockGithub();
    github.expect(
      ...cold.slice(0, 1),
      treeOf("base tree", edited),
      file(list),
      file(after),
      file(files["list.schema.json"]),
      commitsOf(commits),
      mineTree,
      ...steps,
      regenerations([]),
    );
    const edits = vi.fn<BranchRules["edits"]>(reading.edits);
    const look = await gatherBranch(github.client, repository, { ...reading, edits });
    expect(github.check()).toEqual([]);
    expect(look?.snapshot.editedByHand).toEqual(["README.md"]);
    expect(edits.mock.calls.map(([, { path, list: of, ...texts }]) => ({ path, title: of.title, ...texts }))).toEqual(
      expected === undefined ? [] : [{ path: "README.md", after, ...expected }],
    );
    expect(look?.snapshot.handEdits?.map(({ changes }) => changes)).toEqual(expected && [[{ kind: "add", paper }]]);
    expect(look?.rescued === undefined).toBe(expected === undefined);
  });

  it("that says nothing new of the list leaves nothing to be rescued", async () => {
    const github = mockGithub();
    const ours = treeOf("d tree", { "list.json": list, "README.md": "# Awesome\nold\n" });
    github.expect(...cold.slice(0, 1), treeOf("base tree", edited), file(list), file(after));
    github.expect(file(files["list.schema.json"]), commitsOf([mine, commitOf("d", self)]), mineTree, ours);
    github.expect(regenerations([]));
    const look = await gatherBranch(github.client, repository, rules);
    expect(look?.snapshot.handEdits).toMatchObject([{ path: "README.md", changes: [], list: { title: "Awesome" } }]);
    expect(look?.rescued).toBeUndefined();
    expect(github.check()).toEqual([]);
  });
});

describe("findEditedByHand", () => {
  const present = { head, files: { "README.md": "# Awesome\nwords\n" }, paths: ["README.md"] };
  const other = list.replace("Awesome", "Other");
  const editedPaths = async (client: GithubClient): Promise<readonly string[]> =>
    (await findEditedByHand(client, repository, present, rules)).map(({ path }) => path);

  it.each([
    ["no commit is known", [commitsOf([])], []],
    ["our account made its last commit", [commitsOf([commitOf("c", self)])], []],
    ["our pull request with it was squashed", [commitsOf([commitOf("c", self, "Regenerate the outputs (#30)")])], []],
    ["one that kept an edit was", [commitsOf([commitOf("c", self, "Take over edits of README.md (#30)")])], []],
    [
      "a person's last commit holds what its list renders to",
      [commitsOf([commitOf("c", octocat)]), treeOf("c tree", { "list.json": list }), file(list)],
      [],
    ],
    [
      "a person changed words around what our last commit rendered",
      [
        commitsOf([commitOf("c", octocat), commitOf("d", self)]),
        treeOf("c tree", { "list.json": other }),
        file(other),
        treeOf("d tree", { "list.json": list }),
        file(list),
      ],
      [],
    ],
    [
      "a person wrote what no list renders to",
      [
        commitsOf([commitOf("c", octocat), commitOf("d", self)]),
        treeOf("c tree", { "list.json": other }),
        file(other),
        treeOf("d tree", { "README.md": "no list then" }),
      ],
      ["README.md"],
    ],
  ])("when %s", async (_name, steps, expected) => {
    const github = mockGithub();
    github.expect(...steps);
    expect(await editedPaths(github.client)).toEqual(expected);
    expect(github.check()).toEqual([]);
  });

  it.each([
    "Add a-paper (#12)",
    "Add a-paper (#12)\n\n* Add a-paper (#12)\n\n* A better README",
    "Regenerate README.md (#30)\n\n* Regenerate README.md\n\n* A better README",
  ])("when a squash under our name holds what a person pushed: %j", async (message) => {
    const github = mockGithub();
    github.expect(commitsOf([commitOf("c", self, message)]), treeOf("c tree", { "list.json": other }), file(other));
    expect(await editedPaths(github.client)).toEqual(["README.md"]);
    expect(github.check()).toEqual([]);
  });

  it("asks once about what it found to be ours, and never about what is missing or empty", async () => {
    const github = mockGithub();
    github.expect(commitsOf([commitOf("c", self)]));
    const empty = "# Mine\n<!-- awesome-papers:begin list -->\n\n<!-- awesome-papers:end list -->\n";
    const more = { ...present, files: { ...present.files, "A.md": empty }, paths: ["README.md", "A.md", "absent.md"] };
    expect(await findEditedByHand(github.client, repository, more, rules)).toEqual([]);
    expect(await findEditedByHand(github.client, repository, more, rules)).toEqual([]);
    expect(github.check()).toEqual([]);
  });
});

describe("readCheckRun", () => {
  it.each([
    ["success", [checkRun({ conclusion: "success" })], "success"],
    ["of another App", [checkRun({ app: { id: 5 } })], undefined],
    ["under way", [checkRun({ status: "in_progress", conclusion: null })], undefined],
    ["none", [], undefined],
  ])("a run: %s", async (_name, runs, expected) => {
    const github = mockGithub();
    github.expect(checksOf(runs));
    const [first] = [checkRun({})] as { app: { id: number } }[];
    expect(await readCheckRun({ ...github.client, appId: first?.app.id ?? 0 }, repository, head.sha)).toBe(expected);
    expect(github.check()).toEqual([]);
  });
});

describe("what a sweep looks at", () => {
  it("is every open issue and pull request, page by page", async () => {
    const github = mockGithub();
    const page = (number: number, answer: readonly object[]): Step => ({
      request: "GET issues",
      query: { state: "open", per_page: "100", page: String(number) },
      answer,
    });
    const request = { url: null, html_url: null, diff_url: null, patch_url: null };
    const many = Array.from({ length: 99 }, (_, at) => issue({ number: 200 - at, comments: 2 }));
    github.expect(page(1, [...many, issue({ number: 50, pull_request: request })]), page(2, [issue({ number: 4 })]));
    const open = await listOpenIssues(github.client, repository);
    expect(open.map(({ issue: { number } }) => number)).toEqual([...many.map((_, at) => 200 - at), 50, 4]);
    expect(open.filter(({ isPull }) => isPull).map(({ issue: { number } }) => number)).toEqual([50]);
    expect(open[0]).toMatchObject({ issue: { author: octocat }, comments: 2 });
    expect(github.check()).toEqual([]);
  });

  it("is every branch of ours for an issue", async () => {
    const github = mockGithub();
    const names = ["awesome-papers/issue-12", "awesome-papers/issue-12x", "awesome-papers/issue-0"];
    github.expect({
      request: "GET git/matching-refs/heads%2Fawesome-papers%2Fissue-",
      answer: names.map((name) => ref(name, sha(name))),
    });
    expect(await listProposalBranches(github.client, repository)).toEqual([
      { branch: "awesome-papers/issue-12", issue: 12, sha: sha("awesome-papers/issue-12") },
    ]);
    expect(github.check()).toEqual([]);
  });
});

describe("an open regeneration", () => {
  it("is read with its head", async () => {
    const github = mockGithub();
    const answer = [pull({ number: 30, head: { ref: "awesome-papers/regenerate", sha: head.sha } })];
    github.expect(...cold.slice(0, -1), regenerations(answer));
    const look = await gatherBranch(github.client, repository, rules);
    expect(look?.snapshot.regenerations).toMatchObject([{ number: 30, head: { listBlob: blobSha(list) } }]);
    expect(github.check()).toEqual([]);
  });
});
