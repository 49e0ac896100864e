import { beforeAll, describe, expect, it } from "vitest";
import { appPermissions } from "../../src/local-github/start.ts";
import type { Client } from "./support.ts";
import { branchWith, here, stage } from "./support.ts";

const github = stage();

describe("what the App may do", () => {
  it.each([
    ["read issues", { contents: "read" }, "issues=read", (app: Client) => app.rest.issues.listForRepo(here)],
    [
      "write issues",
      { issues: "read", contents: "write" },
      "issues=write",
      (app: Client) => app.rest.issues.create({ ...here, title: "No" }),
    ],
    [
      "write git data",
      { contents: "read" },
      "contents=write",
      (app: Client) => app.rest.git.createBlob({ ...here, content: "x" }),
    ],
    [
      "open pull requests",
      { contents: "write", issues: "write", pull_requests: "read" },
      "pull_requests=write",
      (app: Client) => app.rest.pulls.create({ ...here, title: "No", head: "a", base: "main" }),
    ],
    [
      "write checks",
      { checks: "read" },
      "checks=write",
      (app: Client) => app.rest.checks.create({ ...here, name: "n", head_sha: "0".repeat(40) }),
    ],
    [
      "read contents",
      { issues: "write" },
      "contents=read",
      (app: Client) => app.rest.git.getRef({ ...here, ref: "heads/main" }),
    ],
    [
      "comment without issues or pull requests",
      { contents: "write" },
      "issues=write; pull_requests=write",
      (app: Client) => app.rest.issues.createComment({ ...here, issue_number: 1, body: "No" }),
    ],
  ])("may not %s without the permission", async (_what, permissions, accepted, act) => {
    const app = await github.asApp(permissions);
    await expect(act(app)).rejects.toMatchObject({
      status: 403,
      response: {
        data: { message: "Resource not accessible by integration" },
        headers: { "x-accepted-github-permissions": accepted },
      },
    });
  });

  it("may comment on pull requests, not on issues, with the permission for pull requests alone", async () => {
    const wanda = github.as("wanda");
    await branchWith(wanda, "comments", { "c.md": "c\n" });
    const pull = await wanda.rest.pulls.create({ ...here, title: "C", head: "comments", base: "main" });
    const issue = await wanda.rest.issues.create({ ...here, title: "C" });
    const app = await github.asApp({ pull_requests: "write" });
    await app.rest.issues.createComment({ ...here, issue_number: pull.data.number, body: "Yes" });
    const refused = app.rest.issues.createComment({ ...here, issue_number: issue.data.number, body: "No" });
    await expect(refused).rejects.toMatchObject({ status: 403 });
  });

  it("may not write workflows", async () => {
    const app = await github.asApp();
    const tree = [{ path: ".github/workflows/x.yml", mode: "100644", type: "blob", content: "on: push\n" }] as const;
    await expect(app.rest.git.createTree({ ...here, tree: [...tree] })).rejects.toMatchObject({ status: 403 });
  });

  it("gets no token with more than the installation has", async () => {
    await expect(github.asApp({ administration: "write" })).rejects.toMatchObject({ status: 422 });
  });

  it("keeps with a token what was granted when it was made, and hears of what is granted since", async () => {
    const before = await github.asApp();
    github.github().grant({ metadata: "read" });
    await before.rest.issues.listForRepo(here);
    const after = await github.asApp();
    await expect(after.rest.issues.listForRepo(here)).rejects.toMatchObject({ status: 403 });
    github.github().grant(appPermissions);
    const told = github.github().deliveries.filter(({ event }) => event === "installation");
    expect(told.map(({ action }) => action)).toEqual(["new_permissions_accepted", "new_permissions_accepted"]);
  });

  it("is not let in with a token nobody gave out, nor with somebody's token to the App's own pages", async () => {
    const { url } = github.github();
    const headers = { authorization: "Bearer ghs_made-up" };
    expect((await fetch(`${url}/repos/mona/list`, { headers })).status).toBe(401);
    await expect(github.as("mona").request("GET /app")).rejects.toMatchObject({ status: 401 });
  });
});

describe("what people may do", () => {
  let issue_number = 0;
  let pull_number = 0;
  let commentId = 0;

  beforeAll(async () => {
    const wanda = github.as("wanda");
    await branchWith(wanda, "roles", { "r.md": "r\n" });
    issue_number = (await wanda.rest.issues.create({ ...here, title: "Roles" })).data.number;
    pull_number = (await wanda.rest.pulls.create({ ...here, title: "Roles", head: "roles", base: "main" })).data.number;
    commentId = (await wanda.rest.issues.createComment({ ...here, issue_number, body: "Mine" })).data.id;
  });

  const acts: Record<string, (client: Client) => Promise<unknown>> = {
    "close another's issue": (client) => client.rest.issues.update({ ...here, issue_number, state: "closed" }),
    label: (client) => client.rest.issues.addLabels({ ...here, issue_number, labels: ["x"] }),
    "edit another's text": (client) => client.rest.issues.update({ ...here, issue_number, body: "Theirs" }),
    "edit another's comment": (client) =>
      client.rest.issues.updateComment({ ...here, comment_id: commentId, body: "Theirs" }),
    push: (client) => branchWith(client, `by-${Math.random()}`, { "x.md": "x\n" }),
    merge: (client) => client.rest.pulls.merge({ ...here, pull_number }),
  };

  it.each([
    ["rita", ["close another's issue", "label", "edit another's text", "edit another's comment", "push", "merge"]],
    ["sam", ["close another's issue", "label", "edit another's text", "edit another's comment", "push", "merge"]],
    ["tess", ["edit another's text", "edit another's comment", "push", "merge"]],
  ])("%s may not %s", async (login, refused) => {
    for (const [what, act] of Object.entries(acts)) {
      const outcome = await act(github.as(login)).then(
        () => "done",
        (error: { status: number }) => ([403, 404].includes(error.status) ? "refused" : error),
      );
      expect([what, outcome]).toEqual([what, refused.includes(what) ? "refused" : "done"]);
    }
  });

  it("leaves out, without a word, the labels a stranger sets on a new issue", async () => {
    const { data } = await github
      .as("sam")
      .rest.issues.create({ ...here, title: "Labelled", labels: ["paper: accepted"] });
    expect(data.labels).toEqual([]);
  });

  it("lets an author close and reopen their own issue, and not one that a maintainer closed", async () => {
    const sam = github.as("sam");
    const { data } = await sam.rest.issues.create({ ...here, title: "Mine" });
    const mine = { ...here, issue_number: data.number };
    await sam.rest.issues.update({ ...mine, state: "closed" });
    await sam.rest.issues.update({ ...mine, state: "open" });
    await github.as("mel").rest.issues.update({ ...mine, state: "closed" });
    await expect(sam.rest.issues.update({ ...mine, state: "open" })).rejects.toMatchObject({ status: 403 });
  });

  it.each([
    ["mona", "admin", "admin"],
    ["mel", "write", "maintain"],
    ["wanda", "write", "write"],
    ["tess", "read", "triage"],
    ["rita", "read", "read"],
    ["sam", "read", "read"],
  ])("says that %s has %s, as role %s", async (username, permission, role_name) => {
    const app = await github.asApp();
    const { data } = await app.rest.repos.getCollaboratorPermissionLevel({ ...here, username });
    expect(data).toMatchObject({ permission, role_name, user: { login: username } });
    expect(data.user?.permissions).toMatchObject({
      pull: true,
      push: permission !== "read",
      admin: username === "mona",
    });
  });

  it("knows no permission of nobody and of a bot", async () => {
    const app = await github.asApp();
    for (const username of ["nobody", "awesome-papers[bot]"]) {
      const asked = app.rest.repos.getCollaboratorPermissionLevel({ ...here, username });
      await expect(asked).rejects.toMatchObject({ status: 404 });
    }
  });
});
