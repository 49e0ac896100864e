import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { list as smallList } from "../support/suggestion.ts";

/** People's own pull requests, from a fork and from a branch here. */

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop();
});
afterEach(() => loop.close());

const [octo] = smallList.papers as readonly [Paper];
const openvla: Paper = {
  id: "openvla",
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  date: "2024-06",
  identifiers: { arxiv: "2406.09246" },
  categories: ["models/large"],
  links: [{ kind: "paper", url: "https://arxiv.org/abs/2406.09246" }],
};
const rt2: Paper = {
  id: "rt-2",
  title: "RT-2: Vision-Language-Action Models Transfer Web Knowledge to Robotic Control",
  identifiers: { arxiv: "2307.15818" },
  categories: ["models/large"],
};
const withPapers = (...papers: Paper[]): List => ({ ...smallList, papers: [octo, ...papers] });

/** Opens a pull request with these files: from a fork by the suggester, or from a branch here by the maintainer. */
async function open(files: Readonly<Record<string, string>>, from: "fork" | "here" = "fork"): Promise<number> {
  const login = from === "fork" ? "suggester" : "maintainer";
  const client = loop.as(login).rest;
  if (from === "fork") await client.repos.createFork(loop.route);
  const route = from === "fork" ? { owner: login, repo: loop.route.repo } : loop.route;
  const { data: base } = await loop.as("lab").rest.git.getRef({ ...loop.route, ref: "heads/main" });
  const branch = `patch-${Object.keys(files)
    .join("-")
    .replaceAll(/[^a-z]/gi, "")}`;
  await client.git.createRef({ ...route, ref: `refs/heads/${branch}`, sha: base.object.sha });
  for (const [path, text] of Object.entries(files)) {
    const present = await client.repos.getContent({ ...route, path, ref: branch }).catch(() => undefined);
    const sha = present !== undefined && "sha" in present.data ? { sha: present.data.sha } : {};
    const content = Buffer.from(text).toString("base64");
    await client.repos.createOrUpdateFileContents({
      ...route,
      path,
      branch,
      message: `Write ${path}`,
      content,
      ...sha,
    });
  }
  const head = from === "fork" ? `${login}:${branch}` : branch;
  const { data } = await client.pulls.create({ ...loop.route, title: "A change", head, base: "main" });
  await loop.settle();
  return data.number;
}

const ourComment = async (pull: number): Promise<string> => {
  const ours = (await loop.comments(pull)).filter(({ login }) => login === "awesome-papers[bot]");
  expect(ours.length).toBeLessThan(2);
  return ours[0]?.body ?? "";
};
const check = async (pull: number) => {
  const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
  const runs = await loop.as("lab").rest.checks.listForRef({ ...loop.route, ref: data.head.sha });
  return runs.data.check_runs.at(-1);
};
const say = async (pull: number, body: string, login: string): Promise<void> => {
  await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: pull, body });
  await loop.settle();
};
const merge = async (pull: number): Promise<void> => {
  await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: pull });
  await loop.settle();
};

describe("a pull request of a person", () => {
  it("is told what it changes, with the lines of README, and gets a green check", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    const comment = await ourComment(pull);
    expect(comment).toContain("1 paper added");
    expect(comment).toContain("OpenVLA: An Open-Source Vision-Language-Action Model");
    expect((await check(pull))?.conclusion).toBe("success");
    await merge(pull);
    expect(await loop.file("README.md")).toContain(openvla.title);
  });

  it("is looked at in at most four reads where nothing changed, and in ten requests where all is new", async () => {
    const opened = await loop.during(async () => void (await open({ "list.json": printList(withPapers(openvla)) })));
    expect(opened.length).toBeLessThanOrEqual(10);
    const { data } = await loop.as("lab").rest.pulls.list(loop.route);
    const again = await loop.during(() =>
      loop
        .as("suggester")
        .rest.pulls.update({ ...loop.route, pull_number: data[0]?.number ?? 0, title: "Another title" }),
    );
    expect(again.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(4);
  });

  it("is told its mistakes at their lines, with what is right to click and to paste", async () => {
    const wrong = { ...openvla, identifiers: { arxiv: "2406.09246v3" } };
    const pull = await open({ "list.json": printList(withPapers(wrong)) });
    const run = await check(pull);
    expect(run?.conclusion).toBe("failure");
    const { data: annotations } = await loop
      .as("lab")
      .rest.checks.listAnnotations({ ...loop.route, check_run_id: run?.id ?? 0 });
    const lines = printList(withPapers(wrong)).split("\n");
    expect(lines[(annotations[0]?.start_line ?? 0) - 1]).toContain("2406.09246v3");
    expect(await ourComment(pull)).toContain('"arxiv": "2406.09246"');
    const { data: suggested } = await loop
      .as("lab")
      .rest.pulls.listReviewComments({ ...loop.route, pull_number: pull });
    expect(suggested[0]?.body).toContain('```suggestion\n        "arxiv": "2406.09246"');
  });

  it("that touches nothing of the list gets nothing", async () => {
    const pull = await open({ "NOTES.md": "Something else." });
    expect(await ourComment(pull)).toBe("");
    expect(await check(pull)).toBeUndefined();
  });

  it("with a list that is no JSON is told where", async () => {
    const pull = await open({ "list.json": `${printList(smallList).slice(0, 200)},,` });
    expect((await check(pull))?.conclusion).toBe("failure");
    expect(await ourComment(pull)).toContain("The file is not JSON at line");
  });

  it("that adds what came into the list meanwhile is told so when the base moves", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    await loop.write("list.json", printList(withPapers({ ...openvla, id: "open-vla" })));
    await loop.settle();
    expect(await ourComment(pull)).toContain("is in the list already");
    expect((await check(pull))?.conclusion).toBe("failure");
  });
});

describe("a pull request that git cannot merge", () => {
  it("from a fork is replaced by one of ours after /rebase, with its author's name", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    await loop.write("list.json", printList(withPapers(rt2)));
    await loop.settle();
    expect(await ourComment(pull)).toContain("Comment `/rebase`");
    await say(pull, "/rebase", "suggester");
    const { data: pulls } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
    const ours = pulls.find(({ head }) => head.ref === `awesome-papers/pull-${pull}`);
    expect(await ourComment(pull)).toContain(`#${ours?.number}`);
    const { data: commit } = await loop.as("lab").rest.repos.getCommit({ ...loop.route, ref: ours?.head.sha ?? "" });
    expect(commit.commit.message).toMatch(/^Co-authored-by: suggester /m);
    await merge(ours?.number ?? 0);
    expect((await loop.list()).papers.map(({ id }) => id)).toEqual([octo.id, "openvla", "rt-2"]);
  });

  it("from a branch here takes the list in after /rebase, and keeps its commits", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) }, "here");
    await loop.write("list.json", printList(withPapers(rt2)));
    await loop.settle();
    await say(pull, "/rebase", "maintainer");
    expect((await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull })).data.commits).toBe(2);
    await merge(pull);
    expect((await loop.list()).papers.map(({ id }) => id)).toEqual([octo.id, "openvla", "rt-2"]);
  });

  it("because a field was edited on both sides is told which", async () => {
    const pull = await open({ "list.json": printList({ ...smallList, papers: [{ ...octo, venue: "RSS 2024" }] }) });
    await loop.write("list.json", printList({ ...smallList, papers: [{ ...octo, venue: "CoRL 2024" }] }));
    await loop.settle();
    expect(await ourComment(pull)).toMatch(/venue.*RSS 2024|venue.*CoRL 2024/);
    expect((await check(pull))?.conclusion).toBe("failure");
  });
});

describe("an edit of README", () => {
  const edited = async (): Promise<string> =>
    ((await loop.file("README.md")) ?? "").replace(
      "An Open-Source Generalist Robot Policy",
      "An Open Generalist Policy",
    );

  it("from a fork becomes a pull request of ours by /convert", async () => {
    const pull = await open({ "README.md": await edited() });
    expect(await ourComment(pull)).toContain("Octo: An Open Generalist Policy");
    await say(pull, "/convert", "suggester");
    const { data: pulls } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
    const ours = pulls.find(({ head }) => head.ref === `awesome-papers/pull-${pull}`);
    await merge(ours?.number ?? 0);
    expect((await loop.list()).papers[0]).toEqual({ ...octo, title: "Octo: An Open Generalist Policy" });
    expect(await loop.file("README.md")).toContain("Octo: An Open Generalist Policy");
  });

  it("on a branch here becomes a commit to list.json there", async () => {
    const pull = await open({ "README.md": await edited() }, "here");
    await say(pull, "/convert", "maintainer");
    await merge(pull);
    expect((await loop.list()).papers[0]).toEqual({ ...octo, title: "Octo: An Open Generalist Policy" });
    expect(await loop.file("README.md")).toContain("Octo: An Open Generalist Policy");
    expect(await loop.file("README.md")).toContain("My own words.");
  });

  it("is not converted on the word of a stranger", async () => {
    const pull = await open({ "README.md": await edited() });
    await say(pull, "/convert", "stranger");
    expect(await ourComment(pull)).toContain("is for maintainers");
    expect((await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data).toHaveLength(1);
  });
});
