import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import type { Paper } from "../../src/list/paper.ts";
import { openFromFork } from "../support/fork-pull.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { list as smallList } from "../support/suggestion.ts";

/** `/approve` and `/reject` on people's own pull requests, and what may come between a word and a look. */

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop();
});
afterEach(() => loop.close());

const [octo] = smallList.papers as readonly [Paper];
const openvla: Paper = {
  id: "openvla",
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  identifiers: { arxiv: "2406.09246" },
  categories: ["models/large"],
};
const rt2: Paper = {
  id: "rt-2",
  title: "RT-2: Vision-Language-Action Models Transfer Web Knowledge to Robotic Control",
  identifiers: { arxiv: "2307.15818" },
  categories: ["models/large"],
};
const withPapers = (...papers: Paper[]): string => printList({ ...smallList, papers: [octo, ...papers] });

/** An approval counts from the second after our comment on. */
const nextSecond = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1100));
const comment = async (pull: number, body: string, login = "maintainer"): Promise<number> =>
  (await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: pull, body })).data.id;
const say = async (pull: number, body: string, login?: string): Promise<void> => {
  await nextSecond();
  await comment(pull, body, login);
  await loop.settle();
};
const ours = async (pull: number) => {
  const [only, ...more] = (await loop.comments(pull)).filter(({ login }) => login === "awesome-papers[bot]");
  expect(more).toEqual([]);
  if (only === undefined) throw new Error("there is no comment of ours");
  return only;
};
const pullOf = async (pull: number) => (await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull })).data;
const stateOf = async (pull: number): Promise<string> => {
  const { merged, state } = await pullOf(pull);
  return merged ? "merged" : state;
};
/** The suggester pushes another list to the branch in their fork. */
const pushToFork = async (pull: number, text: string): Promise<void> => {
  const { head } = await pullOf(pull);
  const { repos } = loop.as("suggester").rest;
  const route = { owner: "suggester", repo: loop.route.repo, path: "list.json" };
  const { data } = await repos.getContent({ ...route, ref: head.ref });
  const sha = "sha" in data ? data.sha : "";
  const content = Buffer.from(text).toString("base64");
  await repos.createOrUpdateFileContents({ ...route, branch: head.ref, message: "More", content, sha });
};

describe("/approve", () => {
  it("merges the pull request of a fork, all of it, and README follows", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla), "NOTES.md": "My notes." } });
    const { head } = await pullOf(pull);
    expect((await ours(pull)).body).toContain(`merges \`${head.sha.slice(0, 7)}\`, with all that it changes`);
    await say(pull, "/approve");
    expect(await stateOf(pull)).toBe("merged");
    expect((await ours(pull)).body).toContain("Approved by @maintainer.");
    expect(await loop.file("NOTES.md")).toBe("My notes.");
    expect(await loop.file("README.md")).toContain(openvla.title);
  });

  it("merges from a branch here, too", async () => {
    const { git, pulls } = loop.as("maintainer").rest;
    const { data: main } = await git.getRef({ ...loop.route, ref: "heads/main" });
    await git.createRef({ ...loop.route, ref: "refs/heads/more", sha: main.object.sha });
    await loop.write("list.json", withPapers(openvla), "maintainer", "more");
    const { data } = await pulls.create({ ...loop.route, title: "More", head: "more", base: "main" });
    await loop.settle();
    await say(data.number, "/approve");
    expect(await stateOf(data.number)).toBe("merged");
  });

  it("of a stranger merges nothing, and says so", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    await say(pull, "/approve", "stranger");
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("is for maintainers");
  });

  it("does not count for a commit that was pushed before the look", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    await nextSecond();
    await comment(pull, "/approve");
    await pushToFork(pull, withPapers(openvla, rt2));
    await loop.settle();
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("comment `/approve` once more");
    await say(pull, "/approve");
    expect((await loop.list()).papers).toHaveLength(3);
  });

  it("does not merge a commit that was pushed between the look and the merge", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    const body = { message: "Head branch was modified. Review and try the merge again." };
    loop.github.fault({ method: "PUT", path: /\/merge$/, times: 1, status: 409, body });
    await nextSecond();
    await comment(pull, "/approve");
    await pushToFork(pull, withPapers(openvla, rt2));
    await loop.settle();
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("comment `/approve` once more");
  });

  it("that was made of another comment does not count", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    await nextSecond();
    const id = await comment(pull, "Not yet.");
    await nextSecond();
    await loop.as("maintainer").rest.issues.updateComment({ ...loop.route, comment_id: id, body: "/approve" });
    await loop.settle();
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("stands in a comment that was edited");
  });

  it("does not count for what somebody else wrote into our comment", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    const { id, body } = await ours(pull);
    const { head } = await pullOf(pull);
    await pushToFork(pull, withPapers(openvla, rt2));
    const moved = await pullOf(pull);
    // As if it had shown the new commit all along.
    const forged = body.replaceAll(head.sha, moved.head.sha).replace('"hash"', '"since":"2020-01-01T00:00:00Z","hash"');
    await loop.as("maintainer").rest.issues.updateComment({ ...loop.route, comment_id: id, body: forged });
    await comment(pull, "/approve");
    await loop.settle();
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("comment `/approve` once more");
  });

  it("waits for what GitHub asks for, and ends with the permission of who gave it", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    loop.github.protect("list", "main", true, { reviews: 1 });
    await say(pull, "/approve");
    const { body } = await ours(pull);
    expect(body).toContain("GitHub does not let me merge it yet: At least 1 approving review is required");
    await say(pull, "Thank you.", "stranger");
    expect((await ours(pull)).body).toBe(body);
    await loop.as("lab").rest.repos.addCollaborator({ ...loop.route, username: "maintainer", permission: "triage" });
    loop.github.protect("list", "main", false);
    await say(pull, "Now?", "stranger");
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("is for maintainers");
  });

  it("merges once GitHub lets it, at a later look", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    loop.github.protect("list", "main", true, { reviews: 1 });
    await say(pull, "/approve");
    loop.github.protect("list", "main", false);
    await say(pull, "Now?", "stranger");
    expect(await stateOf(pull)).toBe("merged");
  });

  it("does not lose an edit of README", async () => {
    const readme = (await loop.file("README.md")) ?? "";
    const pull = await openFromFork(loop, { files: { "README.md": readme.replace("Octo:", "Octo 2:") } });
    await say(pull, "/approve");
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toMatch(/would lose what it edits .* by `\/convert`/);
    await say(pull, "/convert");
    await say(pull, "/approve");
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toMatch(/#\d+ takes the place of this one/);
  });
});

describe("/reject", () => {
  const reopen = async (pull: number): Promise<void> => {
    await loop.as("maintainer").rest.pulls.update({ ...loop.route, pull_number: pull, state: "open" });
    await loop.settle();
  };

  it("closes with its reason, and who opens it again has the last word, after a restart too", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    await say(pull, "/reject not *for* @stranger");
    expect(await stateOf(pull)).toBe("closed");
    const { body } = await ours(pull);
    expect(body).toContain("@maintainer decided");
    expect(body).not.toMatch(/\*for\*|@stranger/);
    await loop.restart();
    await reopen(pull);
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("1 paper added");
    await say(pull, "/approve");
    expect(await stateOf(pull)).toBe("merged");
  });

  it("of its author, who is no maintainer, does nothing", async () => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    await say(pull, "/reject I was wrong", "suggester");
    expect(await stateOf(pull)).toBe("open");
  });

  it("closes what we made of it, too, and deletes the branch", async () => {
    const readme = (await loop.file("README.md")) ?? "";
    const pull = await openFromFork(loop, { files: { "README.md": readme.replace("Octo:", "Octo 2:") } });
    await say(pull, "/convert");
    await say(pull, "/reject we keep the name");
    const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
    expect(data).toEqual([]);
    const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
    expect(branches.map(({ name }) => name)).toEqual(["main"]);
    await reopen(pull);
    expect(await stateOf(pull)).toBe("open");
    expect((await ours(pull)).body).toContain("was closed; I make no other");
  });

  it.each([
    ["before our words are written", /\/issues\/comments\/\d+$/],
    ["before it is closed", /\/pulls\/\d+$/],
  ])("is carried out when GitHub fails %s", async (_, path) => {
    const pull = await openFromFork(loop, { files: { "list.json": withPapers(openvla) } });
    loop.github.fault({ method: "PATCH", path, times: 1, status: 500 });
    await say(pull, "/reject not for us");
    expect(await stateOf(pull)).toBe("closed");
    expect((await ours(pull)).body).toContain("not for us");
  });
});
