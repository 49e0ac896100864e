import { afterEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, list as smallList, openvla } from "../support/suggestion.ts";

/** What becomes of open proposals when the list moves under them, or people push to them. */

let loop: Loop;
afterEach(() => loop.close());

const branchOf = (issue: number): string => `awesome-papers/issue-${issue}`;
const listOn = async (branch: string): Promise<typeof smallList> =>
  JSON.parse((await loop.file("list.json", branch)) ?? "") as typeof smallList;
const pulls = async (state: "open" | "all" = "open") =>
  (await loop.as("lab").rest.pulls.list({ ...loop.route, state, per_page: 100 })).data;
const headOf = async (branch: string): Promise<string> =>
  (await loop.as("lab").rest.git.getRef({ ...loop.route, ref: `heads/${branch}` })).data.object.sha;
const wordsOn = async (issue: number): Promise<string> =>
  (await loop.comments(issue)).find(({ login }) => login.endsWith("[bot]"))?.body ?? "";
const approve = async (issue: number): Promise<void> => {
  // An approval counts from the second after our comment on.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number: issue, body: "/approve" });
  await loop.settle();
};
/** Sets the venue of a paper by a commit to a branch. */
const pushVenue = async (branch: string, venue: string): Promise<void> => {
  const list = await listOn(branch);
  const papers = list.papers.map((paper) => (paper.title === openvla.title ? { ...paper, venue } : paper));
  await loop.write("list.json", printList({ ...list, papers }), "maintainer", branch);
  await loop.settle();
};
const paperOf = (id: string, title = `On ${id}`) => ({
  id,
  title,
  categories: ["data"],
  links: [{ kind: "paper" as const, url: `https://${id}.example` }],
});
/** A commit that git cannot merge with a paper added at the end of the list. */
const addToList = async (id: string, title?: string): Promise<void> => {
  const list = await listOn("main");
  await loop.write("list.json", printList({ ...list, papers: [...list.papers, paperOf(id, title)] }));
  await loop.settle();
};

describe("fifty open suggestions", () => {
  it(
    "are merged one after the other without a conflict, and few of them are rebuilt",
    { timeout: 240_000 },
    async () => {
      // Words in no order of their own: papers come between each other as they do in a real list.
      const words = Array.from(
        { length: 70 },
        (_, at) => `${String.fromCodePoint(97 + ((at * 7) % 26))}${(at * 37) % 70}`,
      );
      const suggestedOf = (word: string, at: number) => ({
        title: `${word} Paper of Things`,
        links: `https://arxiv.org/abs/2406.${10_000 + at}`,
        categories: "models/large",
      });
      const there = words.slice(50).map((word, at) => ({
        id: `${word}-there`,
        title: `${word} There`,
        identifiers: { arxiv: `2305.${10_000 + at}` },
        categories: ["data"],
        links: [{ kind: "paper" as const, url: `https://arxiv.org/abs/2305.${10_000 + at}` }],
      }));
      loop = await startLoop({ list: { ...smallList, papers: [...smallList.papers, ...there] } });
      const suggested = words.slice(0, 50).map(suggestedOf);
      for (const paper of suggested) {
        await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest a paper", body: form(paper) });
      }
      await loop.settle();
      const open = (await pulls()).toSorted((a, b) => a.number - b.number);
      expect(open).toHaveLength(50);

      let [rebuilt, requests] = [0, 0];
      for (const [at, { number }] of open.entries()) {
        const asked = await loop.during(async () => {
          const { status } = await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: number });
          expect(status).toBe(200);
        });
        requests += asked.length;
        rebuilt += asked.filter(
          ({ method, path }) => method === "PATCH" && /\/git\/refs\/heads.*issue-/.test(path),
        ).length;
        const readme = (await loop.file("README.md")) ?? "";
        expect(suggested.filter(({ title }) => readme.includes(title))).toHaveLength(at + 1);
      }
      const { papers } = await loop.list();
      expect(papers).toHaveLength(smallList.papers.length + 70);
      expect(await pulls("all")).toHaveLength(50);
      expect(await pulls()).toEqual([]);
      // 41, where a rebuild of each that was open made 1,225.
      expect(rebuilt).toBeLessThan(60);
      // 31 each, where a look at each that was open made 124.
      expect(requests / open.length).toBeLessThan(36);
    },
  );
});

const reads = (count: number): readonly string[] => Array.from({ length: count }, () => "GET");

describe("an open proposal", () => {
  it("is looked at only where what came may concern it", async () => {
    loop = await startLoop({ files: { "templates/entry.liquid": "- {{ paper.title }}\n" } });
    const issue = await loop.suggest(form(openvla));
    const looks = async (act: () => Promise<unknown>): Promise<boolean> =>
      (await loop.during(act)).some(({ path }) => path.endsWith(`/issues/${issue}`));
    expect(await looks(() => addToList("apple"))).toBe(false);
    expect(await looks(() => addToList("banana"))).toBe(false);
    expect(await looks(() => loop.write("templates/entry.liquid", "- {{ paper.title }}.\n"))).toBe(true);
    expect(await looks(() => addToList("cherry"))).toBe(false);
    await loop.restart();
    await loop.settle();
    expect(await looks(() => addToList("date"))).toBe(false);
    expect(await looks(() => addToList("grape", openvla.title))).toBe(true);
    expect(await wordsOn(issue)).toContain("grape");
  });

  it("is left where it stands while git merges it rightly, and rebuilt in five requests where git cannot", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    const before = await headOf(branchOf(issue));
    const list = await listOn("main");
    const away = await loop.during(() =>
      loop.write("list.json", printList({ ...list, title: "Other" })).then(() => loop.settle()),
    );
    expect(await headOf(branchOf(issue))).toBe(before);
    expect(away.filter(({ path }) => path.includes("issue-")).every(({ method }) => method === "GET")).toBe(true);

    const near = await loop.during(() => addToList("pear"));
    const after = await headOf(branchOf(issue));
    expect(after).not.toBe(before);
    const look = near.slice(near.findIndex(({ path }) => path.endsWith(`/issues/${issue}`)));
    // What every look reads, and the new commit with its check run.
    expect(look.map(({ method }) => method)).toEqual([...reads(4), "POST", "POST", "GET", "PATCH", "POST"]);
    await approve(issue);
    expect((await loop.list()).papers).toHaveLength(3);
  });

  it("is rebuilt where GitHub finds a conflict that was not foreseen, once, and then merged", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    const before = await headOf(branchOf(issue));
    const list = await listOn("main");
    await loop.write("list.json", printList({ ...list, title: "Other" }));
    await loop.settle();
    expect(await headOf(branchOf(issue))).toBe(before);
    const body = { message: "Pull Request is not mergeable" };
    loop.github.fault({ method: "PUT", path: /\/merge$/u, status: 405, times: 6, body });
    const writes = await loop.during(() => approve(issue));
    expect(writes.filter(({ method, path }) => method === "PATCH" && path.includes("/git/refs/"))).toHaveLength(1);
    expect(await wordsOn(issue)).toContain("GitHub does not let me merge it yet: Pull Request is not mergeable");
    await approve(issue);
    expect((await loop.list()).papers).toHaveLength(2);
  });

  it("is merged as it stands where GitHub does not know yet that it can be", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    const before = await headOf(branchOf(issue));
    const body = { message: "Pull Request is not mergeable" };
    loop.github.fault({ method: "PUT", path: /\/merge$/u, status: 405, times: 2, body });
    await approve(issue);
    expect(await pulls("all")).toMatchObject([{ head: { sha: before }, merged_at: expect.any(String) }]);
  });

  it("keeps what a person pushed to its branch when it is rebuilt, credits it, and is merged with it", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    await pushVenue(branchOf(issue), "CoRL 2024");
    const theirs = await headOf(branchOf(issue));
    expect(await wordsOn(issue)).toContain("maintainer edited venue");
    await addToList("pear");
    expect(await headOf(branchOf(issue))).not.toBe(theirs);
    const { data: commit } = await loop.as("lab").rest.repos.getCommit({ ...loop.route, ref: branchOf(issue) });
    expect(commit.commit.message).toMatch(/Co-authored-by: maintainer </);
    // It is no commit of theirs any more: the proposal itself remembers.
    await loop.restart();
    await approve(issue);
    expect((await loop.list()).papers.map(({ venue }) => venue)).toContain("CoRL 2024");
    expect(await pulls()).toEqual([]);
  });

  it("is merged at a person's own commit where that is all that it says", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    await pushVenue(branchOf(issue), "CoRL 2024");
    const theirs = await headOf(branchOf(issue));
    await approve(issue);
    expect((await loop.list()).papers.map(({ venue }) => venue)).toContain("CoRL 2024");
    expect((await pulls("all"))[0]?.head.sha).toBe(theirs);
  });

  it("says where the suggestion and a person's commit say two things, and the commit stands", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    await pushVenue(branchOf(issue), "CoRL 2024");
    const body = form({ ...openvla, venue: "RSS 2024" });
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, body });
    await loop.settle();
    expect(await wordsOn(issue)).toMatch(/\*\*venue\*\*.*CoRL 2024.*stands, and not.*RSS 2024/);
    await approve(issue);
    expect((await loop.list()).papers.map(({ venue }) => venue)).toContain("CoRL 2024");
  });

  it("is left alone, with words, where a person changed another file", async () => {
    loop = await startLoop();
    const issue = await loop.suggest(form(openvla));
    await loop.write("notes.md", "Mine", "maintainer", branchOf(issue));
    await loop.settle();
    const theirs = await headOf(branchOf(issue));
    expect(await wordsOn(issue)).toContain("they change more than `list.json`");
    await addToList("pear");
    expect(await headOf(branchOf(issue))).toBe(theirs);
  });
});

describe("a pull request of ours in place of one from a fork", () => {
  it("is rebuilt in five requests when the list moves, and left where it stands after a restart", async () => {
    loop = await startLoop();
    const { issues, pulls: theirs, repos } = loop.as("suggester").rest;
    await repos.createFork(loop.route);
    const fork = { owner: "suggester", repo: loop.route.repo, path: "list.json" };
    const { data: file } = await repos.getContent(fork);
    const text = printList({ ...smallList, papers: [...smallList.papers, paperOf("melon")] });
    const content = Buffer.from(text).toString("base64");
    const sha = "sha" in file ? file.sha : "";
    await repos.createOrUpdateFileContents({ ...fork, message: "Add melons", content, sha });
    const { data } = await theirs.create({ ...loop.route, title: "Melons", head: "suggester:main", base: "main" });
    await loop.settle();
    await issues.createComment({ ...loop.route, issue_number: data.number, body: "/rebase" });
    await loop.settle();

    const branch = `awesome-papers/pull-${data.number}`;
    const before = await headOf(branch);
    const moved = await loop.during(() => addToList("pear"));
    const look = moved.slice(moved.findIndex(({ path }) => path.endsWith(`/pulls/${data.number}`)));
    const after = await headOf(branch);
    expect(after).not.toBe(before);
    // What a look reads when the base has moved, the rebuild, and the check run on its commit.
    expect(look.map(({ method }) => method)).toEqual([...reads(4), "GET", "POST", "POST", "GET", "PATCH", "POST"]);
    await loop.restart();
    await loop.settle();
    expect(await headOf(branch)).toBe(after);
  });
});
