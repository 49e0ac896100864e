import { describe, expect, it } from "vitest";
import type { Client } from "./support.ts";
import { branchWith, here, names, stage } from "./support.ts";

const github = stage();
const fork = { owner: "sam", repo: "list" };

/** A pull request of a branch here, with these files changed; undefined takes one out. */
async function openPull(client: Client, branch: string, files: Record<string, string>): Promise<number> {
  await branchWith(client, branch, files);
  const { data } = await client.rest.pulls.create({ ...here, title: branch, head: branch, base: "main" });
  return data.number;
}

async function compare(client: Client, head: string, paging: { page?: number; per_page?: number } = {}) {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    ...here,
    basehead: `main...${head}`,
    ...paging,
  });
  return data;
}

describe("a fork's pull request", () => {
  it("is told of when opened and pushed to; its checks name neither branch nor pull request; it outlives the fork", async () => {
    const sam = github.as("sam");
    const app = await github.asApp();
    await sam.rest.repos.createFork(here);
    const content = Buffer.from("x\n").toString("base64");
    await sam.rest.repos.createOrUpdateFileContents({ ...fork, path: "x.md", message: "X", content });
    await github.received();
    const { data: pull } = await sam.rest.pulls.create({ ...here, title: "X", head: "sam:main", base: "main" });
    expect(names(await github.received())).toEqual(["pull_request.opened"]);
    const run = { ...here, name: "awesome-papers", head_sha: pull.head.sha, conclusion: "success" } as const;
    const { data: check } = await app.rest.checks.create(run);
    await github.received();
    await github.as("wanda").rest.checks.rerequestRun({ ...here, check_run_id: check.id });
    const [asked] = await github.received();
    expect(asked).toMatchObject({ event: "check_run", payload: { action: "rerequested" } });
    expect(asked?.payload).toMatchObject({
      check_run: { head_sha: pull.head.sha, pull_requests: [], check_suite: { head_branch: null } },
    });
    // What the fork brought can be read here, by its sha.
    expect((await app.rest.git.getTree({ ...here, tree_sha: pull.head.sha })).status).toBe(200);
    await expect(app.rest.repos.delete(fork)).rejects.toMatchObject({ status: 403 });
    await sam.rest.repos.delete(fork);
    const { data: after } = await app.rest.pulls.get({ ...here, pull_number: pull.number });
    expect(after).toMatchObject({ state: "open", head: { repo: null, sha: pull.head.sha }, changed_files: 1 });
  });
});

describe("a pull request of a branch here", () => {
  it("is named by its checks", async () => {
    const app = await github.asApp();
    const number = await openPull(app, "checked", { "c.md": "c\n" });
    const { data: pull } = await app.rest.pulls.get({ ...here, pull_number: number });
    await github.received();
    await app.rest.checks.create({ ...here, name: "awesome-papers", head_sha: pull.head.sha, conclusion: "success" });
    const [made] = await github.received();
    expect(made?.payload).toMatchObject({
      check_run: { pull_requests: [{ number, base: { ref: "main" } }], check_suite: { head_branch: "checked" } },
    });
  });

  it("becomes a draft and ready again, and waits in a merge queue", async () => {
    const app = await github.asApp();
    const number = await openPull(app, "queued", { "q.md": "q\n" });
    await github.received();
    await github.github().setDraft("list", number, true);
    await github.github().setDraft("list", number, false);
    expect(names(await github.received())).toEqual([
      "pull_request.converted_to_draft",
      "pull_request.ready_for_review",
    ]);
    const sha = await github.github().queueMerge("list", number);
    const group = (await github.received()).find(({ event }) => event === "merge_group");
    expect(group?.payload).toMatchObject({
      action: "checks_requested",
      merge_group: { head_sha: sha, base_ref: "refs/heads/main" },
    });
    const { data } = await app.rest.git.getTree({ ...here, tree_sha: sha, recursive: "1" });
    expect(data.tree.map(({ path }) => path)).toEqual(expect.arrayContaining(["q.md", "list.json"]));
  });
});

describe("a comparison", () => {
  it("says what became of a file, and shows 300 at most, with the first page of commits", async () => {
    const app = await github.asApp();
    const many = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`many/${at}.md`, `${at}\n`]));
    const number = await openPull(app, "many", many);
    expect((await compare(app, "many")).files).toHaveLength(300);
    expect((await compare(app, "many", { per_page: 1 })).files).toHaveLength(300);
    const second = await compare(app, "many", { per_page: 1, page: 2 });
    expect([second.files, second.commits]).toEqual([undefined, []]);
    expect((await app.rest.pulls.get({ ...here, pull_number: number })).data.changed_files).toBe(301);
  });

  it.each([
    ["renamed", { path: "papers.json", mode: "100644" }, { filename: "papers.json", previous_filename: "list.json" }],
    ["changed", { path: "list.json", mode: "120000" }, { filename: "list.json" }],
  ] as const)("calls a file %s", async (status, { path, mode }, wanted) => {
    const wanda = github.as("wanda");
    const { data: main } = await wanda.rest.git.getRef({ ...here, ref: "heads/main" });
    const { data: tree } = await wanda.rest.git.getTree({ ...here, tree_sha: main.object.sha });
    const list = tree.tree.find((entry) => entry.path === "list.json")?.sha ?? "";
    const entries = [
      ...(path === "list.json" ? [] : [{ path: "list.json", mode: "100644", type: "blob", sha: null } as const]),
      { path, mode, type: "blob", sha: list } as const,
    ];
    const made = await wanda.rest.git.createTree({ ...here, base_tree: tree.sha, tree: entries });
    const parents = [main.object.sha];
    const commit = await wanda.rest.git.createCommit({ ...here, message: status, tree: made.data.sha, parents });
    expect((await compare(wanda, commit.data.sha)).files).toMatchObject([{ status, ...wanted }]);
  });
});

describe("review comments", () => {
  it("stand on lines that the diff shows, all of them or none", async () => {
    const app = await github.asApp();
    const list = `${Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join("")}more\n`;
    const number = await openPull(app, "reviewed", { "list.json": list });
    const one = { ...here, pull_number: number };
    const review = (...lines: readonly number[]): Promise<unknown> =>
      app.rest.pulls.createReview({
        ...one,
        event: "COMMENT",
        body: "Look",
        comments: lines.map((line) => ({ path: "list.json", line, side: "RIGHT", body: "Here" })),
      });
    await expect(review(31, 5)).rejects.toMatchObject({ status: 422 });
    expect((await app.rest.pulls.listReviewComments(one)).data).toEqual([]);
    await review(31, 28);
    const { data } = await app.rest.pulls.listReviewComments(one);
    expect(data.map(({ line, user }) => [line, user.type])).toEqual([
      [31, "Bot"],
      [28, "Bot"],
    ]);
    expect((await app.rest.pulls.get(one)).data.review_comments).toBe(2);
  });
});

describe("an archived repository", () => {
  const other = stage();

  it("is read, and takes no writes", async () => {
    const app = await other.asApp();
    other.github().archive("list");
    const write = app.rest.issues.create({ ...here, title: "Late" });
    await expect(write).rejects.toMatchObject({ status: 403, message: expect.stringContaining("archived") });
    expect((await app.rest.repos.get(here)).data.archived).toBe(true);
  });
});
