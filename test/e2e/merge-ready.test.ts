import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLoop, type Loop } from "../support/loop.ts";
import { form } from "../support/suggestion.ts";

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop({ hooks: { firstRetry: 50 } });
});
afterEach(() => loop.close());

const names = ["OpenVLA", "Octopus", "Gato", "PaLM-E", "RoboCat"];
const suggestion = (at: number): string =>
  form({
    title: `${names[at] ?? at}: A Policy of Its Own`,
    links: `https://arxiv.org/abs/2406.0${1000 + at}`,
    categories: "models/large",
  });

async function suggestAll(count = names.length, from = 0): Promise<readonly number[]> {
  const issues: number[] = [];
  for (let at = from; at < count; at += 1) {
    const { data } = await loop
      .as("suggester")
      .rest.issues.create({ ...loop.route, title: "Suggest a paper", body: suggestion(at) });
    issues.push(data.number);
  }
  await loop.settle();
  return issues;
}
const pulls = async (state: "open" | "closed" | "all" = "all") =>
  (await loop.as("lab").rest.pulls.list({ ...loop.route, state, per_page: 100 })).data.toReversed();
const dashboards = async () =>
  (await loop.as("lab").rest.issues.listForRepo({ ...loop.route, state: "all", per_page: 100 })).data.filter(
    ({ user, pull_request }) => user?.type === "Bot" && pull_request === undefined,
  );
const dashboard = async (): Promise<number> => {
  const [one, ...more] = await dashboards();
  expect(more).toEqual([]);
  if (one === undefined) throw new Error("there is no list of what is ready");
  return one.number;
};
/** What our one comment there says. */
const shown = async (): Promise<string> => {
  const ours = (await loop.comments(await dashboard())).filter(({ login }) => login.endsWith("[bot]"));
  expect(ours).toHaveLength(1);
  return ours[0]?.body ?? "";
};
/** Times have seconds: what was shown in the very second does not count as seen. */
const lookAtIt = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2000));
const say = async (body: string, login = "maintainer") => {
  const { data } = await loop
    .as(login)
    .rest.issues.createComment({ ...loop.route, issue_number: await dashboard(), body });
  return data.id;
};
const titles = async (): Promise<readonly string[]> => (await loop.list()).papers.map(({ title }) => title);
const history = async (): Promise<readonly string[]> =>
  (await loop.as("lab").rest.repos.listCommits({ ...loop.route, per_page: 100 })).data.map(
    ({ commit }) => commit.message.split("\n")[0] ?? "",
  );
const states = async (issues: readonly number[]): Promise<readonly string[]> =>
  Promise.all(
    issues.map(
      async (issue_number) => (await loop.as("lab").rest.issues.get({ ...loop.route, issue_number })).data.state,
    ),
  );
const merged = async (): Promise<readonly boolean[]> => (await pulls()).map(({ merged_at }) => merged_at !== null);
const movesOf = (branch: string) =>
  loop.github.requests.filter(
    ({ method, path, status }) =>
      method === "PATCH" && decodeURIComponent(path).endsWith(`/git/refs/heads/${branch}`) && status === 200,
  );

describe("/merge-ready", () => {
  it("merges all that is ready at once: a commit each, the default branch moved once, one regeneration", async () => {
    const first = await suggestAll(1);
    expect(await dashboards()).toEqual([]);
    const issues = [...first, ...(await suggestAll(5, 1))];
    const before = movesOf("main").length;
    await lookAtIt();
    const requests = await loop.during(() => say("/merge-ready"));
    expect(await merged()).toEqual([true, true, true, true, true]);
    expect(await states(issues)).toEqual(issues.map(() => "closed"));
    expect((await titles()).filter((title) => title.endsWith("A Policy of Its Own"))).toHaveLength(5);
    // The batch, and the regeneration after it.
    expect(movesOf("main").length - before).toBe(2);
    const [regenerated, ...commits] = await history();
    expect(regenerated).toMatch(/^Regenerate/);
    expect(commits.slice(0, 5)).toEqual((await pulls()).map(({ title }) => title).toReversed());
    for (const name of names) expect(await loop.file("README.md")).toContain(`${name}: A Policy`);
    for (const issue of issues) expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
    expect(branches.map(({ name }) => name)).toEqual(["main"]);
    expect(await shown()).toContain("Nothing is ready");
    const batch = requests.slice(
      0,
      requests.findIndex(({ path }) => decodeURIComponent(path).endsWith("/refs/heads/main")) + 1,
    );
    // Six to look, four for each, one for the default branch; another look may come in between.
    const between = batch.filter(({ path }) => /\/(?:issues|check-runs|labels)\b/.test(path)).length;
    expect(batch.length - between).toBeLessThanOrEqual(6 + 4 * 5 + 1);
  });

  it("takes what the list showed, and nothing newer or changed since", async () => {
    const issues = await suggestAll(3);
    await lookAtIt();
    // Said, and changed, before the server comes to look.
    await say("/merge-ready");
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issues[1] ?? 0, body: suggestion(4) });
    const late = await suggestAll(4, 3);
    expect(await states([...issues, ...late])).toEqual(["closed", "open", "closed", "open"]);
    expect(await titles()).not.toContain("RoboCat: A Policy of Its Own");
    const [, changed, , newer] = await pulls();
    expect(await shown()).toMatch(
      new RegExp(`Ready, oldest first:\\n\\n- #${changed?.number}: RoboCat.*\\n- #${newer?.number}: PaLM`),
    );
    const left = `#${changed?.number} has changed since`;
    expect(await shown()).toContain(left);
    await suggestAll(6, 5);
    expect(await shown()).toContain("5: A Policy");
    expect(await shown()).toContain(left);
  });

  it.each([
    ["a stranger", "stranger", "/merge-ready", "is for maintainers"],
    ["somebody who quotes it", "maintainer", "> /merge-ready", "Ready, oldest first"],
    ["a maintainer who asks for something else there", "maintainer", "/approve", "does not work here"],
  ])("does nothing for %s", async (_, login, words, answer) => {
    await suggestAll(2);
    await lookAtIt();
    await say(words, login);
    await loop.settle();
    expect(await merged()).toEqual([false, false]);
    expect(await shown()).toContain(answer);
  });

  it("does nothing for a comment that was edited", async () => {
    await suggestAll(2);
    await lookAtIt();
    const id = await loop
      .as("maintainer")
      .rest.issues.createComment({ ...loop.route, issue_number: await dashboard(), body: "Good." })
      .then(({ data }) => data.id);
    await lookAtIt();
    await loop.as("maintainer").rest.issues.updateComment({ ...loop.route, comment_id: id, body: "/merge-ready" });
    await loop.settle();
    expect(await merged()).toEqual([false, false]);
    expect(await shown()).toContain("was edited");
  });

  it("does nothing while somebody's words stand in our comment", async () => {
    await suggestAll(2);
    const ours = (await loop.comments(await dashboard()))[0];
    const forged = ours?.body.replaceAll(/"hash":"[0-9a-f]+"/g, '$&,"since":"2000-01-01T00:00:00Z"') ?? "";
    expect(forged).not.toBe(ours?.body);
    await loop.as("lab").rest.issues.updateComment({ ...loop.route, comment_id: ours?.id ?? 0, body: forged });
    await loop.settle();
    await say("/merge-ready");
    await loop.settle();
    expect(await merged()).toEqual([false, false]);
  });

  it("leaves a list alone that people closed, until they open it again", async () => {
    await suggestAll(2);
    const issue_number = await dashboard();
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number, state: "closed" });
    await loop.settle();
    await suggestAll(3, 2);
    await loop.restart();
    await suggestAll(4, 3);
    expect(await dashboards()).toHaveLength(1);
    expect(await shown()).not.toContain("PaLM-E");
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number, state: "open" });
    await loop.settle();
    expect(await shown()).toContain("PaLM-E");
  });

  it("puts the batch into one pull request where the default branch takes no commits of ours", async () => {
    const issues = await suggestAll(3);
    await lookAtIt();
    loop.github.protect("list", "main", true);
    await say("/merge-ready");
    await loop.settle();
    expect(await merged()).toEqual([false, false, false, false]);
    const open = await pulls("open");
    const stack = open.find(({ head }) => head.ref === "awesome-papers/stack");
    for (const issue of issues) expect(stack?.body).toContain(`Closes #${issue}.`);
    expect(await shown()).toContain(`#${stack?.number} holds what maintainer asked`);
    // Each proposal is what it was: one commit.
    for (const { number, head } of open.filter(({ head: { ref } }) => ref.includes("issue-"))) {
      const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: number });
      expect([head.ref, data.commits]).toEqual([head.ref, 1]);
    }
    loop.github.protect("list", "main", false);
    // The base moves: it is rebuilt, and still no conflict.
    await loop.write("list.json", JSON.stringify({ ...(await loop.list()), description: "Of policies." }));
    await loop.settle();
    await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: stack?.number ?? 0 });
    await loop.settle();
    expect((await titles()).filter((title) => title.endsWith("A Policy of Its Own"))).toHaveLength(3);
    expect((await loop.list()).description).toBe("Of policies.");
    expect(await states(issues)).toEqual(["closed", "closed", "closed"]);
    expect(await pulls("open")).toEqual([]);
    for (const issue of issues) expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
    expect(branches.map(({ name }) => name)).toEqual(["main"]);
  });

  it("takes more into that pull request where it is said in its own thread, once", async () => {
    await suggestAll(2);
    await lookAtIt();
    loop.github.protect("list", "main", true);
    await say("/merge-ready");
    await loop.settle();
    const [late = 0] = await suggestAll(3, 2);
    await lookAtIt();
    const stack = async () => (await pulls("open")).find(({ head }) => head.ref === "awesome-papers/stack");
    expect((await stack())?.body).not.toContain(`#${late}.`);
    const issue_number = (await stack())?.number ?? 0;
    const body = "/merge-ready";
    const { data } = await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number, body });
    await loop.settle();
    expect((await stack())?.body).toContain(`Closes #${late}.`);
    const { data: seen } = await loop
      .as("lab")
      .rest.reactions.listForIssueComment({ ...loop.route, comment_id: data.id });
    expect(seen.map(({ content }) => content)).toEqual(["eyes"]);
    const requests = await loop.during(() => loop.restart());
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("says that the rules refuse the branch for that pull request, when it is made and when it is made anew", async () => {
    const refuse = (method: "POST" | "PATCH", path: RegExp): void => {
      const message = "Repository rule violations found\n\nCannot change this ref.\n\n";
      loop.github.fault({ method, path, status: 422, body: { message } });
    };
    const words = "GitHub says: `Repository rule violations found Cannot change this ref.`";
    await suggestAll(2);
    await lookAtIt();
    loop.github.protect("list", "main", true);
    refuse("POST", /\/git\/refs$/);
    await say("/merge-ready");
    await loop.settle();
    expect((await shown()).split("do not let me write the branch `awesome-papers/stack`")).toHaveLength(3);
    expect(await shown()).toContain(words);
    await say("/merge-ready");
    await loop.settle();
    expect(await shown()).not.toContain("GitHub says");
    const stack = (await pulls("open")).find(({ head }) => head.ref === "awesome-papers/stack")?.number;

    loop.github.protect("list", "main", false);
    const describeList = async (description: string) =>
      loop.write("list.json", JSON.stringify({ ...(await loop.list()), description })).then(() => loop.settle());
    refuse("PATCH", /awesome-papers(?:%2F|\/)stack$/);
    loop.github.fault({ method: "PATCH", path: /\/issues\/comments\//, status: 500 });
    await describeList("Of policies.");
    expect(await shown()).toContain(`did not let me bring #${stack} up to date`);
    expect(await shown()).toContain(words);
    const requests = await loop.during(async () => say("Thank you."));
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await describeList("Of all policies.");
    expect(await shown()).not.toContain("GitHub says");
    expect(await loop.file("list.json", "awesome-papers/stack")).toContain("Of all policies.");
  });

  it.each([
    ["a commit", { method: "POST", path: /\/git\/commits$/ }],
    ["a branch", { method: "PATCH", path: /\/git\/refs\/.*issue-/ }],
    ["the default branch", { method: "PATCH", path: /\/git\/refs\/heads(?:%2F|\/)main$/ }],
    ["the comment", { method: "PATCH", path: /\/issues\/comments\// }],
  ])("ends the same where writing %s fails", async (_, rule) => {
    for (const way of [{ status: 500 }, { drop: true }, { dropAfter: true }]) {
      const issues = await suggestAll(3);
      await lookAtIt();
      loop.github.fault({ ...rule, times: 1, ...way });
      await say("/merge-ready");
      await loop.settle();
      expect(await merged()).toEqual([true, true, true]);
      expect(await states(issues)).toEqual(["closed", "closed", "closed"]);
      expect(new Set(await titles()).size).toBe(4);
      await loop.close();
      loop = await startLoop({ hooks: { firstRetry: 50 } });
    }
  });

  it("is given back where we stop for good between two branches", async () => {
    const issues = await suggestAll(3);
    await lookAtIt();
    loop.github.fault({ method: "PATCH", path: /\/git\/refs\/heads(?:%2F|\/)main$/, status: 500, times: 100 });
    await say("/merge-ready");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: await dashboard(), state: "closed" });
    await loop.restart();
    expect(await states(issues)).toEqual(["open", "open", "open"]);
    for (const { number } of await pulls("open")) {
      const { data } = await loop.as("lab").rest.pulls.get({ ...loop.route, pull_number: number });
      expect(data.commits).toBe(1);
    }
  });
});
