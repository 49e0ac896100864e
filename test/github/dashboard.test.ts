import { afterEach, describe, expect, it } from "vitest";
import { applyStack } from "../../src/github/apply-stack.ts";
import { blobSha } from "../../src/github/blob-sha.ts";
import { gatherDashboard } from "../../src/github/gather-dashboard.ts";
import { memoryOf } from "../../src/github/repository-memory.ts";
import { printTag } from "../../src/intake/comment-tag.ts";
import type { OpenProposal } from "../../src/intake/dashboard-snapshot.ts";
import { stackProposals } from "../../src/intake/stack-proposals.ts";
import { printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import {
  account,
  blob,
  branch,
  comment,
  commit,
  issue,
  octocat,
  patched,
  permission,
  pull,
  ref,
  repository,
  self,
  sha,
  tree,
} from "./answers.ts";
import { forgetMocks, mockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const list: List = { title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] };
const paper = (id: string, arxiv: string) => ({ id, title: id, identifiers: { arxiv }, categories: ["all"] });
const first = paper("a-paper", "2401.00001");
const text = printList(list);
const proposed = printList({ ...list, papers: [first] });

describe("gatherDashboard", () => {
  const byUs = { user: account(self) };
  const readBranch: Step = { request: "GET branches/main", answer: branch(sha("base"), sha("base tree")) };
  const find = (answer: readonly object[]): Step => ({
    request: "GET issues",
    query: { state: "all", creator: self.login, labels: "paper: list", per_page: "100" },
    answer,
  });
  const readIssue = (patch: object = {}): Step => ({
    request: "GET issues/9",
    answer: issue({ number: 9, comments: 1, ...byUs, ...patch }),
  });
  const readComments: Step = {
    request: "GET issues/9/comments",
    query: { per_page: "100", page: "1" },
    answer: [comment({ ...byUs, body: "The list." })],
  };
  const readPulls = (...answer: readonly object[]): Step => ({
    request: "GET pulls",
    query: { state: "open", base: "main", per_page: "100", page: "1" },
    answer,
  });
  const body = `<!-- awesome-papers:proposal-begin -->\nSuggested in #12. Closes #12.\n${printTag("proposal", { hash: "a person's word", papers: [] })}`;
  const readTree = (name: string, content: string): Step => ({
    request: `GET git/trees/${sha(name)}`,
    query: { recursive: "1" },
    answer: tree(sha(name), { "list.json": content }),
  });
  const cold = [
    readBranch,
    readTree("base tree", text),
    { request: `GET git/blobs/${blobSha(text)}`, answer: blob(text) },
    find([issue({ number: 9, ...byUs })]),
    readIssue(),
    readComments,
    readPulls(
      pull({ body }),
      pull({ number: 14, user: { id: 7, login: "octocat", type: "User" }, head: { ref: "awesome-papers/issue-3" } }),
      pull({ number: 15, head: { ref: "awesome-papers/issue-4", repo: { id: 5 } } }),
      pull({ number: 16, draft: true, head: { ref: "awesome-papers/issue-5" } }),
    ),
    {
      request: `GET git/commits/${sha("head")}`,
      answer: commit(sha("head"), sha("head tree"), [sha("base")]),
    },
    readTree("head tree", proposed),
    { request: `GET git/blobs/${blobSha(proposed)}`, answer: blob(proposed) },
  ];
  const rules = { packagedTemplates: new Map<string, string>() };

  it("reads what a proposal would bring from its commit, whatever its words say, and the next time by four requests", async () => {
    const github = mockGithub();
    github.expect(...cold);
    const look = await gatherDashboard(github.client, repository, rules);
    expect(look?.snapshot).toMatchObject({ issue: 9, comments: [{ author: self }] });
    expect(look?.snapshot.proposals).toMatchObject([
      { issue: 12, pull: 13, headSha: sha("head"), closes: true, changes: [{ kind: "add", paper: first }] },
    ]);
    github.expect(readBranch, readIssue(), readComments, readPulls(pull({ body })));
    expect(await gatherDashboard(github.client, repository, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
  });

  it("reads the thread of a batch's own pull request once", async () => {
    const github = mockGithub();
    const stack = pull({ number: 20, body, head: { ref: "awesome-papers/stack" } });
    const user = account(octocat);
    const readThread: Step = {
      request: "GET issues/20/comments",
      query: { per_page: "100", page: "1" },
      answer: [comment({ id: 7, user, body: "/merge-ready" }), comment({ id: 8, user, body: "Good." })],
    };
    const readPermission: Step = {
      request: "GET collaborators/octocat/permission",
      answer: permission(octocat, { admin: false, push: true, pull: true }),
    };
    github.expect(...cold.slice(0, 6), readPulls(stack), readThread, ...cold.slice(7, 9), readPermission);
    const look = await gatherDashboard(github.client, repository, rules);
    expect(look?.snapshot).toMatchObject({ asked: [{ id: 7, body: "/merge-ready" }], stack: { number: 20 } });
    github.expect(readBranch, readIssue(), readComments, readPulls(stack), readPermission);
    expect(await gatherDashboard(github.client, repository, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["closed", { state: "closed" }],
    ["locked", { locked: true }],
  ])("asks no more where people have %s the list", async (_, patch) => {
    const github = mockGithub();
    memoryOf(github.client.memory, repository).dashboard = 9;
    github.expect(...cold.slice(0, 3), readIssue(patch));
    expect(await gatherDashboard(github.client, repository, rules)).toBeUndefined();
    expect(github.check()).toEqual([]);
  });
});

describe("applyStack", () => {
  const proposals = [first, paper("b-paper", "2401.00002")].map((one, at): OpenProposal => ({
    issue: at + 1,
    pull: at + 101,
    headSha: sha(`head ${at + 1}`),
    message: `Add ${one.id} (#${at + 1})\n\nCo-authored-by: octocat <7+octocat@users.noreply.github.com>`,
    changes: [{ kind: "add", paper: one }],
    hash: "",
    closes: at === 0,
  }));
  const { steps } = stackProposals(list, proposals);
  const base = { sha: sha("base"), treeSha: sha("base tree") };
  const made = (at: number, onto: string, message: string): readonly Step[] => [
    {
      request: "POST git/trees",
      status: 201,
      body: {
        base_tree: sha(`${onto} tree`),
        tree: [{ path: "list.json", mode: "100644", type: "blob", content: printList(steps[at - 1]?.list ?? list) }],
      },
      answer: patched("POST /repos/{owner}/{repo}/git/trees", { sha: sha(`${at} tree`) }, 201),
    },
    {
      request: "POST git/commits",
      status: 201,
      body: { message, tree: sha(`${at} tree`), parents: [sha(onto)] },
      answer: patched("POST /repos/{owner}/{repo}/git/commits", { sha: sha(String(at)) }, 201),
    },
  ];
  const credit = "Co-authored-by: octocat <7+octocat@users.noreply.github.com>";
  const commits = [
    ...made(1, "base", `Add a-paper (#1)\n\nCloses #1\n\n${credit}`),
    ...made(2, "1", `Add b-paper (#2)\n\n${credit}`),
  ];
  const at = (name: string, head: string): Step => ({
    request: `GET git/ref/heads%2F${encodeURIComponent(name)}`,
    answer: ref(name, head),
  });
  const move = (name: string, to: string, force: boolean, more: Partial<Step> = {}): Step => ({
    request: `PATCH git/refs/heads%2F${encodeURIComponent(name)}`,
    body: { sha: to, force },
    answer: ref(name, to),
    ...more,
  });
  const set = (issueNumber: number, from: string, to: string): readonly Step[] => {
    const name = `awesome-papers/issue-${issueNumber}`;
    return [at(name, from), move(name, to, true)];
  };
  const branches = [...set(1, sha("head 1"), sha("1")), ...set(2, sha("head 2"), sha("2"))];
  const refused = {
    status: 422,
    answer: {
      message: "Changes must be made through a pull request.",
      documentation_url: "https://docs.github.com/rest",
    },
  };
  const apply = (github: ReturnType<typeof mockGithub>) =>
    applyStack(github.client, repository, { base, listPath: "list.json", steps });

  it("takes four requests a proposal, and one", async () => {
    const github = mockGithub();
    github.expect(...commits, ...branches, move("main", sha("2"), false));
    expect(await apply(github)).toEqual({ kind: "merged" });
    expect(github.check()).toEqual([]);
  });

  it("puts every branch back where the default one refuses, and moves none the next time", async () => {
    const github = mockGithub();
    github.expect(
      ...commits,
      ...branches,
      move("main", sha("2"), false, refused),
      at("main", sha("base")),
      ...set(1, sha("1"), sha("head 1")),
      ...set(2, sha("2"), sha("head 2")),
    );
    expect(await apply(github)).toEqual({ kind: "refused", head: sha("2") });
    github.expect(...commits);
    expect(await apply(github)).toEqual({ kind: "refused", head: sha("2") });
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["the default branch", [...branches, move("main", sha("2"), false, refused), at("main", sha("pushed"))], "main"],
    ["a branch of ours", [at("awesome-papers/issue-1", sha("pushed"))], "awesome-papers/issue-1"],
  ])("stops where somebody pushed to %s meanwhile", async (_, after, name) => {
    const github = mockGithub();
    github.expect(...commits, ...after);
    expect(await apply(github)).toEqual({ kind: "moved", branch: name });
    expect(github.check()).toEqual([]);
  });
});
