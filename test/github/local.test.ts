import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "octokit";
import { request } from "@octokit/request";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startLocalGithub, type LocalGithub, type RecordedRequest } from "../../src/local-github/start.ts";
import { applyCheckRun } from "../../src/github/apply-check-run.ts";
import { applyComment } from "../../src/github/apply-comment.ts";
import { applyCommit } from "../../src/github/apply-commit.ts";
import { applyLabels } from "../../src/github/apply-labels.ts";
import { applyMerge } from "../../src/github/apply-merge.ts";
import { applyProposal } from "../../src/github/apply-proposal.ts";
import { createGithubClient, type GithubClient } from "../../src/github/client.ts";
import { deleteBranch } from "../../src/github/delete-branch.ts";
import { gatherBranch } from "../../src/github/gather-branch.ts";
import { gatherIssue, type IssueLook } from "../../src/github/gather-issue.ts";
import { listOpenIssues, listProposalBranches } from "../../src/github/list-open.ts";
import { toRepositoryRef } from "../../src/github/list-repositories.ts";
import { octokitOptions } from "../../src/github/prepare-octokit.ts";
import type { Rendered } from "../../src/intake/plan-regeneration.ts";
import type { ReadBase } from "../../src/github/read-base.ts";
import { labels } from "../../src/intake/names.ts";
import type { RepositoryRef } from "../../src/intake/snapshot.ts";
import { checkRequest } from "../support/openapi.ts";

const list = `${JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] }, null, 2)}\n`;
const begin = "<!-- awesome-papers:begin list -->";
const end = "<!-- awesome-papers:end list -->";
const rules = { packagedTemplates: new Map<string, string>() };

let github: LocalGithub;
let token: string;
let repository: RepositoryRef;
let issue: number;
let next = 0;
let seen = 0;

// One GitHub for all, and for each test a repository of its own.
beforeAll(async () => {
  const files = { "list.json": list, "README.md": `# Hi\n\n${begin}\n${end}\n` };
  github = await startLocalGithub({
    owner: "owner",
    users: { writer: "write", reader: "read" },
    repositories: Array.from({ length: 80 }, (_, at) => ({ name: `list-${at}`, files })),
  });
  const { appId, privateKey, installationId, url } = github;
  const asApp = createAppAuth({ appId, privateKey, installationId, request: request.defaults({ baseUrl: url }) });
  ({ token } = await asApp({ type: "installation" }));
});

afterAll(() => github.close());

beforeEach(async () => {
  seen = github.requests.length;
  const { data } = await person("owner").request("GET /repos/{owner}/{repo}", { owner: "owner", repo: `list-${next}` });
  next += 1;
  repository = toRepositoryRef(data);
  issue = await suggest();
});

afterEach(() => {
  const wrong = asked(seen).flatMap((one) => checkRequest(one));
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
});

async function suggest(): Promise<number> {
  const made = await person("reader").request("POST /repos/{owner}/{repo}/issues", {
    ...here(),
    title: "Add a paper",
    body: "https://arxiv.org/abs/2506.20966",
  });
  return made.data.number;
}

function here(): { readonly owner: string; readonly repo: string } {
  return { owner: repository.owner, repo: repository.name };
}

function person(login: string): Octokit {
  return new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
}

/** What we asked since then. */
function asked(since: number): readonly RecordedRequest[] {
  return github.requests.slice(since).filter((one) => one.by === "app" && !one.bookkeeping);
}

/** A process of ours that has just begun: nothing cached, nothing remembered. */
function freshClient(): GithubClient {
  const octokit = new Octokit({
    baseUrl: github.url,
    auth: token,
    retry: { ...octokitOptions.retry, retryAfterBaseValue: 1 },
    throttle: { enabled: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const self = { id: github.botUserId, login: `${github.appSlug}[bot]`, type: "Bot" } as const;
  return createGithubClient({ octokit, self, appId: github.appId });
}

function ignore(): void {
  // Retries are logged; the recorded requests say the same.
}

async function counted<T>(
  run: () => Promise<T>,
): Promise<{ readonly answer: T; readonly requests: readonly string[] }> {
  const before = github.requests.length;
  const answer = await run();
  const requests = asked(before).map((one) => `${one.method} ${one.path.replace(/^\/repos\/owner\/list-\d+\//, "")}`);
  return { answer, requests };
}

function found(gathered: IssueLook): Extract<IssueLook, { kind: "issue" }> {
  if (gathered.kind !== "issue") throw new Error(`The issue is ${gathered.kind}.`);
  return gathered;
}

/** As the app would do it for a suggestion that is complete: everything that is not so yet is made so. */
async function look(client: GithubClient): Promise<{ readonly pull: number; readonly head: string }> {
  const { snapshot } = found(await gatherIssue(client, repository, issue, rules));
  const { base, proposals, comments } = snapshot;
  if (base === undefined) throw new Error("The base was not read.");
  const open = proposals.find((proposal) => proposal.state === "open");
  const ours = comments.find((comment) => comment.author.id === client.self.id);
  const done = await applyProposal(client, repository, {
    branch: `awesome-papers/issue-${issue}`,
    base,
    files: [{ path: "list.json", text: list.replace("Awesome", "Awesome and more") }],
    title: `Add a-paper (#${issue})`,
    trailers: [],
    ...(open === undefined ? {} : { present: { pull: open.number, head: open.headSha, body: open.body } }),
    commit: open === undefined,
    body: `Closes #${issue}\n<!-- awesome-papers:proposal {"hash":"1","papers":["a-paper"]} -->`,
  });
  if (done.kind !== "done") throw new Error(`The branch was ${done.kind}.`);
  await applyComment(client, repository, issue, {
    ...(ours === undefined ? {} : { present: ours }),
    repost: false,
    body: `Ready: #${done.pull}`,
  });
  await applyLabels(client, repository, issue, { add: [labels.ready], remove: [], present: snapshot.issue.labels });
  return done;
}

const warmLook = ["GET issues/1", "GET issues/1/comments", "GET pulls", "GET branches/main"];

describe("a suggestion on the local GitHub", () => {
  it("takes nine requests warm, twelve cold, and four to see that nothing changed", async () => {
    const client = freshClient();
    const first = await counted(() => look(client));
    expect(first.requests).toEqual([
      "GET issues/1",
      expect.stringMatching(/^GET (?:pulls|branches\/main)$/),
      expect.stringMatching(/^GET (?:pulls|branches\/main)$/),
      expect.stringContaining("GET git/trees/"),
      expect.stringContaining("GET git/blobs/"),
      "POST git/trees",
      "POST git/commits",
      "POST git/refs",
      "POST pulls",
      "POST issues/1/comments",
      "POST labels",
      "POST issues/1/labels",
    ]);
    const second = await counted(() => look(client));
    expect(second.answer).toEqual(first.answer);
    expect(second.requests.toSorted()).toEqual(warmLook.toSorted());
    issue = await suggest();
    const another = await counted(() => look(client));
    expect(another.requests.toSorted()).toEqual([
      "GET branches/main",
      "GET issues/3",
      "GET pulls",
      "POST git/commits",
      "POST git/refs",
      "POST git/trees",
      "POST issues/3/comments",
      "POST issues/3/labels",
      "POST pulls",
    ]);
  });

  it("is read the same by a process that has just begun", async () => {
    const client = freshClient();
    await look(client);
    const known = found(await gatherIssue(client, repository, issue, rules));
    const anew = found(await gatherIssue(freshClient(), repository, issue, rules));
    expect(anew.snapshot).toEqual({ ...known.snapshot, now: expect.any(String) as unknown });
    expect(anew.snapshot.proposals[0]?.head).toMatchObject({ listBlob: expect.any(String) as unknown });
    expect(anew.snapshot.proposals[0]?.head).not.toHaveProperty("madeBy");
  });

  const writes = [
    ["POST", /\/git\/trees$/],
    ["POST", /\/git\/commits$/],
    ["POST", /\/git\/refs$/],
    ["POST", /\/pulls$/],
    ["POST", /\/comments$/],
    ["POST", /\/issues\/1\/labels$/],
    ["POST", /list-\d+\/labels$/],
  ] as const;
  const faults = [
    ["drop", { drop: true }],
    ["lost answer", { dropAfter: true }],
    ["401", { status: 401 }],
    ["403", { status: 403 }],
    ["404", { status: 404 }],
    ["409", { status: 409 }],
    ["422", { status: 422 }],
    ["429", { status: 429, headers: { "retry-after": "1" } }],
    ["500", { status: 500 }],
  ] as const;
  const cases = writes.flatMap(([method, path]) => faults.map(([name, fault]) => ({ name, method, path, fault })));
  it.each(cases)(
    "$name at $method $path: the next look ends it, and nothing is made twice",
    async ({ method, path, fault }) => {
      github.fault({ method, path, ...fault });
      const client = freshClient();
      await look(client).catch(() => undefined);
      // Whether the process lives on or another takes over.
      await look(client);
      await look(freshClient());
      const octokit = person("owner");
      const route = here();
      const pulls = await octokit.request("GET /repos/{owner}/{repo}/pulls", { ...route, state: "all" });
      const comments = await octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...route,
        issue_number: issue,
      });
      const labelled = await octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/labels", {
        ...route,
        issue_number: issue,
      });
      expect(pulls.data).toHaveLength(1);
      expect(comments.data).toHaveLength(1);
      expect(labelled.data).toMatchObject([
        { name: "paper: ready", color: labels.ready.color, description: labels.ready.description },
      ]);
      expect(await listProposalBranches(client, repository)).toMatchObject([{ issue, sha: pulls.data[0]?.head.sha }]);
    },
  );

  it("merges exactly the commit it made, and takes its branch away", async () => {
    const client = freshClient();
    const { pull, head } = await look(client);
    expect(await applyMerge(client, repository, { pull, head: "0".repeat(40) })).toEqual({ kind: "moved" });
    expect(await applyMerge(client, repository, { pull, head })).toMatchObject({ kind: "merged" });
    const branch = `awesome-papers/issue-${issue}`;
    expect(await deleteBranch(client, repository, { branch, expected: head })).toEqual({ kind: "deleted" });
    expect(await deleteBranch(client, repository, { branch, expected: head })).toEqual({ kind: "absent" });
    expect(await deleteBranch(client, repository, { branch })).toEqual({ kind: "absent" });
    const after = await counted(() => gatherIssue(client, repository, issue, rules));
    expect(found(after.answer).snapshot).toMatchObject({
      issue: { state: "closed" },
      proposals: [{ state: "merged" }],
    });
    expect(after.requests).toEqual(["GET issues/1", "GET pulls", "GET git/ref/heads%2Fawesome-papers%2Fissue-1"]);
    expect(await listOpenIssues(client, repository)).toEqual([]);
  });

  it("leaves a commit of a person on our branch alone, and names them", async () => {
    const client = freshClient();
    await look(client);
    const octokit = person("writer");
    const branch = `awesome-papers/issue-${issue}`;
    await octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
      ...here(),
      path: "notes.md",
      message: "Mine",
      content: Buffer.from("Mine").toString("base64"),
      branch,
    });
    const { snapshot } = found(await gatherIssue(freshClient(), repository, issue, rules));
    expect(snapshot.proposals[0]?.head?.madeBy).toBe("writer");
  });
});

/** Renders the title between the two lines, as a template would. */
function render(read: ReadBase, files: Readonly<Record<string, string | undefined>>): Promise<Rendered> {
  const text = files["README.md"] ?? "";
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  const made = `${before}\n${read.base.list?.title ?? ""}, ${read.base.list?.papers.length ?? 0} papers\n${text.slice(text.indexOf(end))}`;
  return Promise.resolve({ files: [{ path: "README.md", text: made }], problems: [] });
}
const edits = () => Promise.resolve({ changes: [], near: [], notUnderstood: [], outside: false });
const branchRules = { ...rules, render, edits, outputPaths: () => ["README.md"] };

async function regenerate(client: GithubClient) {
  const gathered = await gatherBranch(client, repository, branchRules);
  if (gathered === undefined) throw new Error("No list.");
  const { snapshot, rendered } = gathered;
  const files = (rendered?.files ?? []).filter(({ path, text }) => snapshot.files[path] !== text);
  if (files.length === 0 || snapshot.editedByHand.length > 0) return { snapshot, outcome: undefined };
  return {
    snapshot,
    outcome: await applyCommit(client, repository, { base: snapshot.base, files, title: "Regenerate README.md" }),
  };
}

async function putFile(login: string, path: string, change: (text: string) => string): Promise<void> {
  const octokit = person(login);
  const route = { ...here(), path };
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", route);
  if (Array.isArray(data) || !("content" in data)) throw new Error("No file.");
  const text = change(Buffer.from(data.content, "base64").toString());
  await octokit.request("PUT /repos/{owner}/{repo}/contents/{path}", {
    ...route,
    message: `Change ${path}`,
    content: Buffer.from(text).toString("base64"),
    sha: data.sha,
  });
}

describe("the outputs on the local GitHub", () => {
  it("are regenerated in seven requests after a merge, and seen to be fresh in one", async () => {
    const client = freshClient();
    const { pull, head } = await look(client);
    await applyMerge(client, repository, { pull, head });
    const first = await counted(() => regenerate(client));
    expect(first.answer.outcome).toMatchObject({ kind: "committed" });
    expect(first.requests.length).toBeLessThanOrEqual(9);
    const second = await counted(() => regenerate(client));
    expect(second.answer.outcome).toBeUndefined();
    expect(second.requests).toEqual(["GET branches/main"]);
    // The first of a process looks whether a regeneration is open.
    expect(first.requests).toEqual([
      "GET branches/main",
      expect.stringContaining("git/blobs"),
      "GET pulls",
      "POST git/trees",
      "POST git/commits",
      "PATCH git/refs/heads%2Fmain",
    ]);
  });

  it("are seen as ours by a new process, as edited only where a region was", async () => {
    await regenerate(freshClient());
    await putFile("writer", "list.json", (text) => text.replace("Awesome", "Other"));
    await putFile("writer", "README.md", (text) => `${text}\nWords of my own, around the region.\n`);
    const client = freshClient();
    expect(await regenerate(client)).toMatchObject({ snapshot: { editedByHand: [] }, outcome: { kind: "committed" } });
    await putFile("writer", "README.md", (text) => text.replace("0 papers", "many papers"));
    expect(await regenerate(client)).toMatchObject({ snapshot: { editedByHand: ["README.md"] } });
    expect(await regenerate(freshClient())).toMatchObject({ snapshot: { editedByHand: ["README.md"] } });
  });

  it("are refused by a protected branch, and wait for a moved one", async () => {
    const client = freshClient();
    github.protect(repository.name, "main", true);
    expect(await regenerate(client)).toMatchObject({ outcome: { kind: "refused" }, snapshot: { refused: false } });
    expect(await regenerate(client)).toMatchObject({ snapshot: { refused: true, regenerations: [] } });
    github.protect(repository.name, "main", false);
    const gathered = await gatherBranch(client, repository, branchRules);
    await putFile("writer", "list.json", (text) => text.replace("Awesome", "Other"));
    const files = [{ path: "README.md", text: "x" }];
    const base = gathered?.snapshot.base ?? { sha: "", treeSha: "" };
    expect(await applyCommit(client, repository, { base, files, title: "Late" })).toMatchObject({ kind: "moved" });
  });

  it("have a check run that a new process finds", async () => {
    const client = freshClient();
    const { snapshot } = await regenerate(client);
    const write = { sha: snapshot.base.sha, problems: [], listPath: "list.json", title: "Broken", summary: "Mend it." };
    await applyCheckRun(client, repository, { ...write, conclusion: "failure" });
    expect(
      (await counted(() => applyCheckRun(client, repository, { ...write, conclusion: "failure" }))).requests,
    ).toEqual([]);
    const gathered = await gatherBranch(freshClient(), { ...repository }, branchRules);
    expect(gathered?.snapshot.base.sha).not.toBe(snapshot.base.sha);
    await applyCheckRun(client, repository, {
      ...write,
      sha: gathered?.snapshot.base.sha ?? "",
      conclusion: "failure",
    });
    // It is asked for only where the commit is broken: a green one is left without a word.
    const problem = { code: "template-syntax", severity: "error", field: "templates", message: "Broken." } as const;
    const broken = { ...branchRules, render: () => Promise.resolve({ files: [], problems: [problem] }) };
    expect((await gatherBranch(freshClient(), repository, broken))?.snapshot.checked).toBe("failure");
    expect((await gatherBranch(freshClient(), repository, branchRules))?.snapshot).not.toHaveProperty("checked");
  });
});
