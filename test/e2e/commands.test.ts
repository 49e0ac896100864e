import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { openFromFork } from "../support/fork-pull.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, list, openvla } from "../support/suggestion.ts";

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop({ hooks: { firstRetry: 50 } });
});
afterEach(() => loop.close());

const second = { ...openvla, title: "Gato: A Generalist Agent", links: "https://arxiv.org/abs/2205.06175" };
/** Times have seconds: what was shown in the very second does not count as seen. */
const lookAtIt = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2000));
const say = async (issue_number: number, body: string, login = "maintainer"): Promise<number> => {
  const { data } = await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number, body });
  await loop.settle();
  return data.id;
};
const reactions = async (comment_id: number): Promise<readonly string[]> =>
  (await loop.as("lab").rest.reactions.listForIssueComment({ ...loop.route, comment_id })).data.map(
    ({ content }) => content,
  );
const proposalOf = async (issue: number): Promise<number> => {
  const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "all" });
  return data.find(({ head }) => head.ref === `awesome-papers/issue-${issue}`)?.number ?? 0;
};
const isMerged = async (pull_number: number): Promise<boolean> =>
  (await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number })).data.merged;
const ours = async (issue: number): Promise<string> =>
  (await loop.comments(issue)).find(({ login }) => login.endsWith("[bot]"))?.body ?? "";
const movesOfMain = (): number =>
  loop.github.requests.filter(
    ({ method, path, status }) =>
      method === "PATCH" && decodeURIComponent(path).endsWith("/git/refs/heads/main") && status === 200,
  ).length;

describe("a command in an issue", () => {
  it("is acknowledged by a reaction, once", async () => {
    const issue = await loop.suggest(form(openvla));
    const id = await say(issue, "/set venue CoRL", "suggester");
    const words = await say(issue, "Thank you", "suggester");
    expect([await reactions(id), await reactions(words)]).toEqual([["eyes"], []]);
    const requests = await loop.during(() => loop.restart());
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("a command in the thread of our own pull request", () => {
  it("merges as one in the issue does, and is acknowledged where it stands", async () => {
    const pull = await proposalOf(await loop.suggest(form(openvla)));
    await lookAtIt();
    const id = await say(pull, "/approve");
    expect([await isMerged(pull), await reactions(id)]).toEqual([true, ["eyes"]]);
  });

  it.each([
    ["a stranger", "stranger", "is for maintainers"],
    ["the author", "suggester", "is for maintainers"],
  ])("does nothing for %s", async (_, login, answer) => {
    const issue = await loop.suggest(form(openvla));
    const pull = await proposalOf(issue);
    await lookAtIt();
    const id = await say(pull, "/approve", login);
    expect([await isMerged(pull), await reactions(id)]).toEqual([false, []]);
    expect(await ours(issue)).toContain(answer);
  });

  it("does nothing where it was edited", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await proposalOf(issue);
    const comment_id = await say(pull, "Good.");
    await lookAtIt();
    await loop.as("maintainer").rest.issues.updateComment({ ...loop.route, comment_id, body: "/approve" });
    await loop.settle();
    expect(await isMerged(pull)).toBe(false);
    expect(await ours(issue)).toContain("was edited");
  });

  it("counts after a restart, and costs a look nothing", async () => {
    const issue = await loop.suggest(form(openvla));
    const pull = await proposalOf(issue);
    await loop.server.close();
    await loop
      .as("suggester")
      .rest.issues.createComment({ ...loop.route, issue_number: pull, body: "/set venue CoRL" });
    await loop.restart();
    expect(await loop.file("list.json", `awesome-papers/issue-${issue}`)).toContain("CoRL");
    const look = await loop.during(() => say(issue, "Thank you", "stranger"));
    expect(look.map(({ method }) => method)).toEqual(["GET", "GET", "GET", "GET"]);
  });
});

describe("/merge-ready in another thread", () => {
  const dashboard = async (): Promise<number> =>
    (await loop.as("lab").rest.issues.listForRepo({ ...loop.route, state: "all" })).data.find(
      ({ user, pull_request }) => user?.type === "Bot" && pull_request === undefined,
    )?.number ?? 0;
  async function suggestTwo(): Promise<readonly [number, number]> {
    const issues = [await loop.suggest(form(openvla)), await loop.suggest(form(second))] as const;
    await lookAtIt();
    return issues;
  }

  it.each<[string, (proposal: number) => Promise<number>]>([
    ["of our own pull request", async (proposal) => proposal],
    [
      "of a person's pull request",
      () => openFromFork(loop, { files: { "list.json": printList({ ...list, description: "Of policies." }) } }),
    ],
  ])("%s merges the batch once, whatever fails in between", async (_, open) => {
    const [one, two] = await suggestTwo();
    const pulls = [await proposalOf(one), await proposalOf(two)];
    const thread = await open(pulls[0] ?? 0);
    await lookAtIt();
    const before = movesOfMain();
    loop.github.fault({ method: "PATCH", path: /\/issues\/comments\//, times: 2, status: 500 });
    const id = await say(thread, "/merge-ready");
    await loop.restart();
    expect(await Promise.all(pulls.map(isMerged))).toEqual([true, true]);
    expect(await reactions(id)).toEqual(["eyes"]);
    // The batch, and the regeneration after it.
    expect(movesOfMain() - before).toBe(2);
    const requests = await loop.during(() => loop.restart());
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("says there where it was answered", async () => {
    await suggestTwo();
    const pull = await openFromFork(loop, {
      files: { "list.json": printList({ ...list, description: "Of policies." }) },
    });
    await say(pull, "/merge-ready");
    expect(await ours(pull)).toContain(`#${await dashboard()} says what became of it`);
  });

  it("takes nothing that was not listed before it", async () => {
    const [one] = await suggestTwo();
    await loop.server.close();
    const pull = await proposalOf(one);
    await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number: pull, body: "/merge-ready" });
    const late = {
      ...openvla,
      title: "RT-2: Vision-Language-Action Models",
      links: "https://arxiv.org/abs/2307.15818",
    };
    const { data } = await loop
      .as("suggester")
      .rest.issues.create({ ...loop.route, title: "Suggest a paper", body: form(late) });
    await loop.restart();
    expect([await isMerged(pull), await isMerged(await proposalOf(data.number))]).toEqual([true, false]);
  });

  it.each([
    ["a maintainer, where there is no list", "maintainer", "no list of ready suggestions"],
    ["a stranger", "stranger", "is for maintainers"],
  ])("answers %s", async (_, login, answer) => {
    const issue = await loop.suggest(form(openvla));
    const pull = await proposalOf(issue);
    await say(pull, "/merge-ready", login);
    expect(await isMerged(pull)).toBe(false);
    expect(await ours(issue)).toContain(answer);
    const requests = await loop.during(() => loop.restart());
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("says nothing where the issue is no suggestion", async () => {
    const issue = await loop.suggest("How do you do?", "A question", "stranger");
    await say(issue, "/merge-ready");
    expect(await ours(issue)).toBe("");
  });
});
