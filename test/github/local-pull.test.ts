import { createAppAuth } from "@octokit/auth-app";
import { request } from "@octokit/request";
import { Octokit } from "octokit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyCheckRun } from "../../src/github/apply-check-run.ts";
import { applyComment } from "../../src/github/apply-comment.ts";
import { applyPullCommit } from "../../src/github/apply-pull-commit.ts";
import { applyReaction } from "../../src/github/apply-reaction.ts";
import { applyReplacement } from "../../src/github/apply-replacement.ts";
import { applySuggestions } from "../../src/github/apply-suggestions.ts";
import { createGithubClient, type GithubClient } from "../../src/github/client.ts";
import { gatherCommit } from "../../src/github/gather-commit.ts";
import { gatherPull, type GatheredPull } from "../../src/github/gather-pull.ts";
import { toRepositoryRef } from "../../src/github/list-repositories.ts";
import { parseList, printList } from "../../src/list/list-file.ts";
import type { RepositoryRef } from "../../src/intake/snapshot.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { checkRequest } from "../support/openapi.ts";

const here = { owner: "owner", repo: "list" } as const;
const rules = { packagedTemplates: new Map<string, string>(), outputPaths: () => ["README.md"], peopleToAsk: () => [] };
const listOf = (count: number): string => {
  const papers = Array.from({ length: count }, (_, at) => ({
    id: `paper-${at}`,
    title: `Paper ${at}`,
    categories: ["all"],
    identifiers: { doi: `10.1234/${at}` },
  }));
  const parsed = parseList(JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return printList(parsed.value);
};

let github: LocalGithub;
let token: string;
let repository: RepositoryRef;
let pull: number;

beforeEach(async () => {
  github = await startLocalGithub({
    owner: "owner",
    users: { writer: "write", reader: "read" },
    repositories: [{ name: "list", files: { "list.json": listOf(3), "README.md": "# Hi\n" } }],
  });
  const { appId, privateKey, installationId, url } = github;
  const asApp = createAppAuth({ appId, privateKey, installationId, request: request.defaults({ baseUrl: url }) });
  ({ token } = await asApp({ type: "installation" }));
  const { data } = await person("owner").rest.repos.get(here);
  repository = toRepositoryRef(data);
});

afterEach(async () => {
  const wrong = asked(0).flatMap((one) => checkRequest(one));
  await github.close();
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
});

function person(login: string): Octokit {
  return new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
}

function asked(since: number): LocalGithub["requests"] {
  return github.requests.slice(since).filter((one) => one.by === "app" && !one.bookkeeping);
}

function freshClient(): GithubClient {
  const octokit = new Octokit({ baseUrl: github.url, auth: token, throttle: { enabled: false } });
  const self = { id: github.botUserId, login: `${github.appSlug}[bot]`, type: "Bot" } as const;
  return createGithubClient({ octokit, self, appId: github.appId });
}

async function write(login: string, owner: string, branch: string, path: string, text: string): Promise<void> {
  const { repos } = person(login).rest;
  const at = { owner, repo: "list", path };
  const { data } = await repos.getContent({ ...at, ref: branch });
  const sha = "sha" in data ? data.sha : "";
  const content = Buffer.from(text).toString("base64");
  await repos.createOrUpdateFileContents({ ...at, branch, message: `Write ${path}`, content, sha });
}

async function fromFork(path: string, text: string): Promise<void> {
  const reader = person("reader");
  await reader.rest.repos.createFork(here);
  await write("reader", "reader", "main", path, text);
  ({
    data: { number: pull },
  } = await reader.rest.pulls.create({ ...here, title: "P", head: "reader:main", base: "main" }));
}

async function fromBranch(path: string, text: string): Promise<void> {
  const { rest } = person("writer");
  const { data: main } = await rest.git.getRef({ ...here, ref: "heads/main" });
  await rest.git.createRef({ ...here, ref: "refs/heads/patch-1", sha: main.object.sha });
  await write("writer", "owner", "patch-1", path, text);
  ({
    data: { number: pull },
  } = await rest.pulls.create({ ...here, title: "P", head: "patch-1", base: "main" }));
}

async function look(client: GithubClient): Promise<GatheredPull> {
  const found = await gatherPull(client, repository, pull, rules);
  if (found.kind !== "pull") throw new Error(found.kind);
  return found;
}

it.each([1, 5000])(
  "a fork's pull request of %i papers takes nine requests, cold and with both writes, then three",
  async (count) => {
    const client = freshClient();
    await fromFork("list.json", listOf(3 + count));
    const start = github.requests.length;
    const { snapshot } = await look(client);
    expect(snapshot.head?.list?.papers).toHaveLength(3 + count);
    expect(snapshot.mergeBase?.list?.papers).toHaveLength(3);
    const run = { sha: snapshot.pull.head.sha, conclusion: "success", problems: [], listPath: "list.json" } as const;
    await applyCheckRun(client, repository, { ...run, title: "In order", summary: "In order" });
    await applyComment(client, repository, pull, { repost: false, body: "Thank you" });
    expect(asked(start)).toHaveLength(9);
    const after = github.requests.length;
    expect((await look(client)).snapshot.checked).toBe("success");
    expect(asked(after)).toHaveLength(3);
    const cold = freshClient();
    const restarted = github.requests.length;
    expect((await look(cold)).snapshot.checked).toBe("success");
    expect(asked(restarted)).toHaveLength(9);
  },
);

it("an edited README on a base that moved is read from where the branch left it, and the next look costs two", async () => {
  const client = freshClient();
  await fromFork("README.md", "# Hello\n");
  await write("owner", "owner", "main", "list.json", listOf(4));
  await look(client);
  const start = github.requests.length;
  const { snapshot, outputs } = await look(client);
  expect(asked(start)).toHaveLength(2);
  expect(outputs).toEqual([{ path: "README.md", before: "# Hi\n", after: "# Hello\n" }]);
  expect(snapshot.mergeBase?.list?.papers).toHaveLength(3);
  expect(snapshot.base.list?.papers).toHaveLength(4);
});

it("a branch here takes our commit once, and not after its author pushed", async () => {
  const client = freshClient();
  await fromBranch("README.md", "# Hello\n");
  const { snapshot } = await look(client);
  const files = [{ path: "list.json", text: listOf(4) }];
  const commit = { branch: "patch-1", head: snapshot.pull.head.sha, files, title: "Convert", trailers: [] };
  const first = await applyPullCommit(client, repository, commit);
  expect(first).toMatchObject({ kind: "committed" });
  expect(await applyPullCommit(freshClient(), repository, commit)).toEqual(first);
  expect((await look(client)).snapshot.head?.list?.papers).toHaveLength(4);
  await write("writer", "owner", "patch-1", "README.md", "# Hey\n");
  expect(await applyPullCommit(client, repository, commit)).toMatchObject({ kind: "moved" });
  expect((await look(client)).outputs).toMatchObject([{ after: "# Hey\n" }]);
});

it("a fork gets one replacement, rebuilt when the base moves, and none after somebody closed it", async () => {
  const client = freshClient();
  await fromFork("README.md", "# Hello\n");
  const { snapshot } = await look(client);
  const body = 'Replaces it.\n\n<!-- awesome-papers:proposal {"hash":"1","papers":[]} -->';
  const file = { path: "list.json", text: listOf(4) };
  const wanted = { replaces: pull, base: snapshot.base, file, title: "Add", trailers: [], body };
  const made = await applyReplacement(client, repository, wanted);
  if (made.kind !== "done") throw new Error(made.kind);
  expect(await applyReplacement(freshClient(), repository, wanted)).toEqual(made);
  expect(await gatherPull(client, repository, made.pull, rules)).toEqual({
    kind: "proposal",
    branch: expect.stringMatching(/^awesome-papers\/pull-\d+$/),
    sha: made.head,
  });
  await write("owner", "owner", "main", "list.json", listOf(2));
  const { base } = (await look(client)).snapshot;
  const start = github.requests.length;
  const rebuilt = await applyReplacement(client, repository, { ...wanted, base });
  expect(asked(start)).toHaveLength(5);
  expect(rebuilt).toMatchObject({ kind: "done", pull: made.pull });
  await person("owner").rest.pulls.update({ ...here, pull_number: made.pull, state: "closed" });
  expect(await applyReplacement(client, repository, wanted)).toEqual({ kind: "closed", pull: made.pull });
});

it("suggestions stand on lines of the diff, each once, and a command gets its reaction", async () => {
  const client = freshClient();
  await fromFork("list.json", listOf(4));
  const { snapshot, shown } = await look(client);
  const line = shown["list.json"]?.[0]?.to ?? 0;
  const change = { path: "list.json", lines: { from: line, to: line }, text: "}", words: "So:" };
  const wanted = { pull, head: snapshot.pull.head.sha, changes: [change], body: "One." };
  expect(await applySuggestions(client, repository, wanted)).toEqual({ kind: "made", count: 1 });
  expect(await applySuggestions(freshClient(), repository, wanted)).toEqual({ kind: "unchanged" });
  const outside = { ...wanted, changes: [{ ...change, lines: { from: 1, to: 1 }, words: "There:" }] };
  expect(await applySuggestions(freshClient(), repository, outside)).toMatchObject({ kind: "refused" });
  const { rest } = person("reader");
  const { data } = await rest.issues.createComment({ ...here, issue_number: pull, body: "/help" });
  await applyReaction(client, repository, data.id, "eyes");
  const { data: reactions } = await rest.reactions.listForIssueComment({ ...here, comment_id: data.id });
  expect(reactions.map(({ content }) => content)).toEqual(["eyes"]);
});

it("a merge group is read as what the default branch would be", async () => {
  await fromBranch("list.json", "{ no");
  const sha = await github.queueMerge("list", pull);
  expect(await gatherCommit(freshClient(), repository, sha, rules)).toMatchObject({
    kind: "commit",
    problems: [{ severity: "error", position: { line: 1 } }],
  });
});

it("a fork that is deleted is read all the same", async () => {
  await fromFork("list.json", listOf(4));
  await person("reader").rest.repos.delete({ owner: "reader", repo: "list" });
  const { snapshot } = await look(freshClient());
  expect(snapshot.head?.list?.papers).toHaveLength(4);
  expect(snapshot.pull.head.repository).toBeUndefined();
});
