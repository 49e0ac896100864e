import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, openvla } from "../support/suggestion.ts";

/** What people do to our branches: nothing of theirs is lost, merged unseen, or a reason to try without end. */

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop({ hooks: { firstRetry: 50 } });
});
afterEach(() => loop.close());

const branchOf = (issue: number): string => `awesome-papers/issue-${issue}`;
const pulls = async (state: "open" | "all" = "open") =>
  (await loop.as("lab").rest.pulls.list({ ...loop.route, state })).data;
const say = async (login: string, issue: number, body: string): Promise<void> => {
  // An approval counts from the second after our comment on.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: issue, body });
  await loop.settle();
};
const setState = async (issue: number, state: "open" | "closed"): Promise<void> => {
  await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state });
  await loop.settle();
};
const headOf = async (branch: string): Promise<string> =>
  (await loop.as("lab").rest.git.getRef({ ...loop.route, ref: `heads/${branch}` })).data.object.sha;
const push = async (branch: string, path = "notes.md"): Promise<string> => {
  const { data } = await loop.as("maintainer").rest.repos.createOrUpdateFileContents({
    ...loop.route,
    path,
    branch,
    message: "Mine",
    content: Buffer.from("Mine").toString("base64"),
  });
  return data.commit.sha ?? "";
};
const writes = (requests: readonly { readonly method: string }[]): number =>
  requests.filter(({ method }) => method !== "GET").length;
const wordsOn = async (issue: number): Promise<string> =>
  (await loop.comments(issue)).find(({ login }) => login.endsWith("[bot]"))?.body ?? "";

describe("a branch of our name that is not ours", () => {
  it("made by a person before the suggestion: said once, and nothing is tried without end", async () => {
    const main = await headOf("main");
    const next = (await loop.suggest(form(openvla))) + 2;
    await loop.as("maintainer").rest.git.createRef({ ...loop.route, ref: `refs/heads/${branchOf(next)}`, sha: main });
    const theirs = await push(branchOf(next));
    const work = await loop.during(async () => {
      expect(await loop.suggest(form({ ...openvla, title: "RT-2", links: "https://arxiv.org/abs/2307.15818" }))).toBe(
        next,
      );
    });
    expect(writes(work)).toBeLessThan(10);
    expect(await headOf(branchOf(next))).toBe(theirs);
    expect(await wordsOn(next)).toContain(branchOf(next));
    // What is approved waits for the branch.
    await say("maintainer", next, "/approve");
    expect(await pulls()).toHaveLength(1);
    expect((await loop.list()).papers).toHaveLength(1);
  });

  it("kept with a person's commit when the issue was closed: said when it is opened again, and gone on from when it is deleted", async () => {
    const issue = await loop.suggest(form(openvla));
    const theirs = await push(branchOf(issue));
    await loop.settle();
    await setState(issue, "closed");
    expect(await pulls()).toEqual([]);
    const work = await loop.during(() => setState(issue, "open"));
    expect(writes(work)).toBeLessThan(8);
    expect(await headOf(branchOf(issue))).toBe(theirs);
    expect(await wordsOn(issue)).toContain("in the way");
    await loop.as("maintainer").rest.git.deleteRef({ ...loop.route, ref: `heads/${branchOf(issue)}` });
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, title: "Again" });
    await loop.settle();
    expect(await pulls()).toHaveLength(1);
    expect(await wordsOn(issue)).not.toContain("in the way");
  });
});

describe("a branch of ours that the repository's rules refuse", () => {
  const refuse = (): void =>
    loop.github.fault({
      method: "POST",
      path: /\/git\/refs$/,
      status: 422,
      body: {
        message: "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n",
        documentation_url: "https://docs.github.com/rest/git/refs#create-a-reference",
        status: "422",
      },
    });

  it("is told with GitHub's words, costs few writes, and is made when a comment comes after it was allowed", async () => {
    refuse();
    const issue = 1;
    const work = await loop.during(async () => expect(await loop.suggest(form(openvla))).toBe(issue));
    expect(writes(work)).toBeLessThan(8);
    expect(await wordsOn(issue)).toContain(
      `do not let me write the branch \`${branchOf(issue)}\`, so I cannot open a pull request. GitHub says: ` +
        "`Repository rule violations found Cannot create ref due to creations being restricted.`. When",
    );
    await say("maintainer", issue, "It is allowed now.");
    expect(await pulls()).toHaveLength(1);
    expect(await wordsOn(issue)).not.toContain("GitHub says");
  });
});

describe("what moves between the look and the write", () => {
  it("a merge that is refused because something moved is tried again by the queue, with its pauses", async () => {
    const issue = await loop.suggest(form(openvla));
    loop.github.fault({
      method: "PUT",
      path: /\/merge$/,
      times: 2,
      status: 405,
      body: { message: "Base branch was modified. Review and try the merge again." },
    });
    const started = Date.now();
    const work = await loop.during(() => say("maintainer", issue, "/approve"));
    expect(work.filter(({ method }) => method === "PUT")).toHaveLength(3);
    // 1 and 5 times the first pause.
    expect(Date.now() - started).toBeGreaterThan(1100 + 6 * 50);
    expect((await loop.list()).papers).toHaveLength(2);
  });
});

describe("a commit on our branch under our name", () => {
  /** What a person with write access can make with git: any author, any tree. */
  async function forge(issue: number, files: Readonly<Record<string, string>>, parent?: string): Promise<string> {
    const as = loop.as("maintainer").rest.git;
    const base = parent ?? (await headOf("main"));
    const list = (await loop.file("list.json", branchOf(issue))) ?? "";
    const { data: tree } = await as.createTree({
      ...loop.route,
      base_tree: base,
      tree: Object.entries({ "list.json": list, ...files }).map(([path, content]) => ({
        path,
        mode: "100644" as const,
        type: "blob" as const,
        content,
      })),
    });
    const { data: commit } = await as.createCommit({
      ...loop.route,
      message: "Add a paper",
      tree: tree.sha,
      parents: [base],
      author: { name: "x", email: `${loop.github.botUserId}+x@users.noreply.github.com` },
    });
    await as.updateRef({ ...loop.route, ref: `heads/${branchOf(issue)}`, sha: commit.sha, force: true });
    await loop.settle();
    return commit.sha;
  }

  it("that brings another file is not merged by an approval", async () => {
    const issue = await loop.suggest(form(openvla));
    const forged = await forge(issue, { "EVIL.md": "Never shown" });
    await say("maintainer", issue, "/approve");
    expect(await loop.file("EVIL.md")).toBeUndefined();
    expect(await headOf(branchOf(issue))).toBe(forged);
    expect((await loop.list()).papers).toHaveLength(1);
  });

  it("on top of a commit that brings another file is not merged either, by a process that has just begun", async () => {
    const issue = await loop.suggest(form(openvla));
    const below = await forge(issue, { "EVIL.md": "Never shown" });
    const forged = await forge(issue, {}, below);
    await loop.restart();
    await say("maintainer", issue, "/approve");
    expect(await loop.file("EVIL.md")).toBeUndefined();
    expect(await headOf(branchOf(issue))).toBe(forged);
  });

  it("that is ours is known by a process that has just begun, also when the list has moved on", async () => {
    const issue = await loop.suggest(form(openvla));
    await push("main");
    await loop.settle();
    await loop.restart();
    await say("maintainer", issue, "/approve");
    expect((await loop.list()).papers).toHaveLength(2);
    expect(await pulls()).toEqual([]);
  });
});

describe("an issue that is deleted", () => {
  it("takes its pull request and branch with it", async () => {
    const issue = await loop.suggest(form(openvla));
    await loop.github.deleteIssue("list", issue);
    await loop.settle();
    expect(await pulls()).toEqual([]);
    const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
    expect(branches.map(({ name }) => name)).toEqual(["main"]);
  });

  it("leaves the branch where a person's commit is its head", async () => {
    const issue = await loop.suggest(form(openvla));
    const theirs = await push(branchOf(issue));
    await loop.settle();
    await loop.github.deleteIssue("list", issue);
    await loop.settle();
    expect(await pulls()).toEqual([]);
    expect(await headOf(branchOf(issue))).toBe(theirs);
  });
});
