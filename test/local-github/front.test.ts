import { describe, expect, it } from "vitest";
import { branchWith, here, names, stage } from "./support.ts";

const github = stage();

describe("faults", () => {
  it("answers as told, once, and only to the App", async () => {
    const app = await github.asApp();
    const headers = { "retry-after": "7" };
    github.github().fault({ method: "GET", path: /\/issues$/u, status: 503, headers });
    expect((await github.as("sam").rest.issues.listForRepo(here)).status).toBe(200);
    const failed = app.rest.issues.listForRepo(here);
    await expect(failed).rejects.toMatchObject({ status: 503, response: { headers } });
    expect((await app.rest.issues.listForRepo(here)).status).toBe(200);
  });

  it.each([
    ["before", { drop: true }, 0],
    ["after", { dropAfter: true }, 1],
  ])("cuts the connection %s it is done", async (_when, cut, done) => {
    const app = await github.asApp();
    const { data: issue } = await app.rest.issues.create({ ...here, title: "Cut" });
    const words = { ...here, issue_number: issue.number, body: "Hello" };
    github.github().fault({ method: "POST", path: /\/comments$/u, ...cut });
    await expect(app.rest.issues.createComment(words)).rejects.toMatchObject({ status: 500 });
    const { data } = await app.rest.issues.listComments({ ...here, issue_number: issue.number });
    expect(data).toHaveLength(done);
    expect(github.github().requests.at(-2)).toMatchObject({ method: "POST", status: 0, by: "app" });
  });
});

describe("records", () => {
  it("keeps every request, with whose it was and whether it was only to get in", async () => {
    const { requests } = github.github();
    const before = requests.length;
    const app = await github.asApp();
    await app.rest.issues.listForRepo({ ...here, state: "all" });
    await github.as("sam").rest.issues.create({ ...here, title: "Recorded" });
    expect(requests.slice(before).map(({ method, path, by, bookkeeping }) => [method, path, by, bookkeeping])).toEqual([
      ["GET", "/repos/mona/list/installation", "app", true],
      ["POST", `/app/installations/${github.github().installationId}/access_tokens`, "app", true],
      ["GET", "/repos/mona/list/issues", "app", false],
      ["POST", "/repos/mona/list/issues", "person", false],
    ]);
    expect(requests.at(-1)).toMatchObject({ status: 201, body: { title: "Recorded" } });
    expect(requests.at(-2)).toMatchObject({ query: "?state=all" });
  });

  it("keeps what was told to nobody, and tells it again with the same id", async () => {
    const local = github.github();
    await github.received();
    const first = local.deliveries.length;
    local.setWebhookUrl(undefined);
    await github.as("sam").rest.issues.create({ ...here, title: "Lost" });
    const lost = local.deliveries[first];
    if (lost === undefined) throw new Error("It was not recorded.");
    expect(lost).toMatchObject({ event: "issues", action: "opened", status: undefined });
    local.setWebhookUrl(github.hookUrl());
    await local.redeliver(lost);
    expect((await github.received()).map(({ deliveryId }) => deliveryId)).toEqual([lost.id]);
    expect(local.deliveries[first]?.status).toBe(200);
  });

  it("answers what it does not do with 501, and says so", async () => {
    const asked = github.as("mona").request("GET /repos/{owner}/{repo}/traffic/views", here);
    await expect(asked).rejects.toMatchObject({ status: 501 });
  });

  it("has rate limits and a date in every answer", async () => {
    const { headers } = await github.as("sam").rest.repos.get(here);
    expect(headers).toMatchObject({ "x-ratelimit-limit": "5000", date: expect.any(String) });
    expect(Number(headers["x-ratelimit-remaining"])).toBeLessThan(5000);
  });
});

describe("told by hand", () => {
  it("looks as if GitHub told it", async () => {
    await github.received();
    github.github().announce("list", "merge_group", { action: "checks_requested", merge_group: { head_sha: "x" } });
    const [received] = await github.received();
    expect(received).toMatchObject({
      event: "merge_group",
      signatureIsRight: true,
      payload: { repository: { full_name: "mona/list" }, installation: { id: github.github().installationId } },
    });
  });
});

describe("answers", () => {
  it("are 304 to a reader who has them already", async () => {
    const sam = github.as("sam");
    const { headers } = await sam.rest.repos.get(here);
    const known = { ...here, headers: { "if-none-match": headers.etag ?? "" } };
    await expect(sam.rest.repos.get(known)).rejects.toMatchObject({ status: 304 });
    expect(github.github().requests.at(-1)).toMatchObject({ status: 304 });
    // With another token it is another answer, and a 304 costs nothing.
    expect((await github.as("mona").rest.repos.get(known)).status).toBe(200);
    const left = Number(headers["x-ratelimit-remaining"]);
    expect((await sam.rest.repos.get(here)).headers["x-ratelimit-remaining"]).toBe(String(left - 1));
  });

  it("are as they were told: who hears of a merge finds it done", async () => {
    const app = await github.asApp();
    const { data: issue } = await app.rest.issues.create({ ...here, title: "W" });
    await branchWith(app, "whole", { "w.md": "w\n" });
    const words = { title: "W", body: `Closes #${issue.number}` };
    const { data: pull } = await app.rest.pulls.create({ ...here, ...words, head: "whole", base: "main" });
    await github.received();
    const seen: unknown[] = [];
    github.onReceive(async () => {
      const main = await app.rest.repos.getBranch({ ...here, branch: "main" });
      const closed = await app.rest.issues.get({ ...here, issue_number: issue.number });
      seen.push([main.data.commit.sha, closed.data.state]);
    });
    const { data: merged } = await app.rest.pulls.merge({ ...here, pull_number: pull.number });
    const received = await github.received();
    expect(names(received)[0]).toBe("pull_request.closed");
    expect(seen).toEqual(received.map(() => [merged.sha, "closed"]));
  });
});

describe("the App", () => {
  it("finds itself, its installation, its repositories and its bot", async () => {
    const app = await github.asApp();
    const { data } = await app.rest.apps.listReposAccessibleToInstallation();
    expect(data).toMatchObject({ total_count: 1, repositories: [{ full_name: "mona/list", default_branch: "main" }] });
    const { data: bot } = await app.rest.users.getByUsername({ username: "awesome-papers[bot]" });
    expect(bot).toMatchObject({ id: github.github().botUserId, type: "Bot" });
  });

  it("makes check runs, with annotations by fifties", async () => {
    const app = await github.asApp();
    const head_sha = await branchWith(app, "checked", { "c.md": "c\n" });
    await github.received();
    const annotations = Array.from({ length: 51 }, (_, index) => ({
      path: "c.md",
      start_line: index + 1,
      end_line: index + 1,
      annotation_level: "failure" as const,
      message: "No",
    }));
    const output = { title: "Wrong", summary: "One mistake" };
    const run = { ...here, name: "awesome-papers", head_sha, conclusion: "failure" as const };
    const many = app.rest.checks.create({ ...run, output: { ...output, annotations } });
    await expect(many).rejects.toMatchObject({ status: 422 });
    const some = await app.rest.checks.create({ ...run, output: { ...output, annotations: annotations.slice(0, 50) } });
    await app.rest.checks.update({
      ...here,
      check_run_id: some.data.id,
      output: { ...output, annotations: annotations.slice(50) },
    });
    const { data } = await app.rest.checks.listForRef({ ...here, ref: head_sha, check_name: "awesome-papers" });
    expect(data.check_runs).toMatchObject([
      { status: "completed", conclusion: "failure", output: { annotations_count: 51 } },
    ]);
    expect(names(await github.received())).toEqual([
      "check_run.created",
      "check_run.completed",
      "check_suite.completed",
    ]);
    const byPerson = github.as("mona").rest.checks.create(run);
    await expect(byPerson).rejects.toMatchObject({ status: 403 });
  });
});
