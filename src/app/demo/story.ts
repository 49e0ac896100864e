import { createTwoFilesPatch } from "diff";
import { parseList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { createNarrator, type Narrator } from "./narrator.ts";
import { people, startListStage } from "./list-stage.ts";
import type { Stage } from "./stage.ts";

export interface DemoOptions {
  /** The text of the list to play with. */
  readonly list: string;
  readonly write: (text: string) => void;
  /** Resolves when a person has seen enough; absent: everything is stopped at the end of the story. */
  readonly keepUntil?: () => Promise<unknown>;
}

const paper = {
  id: "hi-robot-open-ended-instruction-following",
  title: "Hi Robot: Open-Ended Instruction Following with Hierarchical Vision-Language-Action Models",
  link: "https://arxiv.org/abs/2502.19417",
  category: "task/hierarchy",
} as const;

/** Budgets of the loop, in requests to GitHub; tokens left out. */
const budget = { toPullRequest: 10, toReadme: 9 } as const;

/** Plays one suggestion from the issue to the regenerated README. True if the end is what it must be. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const parsed = parseList(options.list);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("\n"));
  const tell = createNarrator(options.write);
  tell.chapter("A list repository on a GitHub of its own, and the server that keeps it");
  const stage = await startListStage(parsed.value);
  try {
    await stage.settle();
    stage.takeRequests();
    tell.fact(
      `${stage.github.url} has ${stage.route.owner}/${stage.route.repo} with ${parsed.value.papers.length} papers; nothing leaves this machine`,
    );
    const wrong = await play(stage, parsed.value, tell);
    tell.chapter(wrong.length === 0 ? "All is as it should be." : "This is not as it should be:");
    for (const line of wrong) tell.fact(line);
    if (options.keepUntil !== undefined) {
      tellHowToPlay(stage, options.write);
      await options.keepUntil();
    }
    return wrong.length === 0;
  } finally {
    await stage.close();
  }
}

/** What is wrong at the end; empty when nothing is. */
async function play(stage: Stage, list: List, tell: Narrator): Promise<readonly string[]> {
  const rosa = stage.as(people.suggester);
  const mina = stage.as(people.maintainer);

  tell.chapter("1. Rosa suggests a paper, and forgets where it belongs");
  const body = `### Title\n\n${paper.title}\n\n### Links\n\n${paper.link}\n\n### Categories\n\n_No response_`;
  const { data: issue } = await rosa.rest.issues.create({ ...stage.route, title: "Suggest: Hi Robot", body });
  tell.act(people.suggester, `opens issue #${issue.number}: ${issue.title}`);
  await stage.settle();
  tell.act(
    "the bot",
    `answers, with ${stage.takeRequests().length} requests to GitHub, and labels it ${(await stage.labels(issue.number)).join(", ")}`,
  );
  tell.quote(await ourComment(stage, issue.number));

  tell.chapter("2. She fills it in, and the bot opens a pull request");
  const filledIn = body.replace("_No response_", paper.category);
  await rosa.rest.issues.update({ ...stage.route, issue_number: issue.number, body: filledIn });
  tell.act(people.suggester, `edits the issue: ${paper.category}`);
  await stage.settle();
  const toPullRequest = untilDone(stage, "POST", /\/pulls$/);
  const pull = (await mina.rest.pulls.list({ ...stage.route, state: "open" })).data[0];
  if (pull === undefined) return ["there is no pull request"];
  tell.act(
    "the bot",
    `opens pull request #${pull.number}: ${pull.title} (${toPullRequest} requests), and edits its comment`,
  );
  tell.quote(await ourComment(stage, issue.number));
  tell.act("the bot", "says in the pull request");
  tell.quote(pull.body ?? "");
  const before = { list: await read(stage, "list.json"), readme: await read(stage, "README.md") };
  tell.fact("list.json, on the bot's branch:");
  tell.diff(patch("list.json", before.list, await read(stage, "list.json", pull.head.ref)));

  tell.chapter("3. Mina merges it, and README follows");
  const mergedAt = performance.now();
  await mina.rest.pulls.merge({ ...stage.route, pull_number: pull.number });
  tell.act(people.maintainer, `merges #${pull.number}`);
  await stage.settle();
  const toReadme = untilDone(stage, "PATCH", /\/git\/refs\/heads/);
  const readme = await read(stage, "README.md");
  tell.act(
    "the bot",
    `regenerates the outputs, ${((performance.now() - mergedAt) / 1000).toFixed(1)} s after the merge (it gathers merges for 1 s), with ${toReadme} requests`,
  );
  tell.fact("README.md, on main:");
  tell.diff(patch("README.md", before.readme, readme));

  tell.chapter("4. Somebody suggests the same paper again, under another name");
  const { data: again } = await rosa.rest.issues.create({
    ...stage.route,
    title: "Hi Robot",
    body: "https://arxiv.org/pdf/2502.19417v2",
  });
  tell.act(people.suggester, `opens issue #${again.number} with nothing but https://arxiv.org/pdf/2502.19417v2`);
  await stage.settle();
  tell.act("the bot", "knows it");
  tell.quote(await ourComment(stage, again.number));

  return verify(stage, { list, readme, issue: issue.number, again: again.number, toPullRequest, toReadme });
}

interface End {
  readonly list: List;
  readonly readme: string;
  readonly issue: number;
  readonly again: number;
  readonly toPullRequest: number;
  readonly toReadme: number;
}

async function verify(stage: Stage, end: End): Promise<readonly string[]> {
  const client = stage.as(people.owner);
  const now = parseList(await read(stage, "list.json"));
  const ids = now.ok ? now.value.papers.map(({ id }) => id) : [];
  const { data: closed } = await client.rest.issues.get({ ...stage.route, issue_number: end.issue });
  const checks: readonly (readonly [boolean, string])[] = [
    [
      ids.includes(paper.id) && ids.length === end.list.papers.length + 1,
      "list.json has one paper more, and it is this one",
    ],
    [end.list.papers.every(({ id }) => ids.includes(id)), "list.json has every paper it had before"],
    [end.readme.includes("Hi Robot: Open-Ended Instruction Following"), "README.md has the paper's line"],
    [end.readme.includes("A README of our own."), "README.md has kept what is not ours"],
    [closed.state === "closed", "the issue is closed"],
    [(await stage.labels(end.issue)).join() === "paper: accepted", "the issue is labelled paper: accepted"],
    [(await stage.labels(end.again)).join() === "paper: duplicate", "the second issue is labelled paper: duplicate"],
    [
      (await client.rest.pulls.list({ ...stage.route, state: "open" })).data.length === 0,
      "no pull request is left open",
    ],
    [end.toPullRequest <= budget.toPullRequest, `at most ${budget.toPullRequest} requests to the pull request`],
    [end.toReadme <= budget.toReadme, `at most ${budget.toReadme} requests to the regenerated README`],
  ];
  return checks.flatMap(([holds, what]) => (holds ? [] : [`not so: ${what}`]));
}

/** Requests up to and with the one that did it. */
function untilDone(stage: Stage, method: string, path: RegExp): number {
  const requests = stage.takeRequests();
  const at = requests.findIndex(
    (request) => request.method === method && path.test(request.path.split("?", 1)[0] ?? ""),
  );
  return at === -1 ? Infinity : at + 1;
}

async function ourComment(stage: Stage, issue: number): Promise<string> {
  const comments = await stage.comments(issue);
  return comments.find((comment) => comment.login === `${stage.github.appSlug}[bot]`)?.body ?? "(nothing)";
}

async function read(stage: Stage, path: string, ref?: string): Promise<string> {
  return (await stage.file(path, ref)) ?? "";
}

function patch(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, "", "", { context: 1 })
    .split("\n")
    .slice(3)
    .join("\n")
    .trimEnd();
}

function tellHowToPlay(stage: Stage, write: (text: string) => void): void {
  const { github, route } = stage;
  write(`
Everything keeps running until Ctrl-C: GitHub's API at ${github.url}, the server at ${stage.server.webhookUrl}.
Suggest a paper as rosa and approve it as mina, one line after the other:

  repo=${github.url}/repos/${route.owner}/${route.repo}
  rosa='Authorization: Bearer ${github.tokenOf(people.suggester)}'
  mina='Authorization: Bearer ${github.tokenOf(people.maintainer)}'
  curl -s -H "$rosa" $repo/issues -d '{"title": "Add paper: GR00T N1: An Open Foundation Model", "body": "https://arxiv.org/abs/2503.14734"}'
  sleep 2; curl -s $repo/issues/4/comments
  curl -s -H "$rosa" $repo/issues/4/comments -d '{"body": "/category notable"}'
  sleep 2; curl -s $repo/pulls
  curl -s -H "$mina" $repo/issues/4/comments -d '{"body": "/approve"}'
  sleep 4; curl -s -H 'Accept: application/vnd.github.raw+json' $repo/contents/README.md | grep GR00T
`);
}
