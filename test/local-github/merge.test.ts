import { describe, expect, it } from "vitest";
import { branchWith, here, names, readFile, stage, ten } from "./support.ts";

const github = stage();

describe("merging", () => {
  it("keeps the changes of three pull requests made from one base and merged in turn", async () => {
    const app = await github.asApp();
    const mona = github.as("mona");
    const changes = [3, 15, 27].map((line) => ten.replace(`line ${line}\n`, `line ${line} changed\n`));
    const numbers: number[] = [];
    for (const [index, content] of changes.entries()) {
      await branchWith(app, `change-${index}`, { "list.json": content });
      const pull = await app.rest.pulls.create({
        ...here,
        title: `Change ${index}`,
        head: `change-${index}`,
        base: "main",
      });
      numbers.push(pull.data.number);
    }
    for (const pull_number of numbers) {
      const { data: pull } = await mona.rest.pulls.get({ ...here, pull_number });
      expect(pull).toMatchObject({ mergeable: true, mergeable_state: "clean", changed_files: 1, commits: 1 });
      await mona.rest.pulls.merge({ ...here, pull_number, sha: pull.head.sha });
    }
    expect((await readFile(mona, "list.json")).match(/changed/gu)).toHaveLength(3);
  });

  it("answers 405 and mergeable false where both sides changed the same line", async () => {
    const app = await github.asApp();
    const mona = github.as("mona");
    const { data: main } = await mona.rest.repos.getBranch({ ...here, branch: "main" });
    await branchWith(app, "left", { "docs/a.md": "left\n" }, main.commit.sha);
    await branchWith(app, "right", { "docs/a.md": "right\n" }, main.commit.sha);
    const left = await app.rest.pulls.create({ ...here, title: "Left", head: "left", base: "main" });
    const right = await app.rest.pulls.create({ ...here, title: "Right", head: "right", base: "main" });
    await mona.rest.pulls.merge({ ...here, pull_number: left.data.number });
    const { data } = await mona.rest.pulls.get({ ...here, pull_number: right.data.number });
    expect(data).toMatchObject({ mergeable: false, mergeable_state: "dirty", merged: false });
    await expect(mona.rest.pulls.merge({ ...here, pull_number: right.data.number })).rejects.toMatchObject({
      status: 405,
    });
  });

  it("closes the issue the pull request names, and tells of all that happened in the merger's name", async () => {
    const app = await github.asApp();
    const { data: issue } = await github.as("sam").rest.issues.create({ ...here, title: "Add a paper" });
    await branchWith(app, "closer", { "docs/b.md": "b\n" });
    const { data: pull } = await app.rest.pulls.create({
      ...here,
      title: "Add b",
      head: "closer",
      base: "main",
      body: `Closes #${issue.number}`,
    });
    await github.received();
    const merged = await github
      .as("mel")
      .rest.pulls.merge({ ...here, pull_number: pull.number, merge_method: "squash" });
    const received = await github.received();
    expect(names(received)).toEqual(["pull_request.closed", "push", "check_suite.requested", "issues.closed"]);
    expect(received.every(({ signatureIsRight }) => signatureIsRight)).toBe(true);
    expect(new Set(received.map(({ deliveryId }) => deliveryId)).size).toBe(received.length);
    expect(received[0]?.payload).toMatchObject({
      number: pull.number,
      pull_request: { merged: true, merged_by: { login: "mel" }, merge_commit_sha: merged.data.sha },
      installation: { id: github.github().installationId },
      repository: { default_branch: "main", owner: { login: "mona" } },
      sender: { login: "mel", type: "User" },
    });
    expect(received[1]?.payload).toMatchObject({
      ref: "refs/heads/main",
      after: merged.data.sha,
      created: false,
      deleted: false,
      forced: false,
      head_commit: { id: merged.data.sha, added: ["docs/b.md"] },
      commits: [{ id: merged.data.sha }],
    });
    expect(received[3]?.payload).toMatchObject({ issue: { number: issue.number, state: "closed" } });
    const closed = await app.rest.issues.get({ ...here, issue_number: issue.number });
    expect(closed.data).toMatchObject({ state: "closed", state_reason: "completed", closed_by: { login: "mel" } });
  });
});
