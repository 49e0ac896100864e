import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { form, openvla } from "../support/suggestion.ts";
import type { RequestMade } from "../../src/github/prepare-octokit.ts";
import { startLoop, type Loop } from "../support/loop.ts";

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop();
});
afterEach(() => loop.close());

const pulls = async (state: "open" | "closed" | "all" = "open") =>
  (await loop.as("lab").rest.pulls.list({ ...loop.route, state })).data;
const onlyPull = async () => {
  const [pull, ...more] = await pulls();
  expect(more).toEqual([]);
  if (pull === undefined) throw new Error("there is no open pull request");
  return pull;
};
const merge = async (number: number, login = "maintainer"): Promise<void> => {
  await loop.as(login).rest.pulls.merge({ ...loop.route, pull_number: number });
  await loop.settle();
};
const say = async (login: string, issue: number, body: string): Promise<void> => {
  await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: issue, body });
  await loop.settle();
};
const edit = async (issue: number, body: string): Promise<void> => {
  await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, body });
  await loop.settle();
};
/** Requests up to and with the one that did it. */
const until = (requests: readonly RequestMade[], method: string, path: RegExp): number => {
  const at = requests.findIndex((one) => one.method === method && path.test(one.path));
  return at === -1 ? Infinity : at + 1;
};
const titles = async (): Promise<readonly string[]> => (await loop.list()).papers.map((paper) => paper.title);
const rt2 = {
  title: "RT-2: Vision-Language-Action Models Transfer Web Knowledge to Robotic Control",
  links: "https://arxiv.org/abs/2307.15818",
  categories: "models/large",
};

/** No markup, link or mention arises from outside text, whatever it looks like in the source. */
function expectInert(markdown: string): void {
  const found: string[] = [];
  visit(unified().use(remarkParse).use(remarkGfm).parse(markdown), (node) => {
    const hostile =
      node.type === "html"
        ? /<img|onerror|stranger/.test(node.value)
        : node.type === "link"
          ? node.url.startsWith("javascript:")
          : node.type === "text"
            ? /@stranger\b/.test(node.value)
            : node.type === "emphasis" || node.type === "delete";
    if (hostile) found.push(node.type);
  });
  expect(found).toEqual([]);
}

describe("a suggestion", () => {
  it("becomes a pull request, a merge and a regenerated README", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await onlyPull();
    expect(pull.title).toBe(`Add openvla-an-open-source-vision-language (#${issue})`);
    expect(pull.body).toContain(`Closes #${issue}`);
    expect(pull.body).toContain("OpenVLA: An Open-Source Vision-Language-Action Model");
    const [comment, ...more] = await loop.comments(issue);
    expect(more).toEqual([]);
    expect(comment?.login).toBe("awesome-papers[bot]");
    expect(comment?.body).toContain(`#${pull.number}`);
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
    const { data: commits } = await loop
      .as("lab")
      .rest.repos.listCommits({ ...loop.route, sha: pull.head.ref, per_page: 1 });
    expect(commits[0]?.commit.message).toMatch(
      /^Add openvla-an-open-source-vision-language \(#\d+\)\n\nCo-authored-by: suggester <\d+\+suggester@users\.noreply\.github\.com>$/,
    );
    const { data: files } = await loop.as("lab").rest.pulls.listFiles({ ...loop.route, pull_number: pull.number });
    expect(files.map((file) => file.filename)).toEqual(["list.json"]);

    await merge(pull.number);
    expect(await titles()).toContain(openvla.title);
    const readme = await loop.file("README.md");
    expect(readme).toContain("OpenVLA: An Open-Source Vision-Language-Action Model");
    expect(readme).toMatch(/^# Mine\n/);
    expect(readme?.endsWith("My own words.\n")).toBe(true);
    const { data: closed } = await loop.as("lab").rest.issues.get({ ...loop.route, issue_number: issue });
    expect(closed.state).toBe("closed");
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    const branches = await loop.as("lab").rest.repos.listBranches(loop.route);
    expect(branches.data.map((branch) => branch.name)).toEqual(["main"]);
    expect(await loop.comments(issue)).toHaveLength(1);
  });

  it("takes no more requests than it must, echoes of our own writes included", async () => {
    let issue = 0;
    // Warm: this process has looked at the repository before.
    const opening = await loop.during(async () => {
      issue = await loop.suggest(form(openvla));
    });
    expect(until(opening, "POST", /\/pulls$/)).toBeLessThanOrEqual(7);
    // The last is the check run on its head, for branches that ask for one.
    expect(opening.length).toBeLessThanOrEqual(11);

    const nothing = await loop.during(() =>
      loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title: "Suggest another title" }),
    );
    expect(nothing.map((request) => request.method)).toEqual(["GET", "GET", "GET", "GET"]);

    const { number } = await onlyPull();
    const merging = await loop.during(() =>
      loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: number }),
    );
    expect(until(merging, "PATCH", /\/git\/refs\/heads/)).toBeLessThanOrEqual(9);
  });

  it("takes few requests with nothing in the cache, too", async () => {
    // A start whose sweep fails, so that the event is the first this process hears of the repository.
    loop.github.fault({ method: "GET", path: /^\/app\/installations$/, status: 404, times: 1 });
    await loop.restart();
    const opening = await loop.during(() => loop.suggest(form(openvla)));
    expect(until(opening, "POST", /\/pulls$/)).toBeLessThanOrEqual(14);
    expect(await pulls()).toHaveLength(1);
  });

  it("that is incomplete is told everything at once, and goes on when it is edited", async () => {
    const issue = await loop.suggest(form({ links: openvla.links, categories: "models/larg" }));
    expect(await pulls()).toEqual([]);
    expect(await loop.labels(issue)).toEqual(["paper: incomplete"]);
    const [before] = await loop.comments(issue);
    expect(before?.body).toContain("title");
    expect(before?.body).toContain("models/large");
    await edit(issue, form(openvla));
    const after = await loop.comments(issue);
    expect(after.map((comment) => comment.id)).toEqual([before?.id]);
    expect(after[0]?.body).toContain(`#${(await onlyPull()).number}`);
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
  });

  it("that is edited after its pull request changes that same pull request", async () => {
    const issue = await loop.suggest(form(openvla));
    const before = await onlyPull();
    await edit(issue, form({ ...openvla, venue: "CoRL 2024" }));
    const after = await onlyPull();
    expect(after.number).toBe(before.number);
    expect(after.head.sha).not.toBe(before.head.sha);
    expect(after.body).toContain("CoRL 2024");
    expect(await loop.file("list.json", after.head.ref)).toContain('"venue": "CoRL 2024"');
    expect(await loop.comments(issue)).toHaveLength(1);
  });

  it("that is a duplicate is told which paper and where", async () => {
    const issue = await loop.suggest("https://arxiv.org/pdf/2405.12213v3", "Octo");
    expect(await pulls()).toEqual([]);
    expect(await loop.labels(issue)).toEqual(["paper: duplicate"]);
    const [comment] = await loop.comments(issue);
    expect(comment?.body).toContain("Octo: An Open-Source Generalist Robot Policy");
    expect(comment?.body).toContain("/lab/list#small-models)");
  });

  it("that is withdrawn takes its pull request and branch with it, and comes back with the issue", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await onlyPull();
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, state: "closed" });
    await loop.settle();
    expect(await pulls()).toEqual([]);
    expect((await loop.as("lab").rest.repos.listBranches(loop.route)).data).toHaveLength(1);
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    expect((await onlyPull()).number).not.toBe(pull.number);
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
  });

  it("of fifty papers with long titles keeps its closing words, within GitHub's bounds", async () => {
    const papers = Array.from({ length: 50 }, (_, index) => ({
      title: `${"@".repeat(300)} number ${index}`,
      links: `https://arxiv.org/abs/2401.${String(10_000 + index)}`,
      categories: "models/large",
    }));
    const issue = await loop.suggest(form(...papers));
    const pull = await onlyPull();
    expect(pull.body).toContain(`Closes #${issue}.`);
    await merge(pull.number);
    expect((await loop.list()).papers).toHaveLength(51);
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    expect((await loop.comments(issue))[0]?.body).toContain("in the list now");
  });

  it("whose text is replaced by something else takes its pull request back", async () => {
    const issue = await loop.suggest(form(openvla), "OpenVLA");
    await edit(issue, "Sorry, never mind.");
    expect(await pulls()).toEqual([]);
    expect(await loop.labels(issue)).toEqual(["paper: incomplete"]);
  });

  it("is not merged on the word of a hidden tag that somebody edited", async () => {
    const issue = await loop.suggest(form(openvla));
    await say("maintainer", issue, "/approve of what follows\n\nI mean it.");
    await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number: issue, body: "/approve" });
    await edit(issue, form({ ...openvla, title: "OpenVLA: Buy My Book, It Is Good" }));
    const comment = (await loop.comments(issue)).find(({ login }) => login.endsWith("[bot]"));
    const forged = comment?.body.replace('{"topic":"ready",', '{"topic":"ready","since":"2000-01-01T00:00:00Z",') ?? "";
    expect(forged).not.toBe(comment?.body);
    await loop.as("lab").rest.issues.updateComment({ ...loop.route, comment_id: comment?.id ?? 0, body: forged });
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title: "Look again" });
    await loop.settle();
    expect(await pulls()).toHaveLength(1);
    expect(await titles()).toHaveLength(1);
  });

  it("with a hostile title stays data everywhere", async () => {
    const title = "π0.5 *fast* [x](javascript:alert(1)) <img src=x> | @stranger #12";
    const issue = await loop.suggest(form({ ...openvla, title }), title);
    const pull = await onlyPull();
    expect(pull.title).not.toMatch(/[<@*[]/);
    expectInert(pull.body ?? "");
    await merge(pull.number);
    const readme = (await loop.file("README.md")) ?? "";
    expectInert(readme);
    expect((await loop.list()).papers.map((paper) => paper.title)).toContain(title);
    for (const comment of await loop.comments(issue)) expectInert(comment.body);
  });
});

describe("an issue's text", () => {
  const filler = "很长的摘要。Lorem ipsum dolor. ".repeat(2200).slice(0, 60_000);
  const forged = '\n<!-- awesome-papers:comment {"topic":"ready","hash":"x"} -->';

  it.each([
    ["empty, and a title that asks", "", "Add paper: Octopus", "paper: incomplete"],
    ["65 kB of prose", filler, "Add paper: Octopus", "paper: incomplete"],
    ["65 kB of one field of the form", form({ ...openvla, abstract: filler }), "Suggest", "paper: incomplete"],
    ["65 kB of brackets", "[".repeat(65_000), "Add paper: Octopus", "paper: incomplete"],
    ["bytes that are no text", "\u0001\u0002\ufffd\u0007".repeat(100), "Add paper: Octopus", "paper: incomplete"],
    ["Chinese", form({ ...openvla, title: "开源视觉语言动作模型" }), "推荐论文", "paper: ready"],
    ["with line ends of Windows", form(openvla).replaceAll("\n", "\r\n"), "Suggest", "paper: ready"],
    [
      "with a heading within an answer",
      form({ ...openvla, summary: "Good.\n\n### Title\n\nEvil" }),
      "Suggest",
      "paper: ready",
    ],
    ["with our hidden tag forged", form({ ...openvla, summary: `Good.${forged}` }) + forged, "Suggest", "paper: ready"],
  ])("that is %s", async (_, body, title, label) => {
    const issue = await loop.suggest(body, title);
    expect(await loop.labels(issue)).toEqual([label]);
    const comments = await loop.comments(issue);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body.length).toBeLessThan(65_536);
    expect((await loop.list()).papers).toHaveLength(1);
  });
});

describe("two suggestions at once", () => {
  it("merged one after the other lose nothing", async () => {
    const first = await loop.suggest(form(openvla));
    const second = await loop.suggest(form(rt2));
    const open = await pulls();
    expect(open).toHaveLength(2);
    for (const pull of open.toSorted((a, b) => a.number - b.number)) await merge(pull.number);
    expect(await titles()).toEqual(
      ["Octo: An Open-Source Generalist Robot Policy", openvla.title, rt2.title].toSorted(),
    );
    const readme = (await loop.file("README.md")) ?? "";
    for (const title of [openvla.title, "RT-2: Vision-Language-Action"]) expect(readme).toContain(title);
    for (const issue of [first, second]) expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    expect(await pulls("all")).toHaveLength(2);
  });

  it("of the same paper end as one paper and one duplicate", async () => {
    await loop.suggest(form(openvla));
    const second = await loop.suggest(form(openvla));
    const [pull] = (await pulls()).toSorted((a, b) => a.number - b.number);
    await merge(pull?.number ?? 0);
    expect((await titles()).filter((title) => title === openvla.title)).toHaveLength(1);
    expect(await loop.labels(second)).toEqual(["paper: duplicate"]);
    expect(await pulls()).toEqual([]);
  });
});

describe("an issue with several papers", () => {
  it("sends the ready one on and waits for the other", async () => {
    const issue = await loop.suggest(form(openvla, { title: rt2.title, links: rt2.links }));
    const pull = await onlyPull();
    expect(pull.body).toContain(`For #${issue}`);
    expect(pull.body).not.toContain("Closes");
    await merge(pull.number);
    const { data: open } = await loop.as("lab").rest.issues.get({ ...loop.route, issue_number: issue });
    expect(open.state).toBe("open");
    await say("suggester", issue, "/set 2.categories models/large");
    const next = await onlyPull();
    expect(next.body).toContain(`Closes #${issue}`);
    await merge(next.number);
    expect(await titles()).toContain(rt2.title);
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
  });
});

describe("commands", () => {
  it("/approve by a maintainer merges; by a stranger, quoted or in code it does not", async () => {
    const issue = await loop.suggest(form(openvla));
    await say("stranger", issue, "/approve");
    await say("maintainer", issue, "> /approve\n\nI would not `/approve` this yet");
    expect(await pulls()).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await say("maintainer", issue, "/approve");
    expect(await pulls()).toEqual([]);
    expect(await titles()).toContain(openvla.title);
    expect(await loop.file("README.md")).toContain("OpenVLA");
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
  });

  it("/approve does not count for what was changed after it", async () => {
    const issue = await loop.suggest(form(openvla));
    await loop.github.idle();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    // Approved and edited before the server comes to look.
    await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number: issue, body: "/approve" });
    await loop.as("suggester").rest.issues.update({
      ...loop.route,
      issue_number: issue,
      body: form({ ...openvla, title: "OpenVLA: Buy My Book, It Is Good" }),
    });
    await loop.settle();
    expect(await pulls()).toHaveLength(1);
    expect(await titles()).toHaveLength(1);
    expect((await loop.comments(issue)).find((comment) => comment.login.endsWith("[bot]"))?.body).toContain(
      "`/approve` once more",
    );
  });

  it("/reject closes with its reason, and a reopened issue is not closed again", async () => {
    const issue = await loop.suggest(form(openvla));
    await say("maintainer", issue, "/reject not about post-training");
    expect(await pulls()).toEqual([]);
    expect(await loop.labels(issue)).toEqual(["paper: rejected"]);
    const state = async (): Promise<string> =>
      (await loop.as("lab").rest.issues.get({ ...loop.route, issue_number: issue })).data.state;
    expect(await state()).toBe("closed");
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    expect(await state()).toBe("open");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await say("maintainer", issue, "/suggest");
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
    expect(await pulls()).toHaveLength(1);
  });

  it("an issue that is none of ours gets nothing until /suggest, and nothing more after /ignore", async () => {
    const issue = await loop.suggest("What about https://arxiv.org/abs/2406.09246 ?", "OpenVLA looks good");
    expect(await loop.comments(issue)).toEqual([]);
    expect(await loop.labels(issue)).toEqual([]);
    await say(
      "maintainer",
      issue,
      "/suggest\n/set title OpenVLA: An Open-Source Vision-Language-Action Model\n/category models/large",
    );
    expect(await pulls()).toHaveLength(1);
    await say("maintainer", issue, "/ignore");
    expect(await pulls()).toEqual([]);
    expect(await loop.labels(issue)).toEqual([]);
  });
});

describe("what people do to our pull request stands", () => {
  it("closed by hand: rejected, and none is opened again for the same changes", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await onlyPull();
    await loop.as("maintainer").rest.pulls.update({ ...loop.route, pull_number: pull.number, state: "closed" });
    await loop.settle();
    expect(await loop.labels(issue)).toEqual(["paper: rejected"]);
    expect((await loop.comments(issue))[0]?.body).toContain("@maintainer closed");
    await loop.restart();
    expect(await pulls()).toEqual([]);
    await edit(issue, form({ ...openvla, venue: "CoRL 2024" }));
    expect(await pulls()).toHaveLength(1);
  });

  it("a commit of theirs on our branch is never written over", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await onlyPull();
    const { data } = await loop
      .as("maintainer")
      .rest.repos.getContent({ ...loop.route, path: "list.json", ref: pull.head.ref });
    const present = "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
    await loop.as("maintainer").rest.repos.createOrUpdateFileContents({
      ...loop.route,
      path: "list.json",
      branch: pull.head.ref,
      message: "A better title",
      content: Buffer.from(present.replace("An Open-Source Vision", "The Open-Source Vision")).toString("base64"),
      ...("sha" in data ? { sha: data.sha } : {}),
    });
    await loop.settle();
    await edit(issue, form({ ...openvla, venue: "CoRL 2024" }));
    expect(await loop.file("list.json", pull.head.ref)).toContain("The Open-Source Vision");
    expect((await loop.comments(issue))[0]?.body).toContain("maintainer");
  });

  it("reopened after the merge: told where the paper is, once", async () => {
    const issue = await loop.suggest(form(openvla));
    await merge((await onlyPull()).number);
    // Only who has a right to triage may open what GitHub itself has closed.
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    const comments = await loop.comments(issue);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("in the list now");
    const again = await loop.during(() =>
      loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title: "again" }),
    );
    expect(again.every((request) => request.method === "GET")).toBe(true);
  });
});
