import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, list as smallList } from "../support/suggestion.ts";

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

interface TreeFile {
  readonly path: string;
  /** 100644 where nothing is said. */
  readonly mode?: "120000" | "160000";
  readonly text?: string;
  readonly base64?: string;
}

/** Opens a pull request with what no editor on the web makes: files taken out, links, bytes that are no text. */
async function openTree(files: readonly TreeFile[], from: "fork" | "here" = "fork"): Promise<number> {
  const login = from === "fork" ? "suggester" : "maintainer";
  const client = loop.as(login).rest;
  if (from === "fork") await client.repos.createFork(loop.route);
  const route = from === "fork" ? { owner: login, repo: loop.route.repo } : loop.route;
  const { data: base } = await client.git.getRef({ ...loop.route, ref: "heads/main" });
  const { data: commit } = await client.git.getCommit({ ...loop.route, commit_sha: base.object.sha });
  const tree = await Promise.all(
    files.map(async ({ path, mode, text, base64 }) => {
      if (mode === "160000") return { path, mode, type: "commit" as const, sha: "a".repeat(40) };
      const entry = { path, mode: mode ?? ("100644" as const), type: "blob" as const };
      if (text === undefined && base64 === undefined) return { ...entry, sha: null };
      const content = base64 ?? Buffer.from(text ?? "").toString("base64");
      const { data } = await client.git.createBlob({ ...route, content, encoding: "base64" });
      return { ...entry, sha: data.sha };
    }),
  );
  const { data: made } = await client.git.createTree({ ...route, base_tree: commit.tree.sha, tree });
  const { data: head } = await client.git.createCommit({
    ...route,
    message: "A change",
    tree: made.sha,
    parents: [base.object.sha],
  });
  await client.git.createRef({ ...route, ref: "refs/heads/a-change", sha: head.sha });
  const { data } = await client.pulls.create({
    ...loop.route,
    title: "A change",
    head: from === "fork" ? `${login}:a-change` : "a-change",
    base: "main",
  });
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

const replacementOf = async (pull: number) => {
  const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
  return data.find(({ head }) => head.ref === `awesome-papers/pull-${pull}`);
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
    const pull = data[0]?.number ?? 0;
    const again = await loop.during(() => say(pull, "Thank you.", "stranger"));
    expect(again).not.toEqual([]);
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
    const comment = await ourComment(pull);
    expect(comment).toContain("- 1 paper added");
    expect(comment).toContain('"arxiv": "2406.09246"');
    const { data: suggested } = await loop
      .as("lab")
      .rest.pulls.listReviewComments({ ...loop.route, pull_number: pull });
    expect(suggested[0]?.body).toContain('```suggestion\n        "arxiv": "2406.09246"');
  });

  it("goes before a later suggestion of the same paper, which goes on when it is closed", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    const issue = await loop.suggest(form({ title: openvla.title, links: "2406.09246", categories: "models/large" }));
    expect(await ourComment(issue)).toContain(`is suggested already, in #${pull}`);
    await loop.as("suggester").rest.pulls.update({ ...loop.route, pull_number: pull, state: "closed" });
    await loop.settle();
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
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

describe("a list that is none any more", () => {
  it.each<readonly [string, readonly TreeFile[], string]>([
    ["taken out", [{ path: "list.json" }], "There is no list.json here"],
    ["renamed", [{ path: "list.json" }, { path: "papers.json", text: printList(smallList) }], "is called papers.json"],
    ["a link", [{ path: "list.json", mode: "120000", text: "README.md" }], "is a symbolic link"],
    ["a submodule", [{ path: "list.json", mode: "160000" }], "is a submodule"],
    ["no text", [{ path: "list.json", base64: "e//+" }], "is not UTF-8 text"],
    ["an output that is a link", [{ path: "README.md", mode: "120000", text: "list.json" }], "is a symbolic link"],
  ])("%s: is told so, and stops the merge", async (_, files, words) => {
    const pull = await openTree(files);
    expect(await ourComment(pull)).toContain(words);
    expect((await check(pull))?.conclusion).toBe("failure");
  });

  it("and that is put right is told that too, though nothing of it is left", async () => {
    const pull = await open({ "list.json": "{" }, "here");
    const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
    await loop.write("NOTES.md", "Something else.", "maintainer", data.head.ref);
    await loop.write("list.json", (await loop.file("list.json")) ?? "", "maintainer", data.head.ref);
    await loop.settle();
    expect(await ourComment(pull)).toContain("Nothing of the list changes here");
    expect((await check(pull))?.conclusion).toBe("success");
  });
});

describe("a very large pull request", () => {
  it("of 5,000 papers in a file of more than 1 MB is counted by category", async () => {
    const papers = Array.from({ length: 5000 }, (_, index): Paper => ({
      ...rt2,
      id: `paper-${index}`,
      title: `Paper ${index} ${(index * 7919).toString(36)} ${"of many words ".repeat(10)}`,
      identifiers: { arxiv: `2401.${10_000 + index}` },
    }));
    const pull = await openTree([{ path: "list.json", text: printList(withPapers(...papers)) }]);
    const comment = await ourComment(pull);
    expect(comment).toContain("5000 in `models/large`");
    expect(comment.length).toBeLessThan(60_000);
  });

  it("of 5,000 papers with two mistakes each has a comment that GitHub takes", async () => {
    const papers = Array.from({ length: 5000 }, (_, index) => ({ ...rt2, id: "same", categories: [`no/${index}`] }));
    const pull = await openTree([{ path: "list.json", text: JSON.stringify(withPapers(...papers)) }]);
    expect((await ourComment(pull)).length).toBeLessThan(60_000);
    expect((await check(pull))?.conclusion).toBe("failure");
  });

  it("of more files than a comparison shows is looked at all the same", async () => {
    const others = Array.from({ length: 310 }, (_, index) => ({ path: `a/${index}.txt`, text: `${index}` }));
    const pull = await openTree([...others, { path: "list.json", text: printList(withPapers(openvla)) }]);
    expect(await ourComment(pull)).toContain("1 paper added");
  });
});

describe("a pull request that deletes an output", () => {
  it("is told that it comes back, as it does, and how to be rid of it", async () => {
    const pull = await openTree([{ path: "README.md" }, { path: "list.schema.json" }], "here");
    const comment = await ourComment(pull);
    expect(comment).toMatch(/`README\.md` is made anew as soon as this is merged, without .* let `outputs` in /);
    expect(comment).toContain("`list.schema.json` is made anew as soon as this is merged.\n");
    await merge(pull);
    const readme = await loop.file("README.md");
    expect(readme).toContain("Octo");
    expect(readme).not.toContain("My own words.");
  });

  it("and takes it out of `outputs` is told nothing of that, and it stays away", async () => {
    const settings = { path: ".github/awesome-papers.yml", text: "outputs: [PAPERS.md]\n" };
    const pull = await openTree([{ path: "README.md" }, settings], "here");
    expect(await ourComment(pull)).not.toContain("made anew");
    await merge(pull);
    expect(await loop.file("README.md")).toBeUndefined();
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

  it("from a branch here with other files is left to its author, who loses nothing by /rebase", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)), "NOTES.md": "My notes." }, "here");
    const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
    await loop.write("list.json", printList(withPapers(rt2)));
    await loop.settle();
    expect(await ourComment(pull)).toContain("merge the default branch into yours");
    await say(pull, "/rebase", "maintainer");
    expect(await loop.file("NOTES.md", data.head.ref)).toBe("My notes.");
  });

  it("from a fork that was deleted is replaced all the same", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    await loop.as("suggester").rest.repos.delete({ owner: "suggester", repo: loop.route.repo });
    await loop.write("list.json", printList(withPapers(rt2)));
    await loop.settle();
    await say(pull, "/rebase", "maintainer");
    expect((await replacementOf(pull))?.state).toBe("open");
  });

  it("and was replaced stays so when its author pushes, and ends when people end it", async () => {
    const pull = await open({ "list.json": printList(withPapers(openvla)) });
    const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
    await say(pull, "/rebase", "suggester");
    const text = printList(withPapers({ ...openvla, venue: "CoRL 2024" }));
    const route = { owner: "suggester", repo: loop.route.repo, path: "list.json" };
    const present = await loop.as("suggester").rest.repos.getContent({ ...route, ref: data.head.ref });
    await loop.as("suggester").rest.repos.createOrUpdateFileContents({
      ...route,
      branch: data.head.ref,
      message: "Add the venue",
      content: Buffer.from(text).toString("base64"),
      sha: "sha" in present.data ? present.data.sha : "",
    });
    await loop.settle();
    const ours = await replacementOf(pull);
    expect(await loop.file("list.json", ours?.head.ref)).toContain("CoRL 2024");
    await merge(ours?.number ?? 0);
    expect(await ourComment(pull)).toContain(`#${ours?.number}, which I made of this, is merged`);
    expect(await loop.during(() => say(pull, "Thank you.", "stranger"))).toHaveLength(3);
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
    const asked = await loop.during(() => say(pull, "/convert", "suggester"));
    expect(asked.filter(({ path }) => path.endsWith("/reactions"))).toHaveLength(1);
    const { data: pulls } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
    const ours = pulls.find(({ head }) => head.ref === `awesome-papers/pull-${pull}`);
    await merge(ours?.number ?? 0);
    expect((await loop.list()).papers[0]).toEqual({ ...octo, title: "Octo: An Open Generalist Policy" });
    expect(await loop.file("README.md")).toContain("Octo: An Open Generalist Policy");
  });

  it("beside an edit of list.json is offered as a suggested change, where its lines are shown", async () => {
    const list = printList({ ...smallList, papers: [{ ...octo, venue: "RSS 2024" }] });
    const pull = await open({ "README.md": await edited(), "list.json": list });
    const { data } = await loop.as("lab").rest.pulls.listReviewComments({ ...loop.route, pull_number: pull });
    expect(data.map(({ body }) => body)).toEqual([
      expect.stringContaining('```suggestion\n      "title": "Octo: An Open Generalist Policy",\n```'),
    ]);
    await say(pull, "Thank you.", "stranger");
    const again = await loop.as("lab").rest.pulls.listReviewComments({ ...loop.route, pull_number: pull });
    expect(again.data).toHaveLength(1);
  });

  it("from a fork is told of the rules that refuse a branch of ours, and /convert works once they allow it", async () => {
    const pull = await open({ "README.md": await edited() });
    const message = "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n";
    loop.github.fault({ method: "POST", path: /\/git\/refs$/, status: 422, body: { message } });
    await say(pull, "/convert", "suggester");
    expect(await ourComment(pull)).toContain(
      "I could not write it. GitHub says: Repository rule violations found Cannot",
    );
    await say(pull, "/convert", "suggester");
    expect(await replacementOf(pull)).toBeDefined();
  });

  it("on a branch here becomes a commit to list.json there", async () => {
    const pull = await open({ "README.md": await edited() }, "here");
    await say(pull, "/convert", "maintainer");
    await merge(pull);
    expect((await loop.list()).papers[0]).toEqual({ ...octo, title: "Octo: An Open Generalist Policy" });
    expect(await loop.file("README.md")).toContain("Octo: An Open Generalist Policy");
    expect(await loop.file("README.md")).toContain("My own words.");
  });

  it("that was converted follows the list as it moves, and is written no second time", async () => {
    const pull = await open({ "README.md": await edited() });
    await say(pull, "/convert\n/rebase", "suggester");
    await loop.write("list.json", printList(withPapers(rt2)));
    await loop.settle();
    const ours = await replacementOf(pull);
    expect(await loop.file("list.json", ours?.head.ref)).toContain(rt2.title);
    expect(await ourComment(pull)).not.toContain("Comment `/convert`");
    const again = await loop.during(() => say(pull, "Thank you.", "stranger"));
    expect(again.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(again.length).toBeLessThanOrEqual(4);
  });

  it("on a branch that takes no commit of ours is told what GitHub says, and told it still at the next look", async () => {
    const pull = await open({ "README.md": await edited() }, "here");
    const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
    loop.github.protect("list", data.head.ref, true);
    await say(pull, "/convert", "maintainer");
    const comment = await ourComment(pull);
    expect(comment).toContain("I could not write it");
    await loop.restart();
    await say(pull, "Thank you.", "stranger");
    expect(await ourComment(pull)).toBe(comment);
  });

  it("is not converted on the word of a stranger", async () => {
    const pull = await open({ "README.md": await edited() });
    await say(pull, "/convert", "stranger");
    expect(await ourComment(pull)).toContain("is for maintainers");
    expect((await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data).toHaveLength(1);
  });
});
