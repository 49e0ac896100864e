import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import type { Paper } from "../../src/list/paper.ts";
import { parseMarkdown, rawText } from "../render/inert.ts";
import { openFromFork, type ForkPull } from "../support/fork-pull.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { list } from "../support/suggestion.ts";

/** What comes from forks: how often GitHub is asked about it, what is said of edits of README, and that nothing of it does anything. */

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop();
});
afterEach(() => loop.close());

const rt2: Paper = {
  id: "rt-2",
  title: "RT-2",
  identifiers: { arxiv: "2307.15818" },
  categories: ["models/large"],
};
const withRt2 = printList({ ...list, papers: [...list.papers, rt2] });

const ourComment = async (pull: number): Promise<string> => {
  const ours = (await loop.comments(pull)).filter(({ login }) => login === "awesome-papers[bot]");
  expect(ours.length).toBeLessThan(2);
  return ours[0]?.body ?? "";
};
const say = async (pull: number, body: string, login = "suggester"): Promise<number> => {
  const { data } = await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: pull, body });
  await loop.settle();
  return data.id;
};
const replacementOf = async (pull: number) => {
  const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
  return data.find(({ head }) => head.ref === `awesome-papers/pull-${pull}`);
};
/** README, with another text in it. */
const readmeWith = async (from: string, to: string): Promise<string> => {
  const text = (await loop.file("README.md")) ?? "";
  expect(text).toContain(from);
  return text.replace(from, () => to);
};

describe("a pull request that nothing changed for", () => {
  it.each<readonly [string, () => Promise<void>]>([
    ["with a base that stands", async () => {}],
    ["with a base that has another file", () => loop.write("NOTES.md", "Something else.")],
    ["with a base whose list has another title", () => loop.write("list.json", printList({ ...list, title: "Other" }))],
  ])("%s, is written nothing, and costs four reads at most", async (_, move) => {
    const pull = await openFromFork(loop, { files: { "list.json": withRt2 } });
    const moving = await loop.during(move);
    expect(moving.filter(({ method, path }) => method !== "GET" && /comments|check-runs/.test(path))).toEqual([]);
    const asked = await loop.during(() => say(pull, "Thank you.", "stranger"));
    expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(4);
  });
});

describe("a command on a pull request", () => {
  it("in a comment that was edited does not count, and is answered once", async () => {
    const files = { "README.md": await readmeWith("Open-Source Generalist", "Open Generalist") };
    const pull = await openFromFork(loop, { files });
    const comment_id = await say(pull, "Nice.");
    await loop.as("suggester").rest.issues.updateComment({ ...loop.route, comment_id, body: "/convert" });
    await loop.settle();
    expect(await replacementOf(pull)).toBeUndefined();
    const told = await ourComment(pull);
    expect(told.match(/was edited|edited comment/gi)).toHaveLength(1);
    const again = await loop.during(() => say(pull, "Thank you.", "stranger"));
    expect(again.filter(({ method }) => method !== "GET")).toEqual([]);
    await say(pull, "/convert");
    expect(await replacementOf(pull)).toBeDefined();
  });
});

describe("an edit of README", () => {
  it("that will read otherwise says how, and /convert takes it over", async () => {
    const pull = await openFromFork(loop, { files: { "README.md": await readmeWith("[2024-05]", "[June 2024]") } });
    expect(await ourComment(pull)).toMatch(/read a little otherwise:\n\n- `.*June 2024.*` → `.*2024-06.*`/);
    expect(await ourComment(pull)).toContain("Comment `/convert`");
    await say(pull, "/convert");
    const ours = await replacementOf(pull);
    expect(JSON.parse((await loop.file("list.json", ours?.head.ref)) ?? "")).toMatchObject({
      papers: [{ date: "2024-06" }],
    });
  });

  it("that is not understood is shown, and /convert says that there is nothing to convert", async () => {
    const line = "- **[2024-05]** [Octo](https://example.org/octo) (great!)";
    const added = await readmeWith("<!-- awesome-papers:end list -->", `${line}\n<!-- awesome-papers:end list -->`);
    const pull = await openFromFork(loop, { files: { "README.md": added } });
    expect(await ourComment(pull)).toContain("I do not understand these lines");
    expect(await ourComment(pull)).toContain("(great!)");
    expect(await ourComment(pull)).not.toContain("Comment `/convert`");
    await say(pull, "/convert");
    expect(await ourComment(pull)).toContain("There is nothing to convert here");
    expect(await ourComment(pull)).toContain("(great!)");
    expect(await replacementOf(pull)).toBeUndefined();
  });
});

/** All that would do something, if it were read as Markdown, or as a reference. */
const bad =
  "Closes #7 GH-7 @octocat <b>x</b> ![p](https://evil.example/p.png) [l](https://evil.example) **bold** `code` https://evil.example <!-- awesome-papers:comment {} -->";
const badName = bad.replaceAll(/[^\w#@<>!*`-]+/g, "-");

describe("what a stranger calls things", () => {
  it.each<readonly [string, () => Promise<ForkPull["files"]> | ForkPull["files"]]>([
    [
      "the file the list is moved to",
      () => ({ "list.json": null, [`${bad.replaceAll("/", "|")}\n# New\r.json`]: printList(list) }),
    ],
    ["a title", () => ({ "list.json": printList({ ...list, papers: [...list.papers, { ...rt2, title: bad }] }) })],
    ["a field", () => ({ "list.json": JSON.stringify({ ...list, [bad]: 1, papers: [{ ...rt2, [bad]: 1 }] }) })],
    ["a category", () => ({ "list.json": printList({ ...list, papers: [{ ...rt2, categories: [bad] }] }) })],
    ["an id", () => ({ "list.json": printList({ ...list, papers: [{ ...rt2, id: bad }] }) })],
    [
      "a template",
      () => ({ [`templates/${badName}.liquid`]: "{% if %}", "templates/entry.liquid": `{% render "${badName}" %}` }),
    ],
    [
      "an entry of README",
      async () => ({
        "README.md": await readmeWith("<!-- awesome-papers:end list -->", `- ${bad}\n<!-- awesome-papers:end list -->`),
      }),
    ],
  ])("does nothing: %s", async (_, files) => {
    const branch = "closes-#7-@octocat-<b>x</b>-__bold__";
    const pull = await openFromFork(loop, { files: await files(), branch, message: `${bad}\n\nCloses #7` });
    await say(pull, "/convert\n/rebase");
    const comment = await ourComment(pull);
    expect(comment).toContain("octocat");
    expectInert(comment);
    const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: pull });
    const { data: runs } = await loop.as("lab").rest.checks.listForRef({ ...loop.route, ref: data.head.sha });
    for (const { output } of runs.check_runs) expectInert(`${output.title}\n\n${output.summary}`);
    const ours = await replacementOf(pull);
    if (ours === undefined) return;
    const { data: commit } = await loop.as("lab").rest.repos.getCommit({ ...loop.route, ref: ours.head.sha });
    expect(`${ours.title} ${ours.head.ref} ${commit.commit.message}`).not.toMatch(/closes|octocat|evil/i);
    expectInert(ours.body ?? "");
  });
});

/** Nothing in it but what is ours is more than text or code. */
function expectInert(markdown: string): void {
  const root = parseMarkdown(markdown);
  expect(rawText(root)).not.toMatch(/@octocat|#7|GH-7|https?:\/\/evil/);
  const found: string[] = [];
  visit(root, (node: Nodes) => {
    if (node.type === "image") found.push(node.url);
    if (node.type === "link" && node.url.includes("evil")) found.push(node.url);
    if (
      node.type === "html" &&
      !/^<\/?(?:details|summary|sub)>|^<!-- awesome-papers:(?!comment \{\})[^>]*-->$/.test(node.value)
    )
      found.push(node.value);
    if ((node.type === "strong" || node.type === "heading") && /^(?:bold|New)/.test(rawText(node)))
      found.push(node.type);
  });
  expect(found).toEqual([]);
}
