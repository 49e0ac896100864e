import { describe, expect, it } from "vitest";
import { branchWith, here, names, stage } from "./support.ts";

const github = stage();

describe("issues", () => {
  it("tells what was edited, from what", async () => {
    const sam = github.as("sam");
    const { data } = await sam.rest.issues.create({ ...here, title: "One", body: "First" });
    const issue = { ...here, issue_number: data.number };
    await sam.rest.issues.update({ ...issue, title: "Two", body: "Second" });
    await sam.rest.issues.update({ ...issue, state: "closed", state_reason: "not_planned" });
    await sam.rest.issues.update({ ...issue, state: "open" });
    await github.as("tess").rest.issues.addLabels({ ...issue, labels: ["paper: ready"] });
    await github.as("tess").rest.issues.removeLabel({ ...issue, name: "Paper: Ready" });
    const received = await github.received();
    expect(names(received)).toEqual([
      "issues.opened",
      "issues.edited",
      "issues.closed",
      "issues.reopened",
      "issues.labeled",
      "issues.unlabeled",
    ]);
    expect(received[1]?.payload).toMatchObject({ changes: { title: { from: "One" }, body: { from: "First" } } });
    expect(received[2]?.payload).toMatchObject({ issue: { state_reason: "not_planned" } });
    expect(received[4]?.payload).toMatchObject({ label: { name: "paper: ready" }, sender: { login: "tess" } });
  });

  it("gives times in whole seconds", async () => {
    const { data } = await github.as("sam").rest.issues.create({ ...here, title: "Time" });
    expect(data.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
  });

  it("lists what changed within the second of `since`", async () => {
    const sam = github.as("sam");
    const { data } = await sam.rest.issues.create({ ...here, title: "Since" });
    const list = await sam.rest.issues.listForRepo({ ...here, since: data.updated_at });
    expect(list.data.map(({ number }) => number)).toContain(data.number);
  });

  it("lead from one page of a list to the next", async () => {
    const sam = github.as("sam");
    for (const title of ["First", "Second"]) await sam.rest.issues.create({ ...here, title });
    const { headers } = await sam.rest.issues.listForRepo({ ...here, per_page: 1 });
    const next = /<([^>]+)>; rel="next"/u.exec(headers.link ?? "")?.[1] ?? "";
    expect(new URL(next).origin).toBe(github.github().url);
  });

  it("are gone, and say so, once they are deleted", async () => {
    const { data } = await github.as("sam").rest.issues.create({ ...here, title: "Deleted" });
    const issue = { ...here, issue_number: data.number };
    await github.received();
    await github.github().deleteIssue("list", data.number);
    expect(names(await github.received())).toEqual(["issues.deleted"]);
    const app = await github.asApp();
    await expect(app.rest.issues.get(issue)).rejects.toMatchObject({ status: 410 });
    await expect(app.rest.issues.listComments(issue)).rejects.toMatchObject({ status: 410 });
    await expect(app.rest.issues.createComment({ ...issue, body: "?" })).rejects.toMatchObject({ status: 410 });
    const { data: all } = await app.rest.issues.listForRepo({ ...here, state: "all", per_page: 100 });
    expect(all.map(({ number }) => number)).not.toContain(data.number);
  });

  it("refuses a title or body that is too long, or none", async () => {
    const sam = github.as("sam");
    for (const words of [{ title: "" }, { title: "x".repeat(257) }, { title: "x", body: "x".repeat(65_537) }]) {
      await expect(sam.rest.issues.create({ ...here, ...words })).rejects.toMatchObject({ status: 422 });
    }
  });

  it("shows a pull request as an issue, and tells of its labels and comments as of a pull request", async () => {
    const app = await github.asApp();
    await branchWith(app, "as-issue", { "i.md": "i\n" });
    const { data: pull } = await app.rest.pulls.create({ ...here, title: "P", head: "as-issue", base: "main" });
    const same = { ...here, issue_number: pull.number };
    await github.received();
    await app.rest.issues.addLabels({ ...same, labels: ["paper: ready"] });
    await app.rest.issues.createComment({ ...same, body: "Hello" });
    await github.as("mel").rest.issues.update({ ...same, state: "closed" });
    const received = await github.received();
    expect(names(received)).toEqual(["pull_request.labeled", "issue_comment.created", "pull_request.closed"]);
    expect(received[0]?.payload).toMatchObject({ number: pull.number, label: { name: "paper: ready" } });
    expect(received[1]?.payload).toMatchObject({ issue: { number: pull.number, pull_request: { merged_at: null } } });
    const { data: issue } = await app.rest.issues.get(same);
    expect(issue).toMatchObject({
      state: "closed",
      closed_by: { login: "mel" },
      pull_request: { url: pull.url },
      performed_via_github_app: { id: github.github().appId },
    });
    expect((await app.rest.pulls.get({ ...here, pull_number: pull.number })).data.state).toBe("closed");
  });
});

describe("comments", () => {
  it("show an edit in updated_at, keep their author, and are told with what stood there", async () => {
    const sam = github.as("sam");
    const { data: issue } = await sam.rest.issues.create({ ...here, title: "Comments" });
    const { data: made } = await sam.rest.issues.createComment({ ...here, issue_number: issue.number, body: "One" });
    expect(made.updated_at).toBe(made.created_at);
    await github.received();
    const app = await github.asApp();
    await github.as("wanda").rest.issues.updateComment({ ...here, comment_id: made.id, body: "Two" });
    const { data } = await app.rest.issues.getComment({ ...here, comment_id: made.id });
    expect(data).toMatchObject({ body: "Two", user: { login: "sam" }, created_at: made.created_at });
    expect(data.updated_at > data.created_at).toBe(true);
    await sam.rest.issues.deleteComment({ ...here, comment_id: made.id });
    const received = await github.received();
    expect(names(received)).toEqual(["issue_comment.edited", "issue_comment.deleted"]);
    expect(received[0]?.payload).toMatchObject({ changes: { body: { from: "One" } }, sender: { login: "wanda" } });
    const { data: left } = await app.rest.issues.listComments({ ...here, issue_number: issue.number });
    expect(left).toEqual([]);
  });

  it("that the App edits have the time of the clock, however often it does: approvals are measured against it", async () => {
    const app = await github.asApp();
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Edited" });
    const { data: made } = await app.rest.issues.createComment({ ...here, issue_number: issue.number, body: "One" });
    for (const body of ["Two", "Three", "Four"]) {
      const { data } = await app.rest.issues.updateComment({ ...here, comment_id: made.id, body });
      expect(Date.parse(data.updated_at)).toBeLessThanOrEqual(Date.now());
    }
  });

  it("by the App are a bot's, and say through which App", async () => {
    const app = await github.asApp();
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Bot" });
    const { data } = await app.rest.issues.createComment({ ...here, issue_number: issue.number, body: "Hello" });
    expect(data).toMatchObject({
      user: { login: "awesome-papers[bot]", type: "Bot", id: github.github().botUserId },
      performed_via_github_app: { slug: "awesome-papers" },
    });
  });

  it.each([
    ["empty", " "],
    ["too long", "x".repeat(65_537)],
  ])("that are %s are refused with 422", async (_what, body) => {
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Refused" });
    const asked = github.as("sam").rest.issues.createComment({ ...here, issue_number: issue.number, body });
    await expect(asked).rejects.toMatchObject({ status: 422 });
  });

  it("to a locked issue are for those who may write", async () => {
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Locked" });
    const words = { ...here, issue_number: issue.number, body: "Hello" };
    await github.as("mel").rest.issues.lock({ ...here, issue_number: issue.number });
    await expect(github.as("sam").rest.issues.createComment(words)).rejects.toMatchObject({ status: 403 });
    await (await github.asApp()).rest.issues.createComment(words);
  });
});

describe("labels", () => {
  it("are one whatever their case, and refused when they are there already", async () => {
    const app = await github.asApp();
    await app.rest.issues.createLabel({ ...here, name: "paper: duplicate", color: "cccccc", description: "Known" });
    const twice = app.rest.issues.createLabel({ ...here, name: "Paper: Duplicate", color: "cccccc" });
    await expect(twice).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ resource: "Label", code: "already_exists", field: "name" }] } },
    });
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Labels" });
    const labels = ["PAPER: DUPLICATE"];
    const { data } = await app.rest.issues.addLabels({ ...here, issue_number: issue.number, labels });
    expect(data).toMatchObject([{ name: "paper: duplicate", color: "cccccc", description: "Known" }]);
    const missing = app.rest.issues.removeLabel({ ...here, issue_number: issue.number, name: "other" });
    await expect(missing).rejects.toMatchObject({ status: 404 });
  });
});
