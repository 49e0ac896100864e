import { readPackagedTemplates } from "../../src/app/packaged-templates.ts";
import { checkName, dashboardLabel, labels, parseProposalBranch } from "../../src/intake/names.ts";
import type { List } from "../../src/list/list.ts";
import type { LocalGithub } from "../../src/local-github/start.ts";
import { buildImported } from "../support/build-imported.ts";
import { as, owner, readList, type Asked, type Crowd } from "./crowd.ts";

/** All that is not as one server without any fault would have left it; empty when nothing is. */
export async function findFaults(
  github: LocalGithub,
  crowd: Crowd,
  repositories: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const repo of repositories) {
    const found = await findFaultsOf(github, repo, {
      asked: crowd.asked.filter((one) => one.repo === repo),
      pushed: crowd.pushed.filter((one) => one.repo === repo),
    });
    faults.push(...found.map((fault) => `${repo}: ${fault}`));
  }
  return faults;
}

async function findFaultsOf(
  github: LocalGithub,
  repo: string,
  { asked, pushed }: Pick<Crowd, "asked" | "pushed">,
): Promise<string[]> {
  const faults: string[] = [];
  const expectSame = (what: string, is: unknown, wanted: unknown): void => {
    const [a, b] = [is, wanted].map((value) => JSON.stringify(value));
    if (a !== b) faults.push(`${what} is ${a}, not ${b}`);
  };
  const { rest, paginate } = as(github, owner);
  const route = { owner, repo };
  const pages = { ...route, per_page: 100, state: "all" } as const;
  const issues = (await paginate(rest.issues.listForRepo, pages)).filter(
    ({ pull_request }) => pull_request === undefined,
  );
  const pulls = (await paginate(rest.pulls.list, pages)).filter(({ user }) => user?.id === github.botUserId);
  const read = async (path: string, ref = "main"): Promise<string> => {
    const { data } = await rest.repos.getContent({ ...route, path, ref });
    return "content" in data ? data.content : "";
  };
  const list = readList(await read("list.json"));
  const times = (arxiv: string): number => list.papers.filter(({ identifiers }) => identifiers?.arxiv === arxiv).length;

  for (const { arxiv } of pushed) expectSame(`what a maintainer pushed, ${arxiv}, in list.json`, times(arxiv), 1);
  const readme = Buffer.from(await read("README.md"), "base64").toString("utf8");
  const built = await buildImported({ list, templates: readPackagedTemplates(), readme });
  if (built !== readme) faults.push("README.md is not in step with list.json");
  const { data: checks } = await rest.checks.listForRef({ ...route, ref: "heads/main", check_name: checkName });
  // There is none where nothing was ever wrong.
  expectSame("the check run of the default branch", checks.check_runs[0]?.conclusion ?? "success", "success");
  const branches = (await paginate(rest.repos.listBranches, { ...route, per_page: 100 })).map(({ name }) => name);
  const open = pulls.filter(({ state }) => state === "open").map(({ head }) => head.ref);
  expectSame("the branches", branches.toSorted(), ["main", ...open].toSorted());
  const dashboards = issues.filter(({ labels: all }) => all.some((one) => nameOf(one) === dashboardLabel.name));
  if (dashboards.length > 1) faults.push(`${dashboards.length} issues list what is ready`);

  for (const issue of issues) {
    const one = asked.find((each) => each.issue === issue.number);
    const { data: comments } = await rest.issues.listComments({ ...route, issue_number: issue.number, per_page: 100 });
    const ours = comments.filter(({ user }) => user?.id === github.botUserId);
    const ofIt = pulls.filter(({ head }) => parseProposalBranch(head.ref) === issue.number);
    // Who merged it before we had said a word is told nothing.
    const isEarly = one?.decided === "merged" && ours.length === 0;
    if (!isEarly) expectSame(`our comments on #${issue.number}`, ours.length, 1);
    if (one === undefined) continue;
    const isListed = one.kind !== "duplicate" && times(one.arxiv) > 0;
    const state = isListed ? "accepted" : one.kind === "complete" ? "ready" : one.kind;
    const name = `#${one.issue} (${one.kind}, ${one.decided ?? "undecided"})`;
    if (isListed) expectSame(`${name} in list.json`, times(one.arxiv), 1);
    if (isListed && one.decided === undefined) faults.push(`${name} is in the list, and nobody decided that`);
    if (!isListed && one.decided !== undefined) faults.push(`${name} is not in the list: ${ours[0]?.body ?? ""}`);
    if (!isEarly) expectSame(`labels of ${name}`, issue.labels.map(nameOf), [labels[state].name]);
    expectSame(`state of ${name}`, issue.state, isListed || one.kind === "rejected" ? "closed" : "open");
    const wanted = state === "ready" || state === "accepted" ? 1 : state === "rejected" ? Math.min(ofIt.length, 1) : 0;
    expectSame(`pull requests of ${name}`, ofIt.length, wanted);
    expectSame(`open ones of ${name}`, ofIt.filter((pull) => pull.state === "open").length, state === "ready" ? 1 : 0);
    const [pull] = ofIt;
    if (state === "accepted") expectPaper(name, one, list);
    else if (state === "ready" && pull !== undefined) {
      expectPaper(name, one, readList(await read("list.json", pull.head.ref)));
      const { data } = await rest.pulls.get({ ...route, pull_number: pull.number });
      expectSame(`whether git can merge ${name}`, data.mergeable, true);
    }
  }
  return faults;

  /** A pull request that was merged by hand is what it was then; the others are what was said last. */
  function expectPaper(name: string, { arxiv, decided, titles, category }: Asked, { papers }: List): void {
    const paper = papers.find(({ identifiers }) => identifiers?.arxiv === arxiv);
    if (decided === "merged")
      return expectSame(`${name} has one of its titles`, titles.includes(paper?.title ?? ""), true);
    expectSame(`title of ${name}`, paper?.title, titles.at(-1));
    expectSame(`categories of ${name}`, paper?.categories, [category]);
  }
}

function nameOf(label: string | { readonly name?: string | null }): string {
  return typeof label === "string" ? label : (label.name ?? "");
}
