import { beforeAll, describe, expect, it } from "vitest";
import type { Client } from "./support.ts";
import { branchWith, here, names, stage } from "./support.ts";

const github = stage();

async function openPull(client: Client, branch: string, body = ""): Promise<{ number: number; sha: string }> {
  const sha = await branchWith(client, branch, { [`${branch}.md`]: `${branch}\n` });
  const { data } = await client.rest.pulls.create({ ...here, title: branch, head: branch, base: "main", body });
  return { number: data.number, sha };
}

async function addCommit(client: Client, branch: string, path: string): Promise<string> {
  const content = Buffer.from(`${path}\n`).toString("base64");
  const file = { ...here, branch, path, message: `Add ${path}`, content };
  const { data } = await client.rest.repos.createOrUpdateFileContents(file);
  return data.commit.sha ?? "";
}

describe("opening", () => {
  it("tells of it with a number, and shows its files, head and base as they are", async () => {
    const app = await github.asApp();
    await github.received();
    const { number, sha } = await openPull(app, "opened");
    const received = await github.received();
    expect(names(received)).toEqual(["push", "check_suite.requested", "pull_request.opened"]);
    expect(received.at(-1)?.payload).toMatchObject({
      number,
      pull_request: { number, head: { sha, ref: "opened" }, base: { ref: "main" }, user: { type: "Bot" } },
    });
    const { data: files } = await app.rest.pulls.listFiles({ ...here, pull_number: number });
    expect(files).toMatchObject([{ filename: "opened.md", status: "added", additions: 1, deletions: 0 }]);
    const { data } = await app.rest.pulls.get({ ...here, pull_number: number });
    expect(data).toMatchObject({ changed_files: 1, additions: 1, commits: 1, merged: false, state: "open" });
  });

  beforeAll(async () => {
    const wanda = github.as("wanda");
    await openPull(wanda, "refused");
    const { data: main } = await wanda.rest.git.getRef({ ...here, ref: "heads/main" });
    await wanda.rest.git.createRef({ ...here, ref: "refs/heads/same", sha: main.object.sha });
  });

  it.each([
    ["a missing head", { head: "missing" }],
    ["a missing base", { head: "refused", base: "missing" }],
    ["a second one for the same branch", { head: "refused" }],
    ["no commits between", { head: "same" }],
    ["no title", { head: "refused", title: "" }],
  ])("refuses %s with 422", async (what, change) => {
    const wanda = github.as("wanda");
    const asked = wanda.rest.pulls.create({ ...here, title: what, base: "main", ...change });
    await expect(asked).rejects.toMatchObject({ status: 422, response: { data: { message: "Validation Failed" } } });
  });

  it("is listed among the issues, with what marks it, and by its head among the pull requests", async () => {
    const app = await github.asApp();
    const { number } = await openPull(app, "listed");
    const { data: issues } = await app.rest.issues.listForRepo({ ...here, state: "open", per_page: 100 });
    expect(issues.find((issue) => issue.number === number)?.pull_request).toMatchObject({ merged_at: null });
    const { data: pulls } = await app.rest.pulls.list({ ...here, head: "mona:listed", state: "all" });
    expect(pulls.map((pull) => pull.number)).toEqual([number]);
  });

  it("comes from a fork, where the App cannot write", async () => {
    const sam = github.as("sam");
    await sam.rest.repos.createFork(here);
    const fork = { owner: "sam", repo: "list" };
    const content = Buffer.from("from afar\n").toString("base64");
    await sam.rest.repos.createOrUpdateFileContents({ ...fork, path: "fork.md", message: "Fork", content });
    const { data } = await sam.rest.pulls.create({ ...here, title: "From a fork", head: "sam:main", base: "main" });
    expect(data).toMatchObject({ changed_files: 1, head: { repo: { fork: true, owner: { login: "sam" } } } });
    const app = await github.asApp();
    const push = app.rest.git.updateRef({ ...fork, ref: "heads/main", sha: data.base.sha, force: true });
    await expect(push).rejects.toMatchObject({ status: 403 });
    await github.received();
    await sam.rest.repos.createOrUpdateFileContents({ ...fork, path: "fork-2.md", message: "More", content });
    expect(names(await github.received())).toEqual(["pull_request.synchronize"]);
    await github.as("mona").rest.pulls.merge({ ...here, pull_number: data.number });
    expect((await app.rest.repos.getContent({ ...here, path: "fork-2.md" })).status).toBe(200);
  });
});

describe("what becomes of the branch becomes of the pull request", () => {
  it("has a new head after a push", async () => {
    const app = await github.asApp();
    const { number, sha: before } = await openPull(app, "pushed");
    await github.received();
    const after = await addCommit(github.as("wanda"), "pushed", "more.md");
    const received = await github.received();
    expect(names(received)).toEqual(["push", "check_suite.requested", "pull_request.synchronize"]);
    expect(received.at(-1)?.payload).toMatchObject({ number, before, after, sender: { login: "wanda" } });
    const { data } = await app.rest.pulls.get({ ...here, pull_number: number });
    expect(data).toMatchObject({ head: { sha: after }, changed_files: 2, commits: 2 });
  });

  it("is closed by deleting its branch, and reopens only when that is back", async () => {
    const app = await github.asApp();
    const { number, sha } = await openPull(app, "deleted");
    await github.received();
    await github.as("wanda").rest.git.deleteRef({ ...here, ref: "heads/deleted" });
    const received = await github.received();
    expect(names(received)).toEqual(["push", "pull_request.closed"]);
    expect(received[1]?.payload).toMatchObject({ number, pull_request: { merged: false, state: "closed" } });
    const reopen = { ...here, pull_number: number, state: "open" } as const;
    await expect(app.rest.pulls.update(reopen)).rejects.toMatchObject({ status: 422 });
    await app.rest.git.createRef({ ...here, ref: "refs/heads/deleted", sha });
    expect((await app.rest.pulls.update(reopen)).data.state).toBe("open");
  });

  it("is closed by resetting its branch to the base", async () => {
    const app = await github.asApp();
    const { number } = await openPull(app, "reset");
    const { data: main } = await app.rest.git.getRef({ ...here, ref: "heads/main" });
    await github.received();
    await app.rest.git.updateRef({ ...here, ref: "heads/reset", sha: main.object.sha, force: true });
    expect(names(await github.received())).toContain("pull_request.closed");
    const { data } = await app.rest.pulls.get({ ...here, pull_number: number });
    expect(data).toMatchObject({ state: "closed", merged: false });
  });

  it("is merged when its commits reach the base by another way", async () => {
    const app = await github.asApp();
    const { number, sha } = await openPull(app, "around");
    await app.rest.git.updateRef({ ...here, ref: "heads/main", sha });
    expect((await app.rest.pulls.get({ ...here, pull_number: number })).data).toMatchObject({ merged: true });
  });
});

describe("merging is refused", () => {
  it("where the head is not the one that was seen: 409", async () => {
    const { number } = await openPull(github.as("wanda"), "moved");
    const merge = github.as("mona").rest.pulls.merge({ ...here, pull_number: number, sha: "1".repeat(40) });
    await expect(merge).rejects.toMatchObject({ status: 409 });
  });

  it("where it is closed, merged or a draft: 405", async () => {
    const wanda = github.as("wanda");
    const { number } = await openPull(wanda, "closed");
    const merge = (): Promise<unknown> => wanda.rest.pulls.merge({ ...here, pull_number: number });
    await wanda.rest.pulls.update({ ...here, pull_number: number, state: "closed" });
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await wanda.rest.pulls.update({ ...here, pull_number: number, state: "open" });
    await merge();
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await branchWith(wanda, "draft", { "d.md": "d\n" });
    const draft = await wanda.rest.pulls.create({ ...here, title: "D", head: "draft", base: "main", draft: true });
    const asked = wanda.rest.pulls.merge({ ...here, pull_number: draft.data.number });
    await expect(asked).rejects.toMatchObject({ status: 405 });
  });

  it("until the branch has the reviews and checks it asks for: 405", async () => {
    const app = await github.asApp();
    const { number, sha } = await openPull(app, "reviewed");
    github.github().protect("list", "main", true, { reviews: 1, checks: ["awesome-papers"] });
    const merge = (): Promise<unknown> => app.rest.pulls.merge({ ...here, pull_number: number });
    const state = async (): Promise<string> =>
      (await app.rest.pulls.get({ ...here, pull_number: number })).data.mergeable_state;
    await expect(merge()).rejects.toMatchObject({ status: 405, message: expect.stringContaining("approving review") });
    expect(await state()).toBe("blocked");
    await github.as("rita").rest.pulls.createReview({ ...here, pull_number: number, event: "APPROVE" });
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await github.as("wanda").rest.pulls.createReview({ ...here, pull_number: number, event: "APPROVE" });
    await expect(merge()).rejects.toMatchObject({ status: 405, message: expect.stringContaining("awesome-papers") });
    await app.rest.checks.create({ ...here, name: "awesome-papers", head_sha: sha, conclusion: "success" });
    expect(await state()).toBe("clean");
    await merge();
    github.github().protect("list", "main", false);
  });
});

describe("methods", () => {
  it.each([
    ["merge", 2, (n: number) => `Merge pull request #${n} from mona/by-merge\n\nby-merge`],
    ["squash", 1, (n: number) => `Add by-squash (#${n})`],
    ["rebase", 1, () => "Change by-rebase.md"],
  ] as const)("%s leaves a commit with %i parents", async (merge_method, parents, message) => {
    const wanda = github.as("wanda");
    const branch = `by-${merge_method}`;
    const { number } = await openPull(wanda, branch);
    await addCommit(wanda, "main", `meanwhile-${merge_method}.md`);
    const title = merge_method === "squash" ? { commit_title: `Add by-squash (#${number})` } : {};
    const { data } = await wanda.rest.pulls.merge({ ...here, pull_number: number, merge_method, ...title });
    const { data: commit } = await wanda.rest.repos.getCommit({ ...here, ref: data.sha });
    expect(commit.parents).toHaveLength(parents);
    expect(commit.commit.message).toBe(message(number));
    expect(commit.committer).toMatchObject({ login: "web-flow" });
    expect((await wanda.rest.repos.getContent({ ...here, path: `${branch}.md` })).status).toBe(200);
  });
});
