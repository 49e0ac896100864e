import { createTwoFilesPatch } from "diff";
import { sourceTitles } from "../../list/paper-record.ts";
import { parseList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import type { MetadataSettings } from "../../metadata/metadata.ts";
import { checkEnd } from "./check-end.ts";
import { codeAsPolicies, hiRobot } from "./demo-papers.ts";
import { connectRealSources, startDemoSources } from "./demo-sources.ts";
import { printHowToPlay } from "./how-to-play.ts";
import { people } from "./list-stage.ts";
import { createNarrator } from "./narrator.ts";
import { startScene, until, type Scene } from "./scene.ts";

export interface DemoOptions {
  /** The text of the list to play with. */
  readonly list: string;
  readonly write: (text: string) => void;
  /** The services to look papers up in; absent: a stand-in on this machine. */
  readonly online?: MetadataSettings;
  /** Resolves when a person has seen enough; absent: everything is stopped at the end of the story. */
  readonly keepUntil?: () => Promise<unknown>;
}

/** `unreachable`: the real services were asked for and did not answer, so that the story ended before its middle. */
export type DemoEnd = "good" | "wrong" | "unreachable";

const endings: Readonly<Record<DemoEnd, string>> = {
  good: "All is as it should be.",
  wrong: "This is not as it should be:",
  unreachable: "The services did not answer, so the story ends here.",
};

const link = `https://arxiv.org/abs/${hiRobot.arxiv.id}`;
const category = "task/hierarchy";

/** Plays one suggestion from a pasted link to the regenerated README, and what else may happen to one. */
export async function runDemo(options: DemoOptions): Promise<DemoEnd> {
  const { online, keepUntil, write } = options;
  const parsed = parseList(options.list);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("\n"));
  const list = parsed.value;
  const tell = createNarrator(write);
  tell.chapter("A list repository on a GitHub of its own, and the server that keeps it");
  const sources = online === undefined ? await startDemoSources() : connectRealSources(online);
  const scene = await startScene(list, sources, tell);
  const { stage } = scene;
  try {
    await stage.settle();
    stage.takeRequests();
    const where = `${stage.github.url} has ${stage.route.owner}/${stage.route.repo} with ${list.papers.length} papers`;
    tell.fact(online ? `${where}; papers are looked up in the real services` : `${where}; nothing leaves this machine`);
    const reachable = online === undefined || (await isReachable(scene));
    const wrong = reachable ? await play(scene, list) : await playPending(scene);
    const end = wrong.length > 0 ? "wrong" : reachable ? "good" : "unreachable";
    tell.chapter(endings[end]);
    for (const line of wrong) tell.fact(line);
    if (keepUntil !== undefined) {
      write(await printHowToPlay(stage));
      await keepUntil();
    }
    return end;
  } finally {
    await stage.close();
    await sources.close();
  }
}

/** Whether the real services know the story's paper now; tells which of them do not answer. */
async function isReachable({ sources, tell }: Scene): Promise<boolean> {
  const [answer] = await sources.metadata.lookUp([
    { kind: "identifier", identifier: { kind: "arxiv", value: hiRobot.arxiv.id } },
  ]);
  for (const { source, detail } of answer?.failures ?? []) {
    tell.fact(`${sourceTitles[source]} does not answer: ${detail}`);
  }
  return answer?.outcome === "found";
}

/** What is wrong at the end; empty when nothing is. */
async function play(scene: Scene, list: List): Promise<readonly string[]> {
  const first = await pasteLink(scene);
  const proposed = await chooseCategory(scene, first.issue);
  if (proposed === undefined) return ["there is no pull request"];
  const merged = await merge(scene, proposed.pull);
  const again = await suggestAgain(scene);
  const waited = scene.sources.takeDown && (await suggestWhileDown(scene, scene.sources.takeDown));
  return checkEnd(scene, { list, ...first, ...proposed, ...merged, again, waited });
}

async function pasteLink(scene: Scene) {
  const { stage, tell } = scene;
  tell.chapter("1. Rosa pastes a link, and nothing else");
  const issue = await scene.suggest("Hi Robot", link);
  tell.act(people.suggester, `opens issue #${issue}: ${link}`);
  await stage.settle();
  const requests = stage.takeRequests().length;
  const labels = (await stage.labels(issue)).join(", ");
  tell.act("the bot", `looks it up, answers, with ${requests} requests to GitHub, and labels it ${labels}`);
  const [paper] = scene.seen.get(issue)?.papers ?? [];
  tell.quote(await scene.ourComment(issue), 20);
  return { issue, firstLook: paper };
}

async function chooseCategory(scene: Scene, issue: number) {
  const { stage, tell } = scene;
  tell.chapter("2. She chooses a category, and the bot opens a pull request");
  const asked = `/category ${category}`;
  await scene.comment(issue, asked);
  tell.act(people.suggester, `comments ${asked}`);
  await stage.settle();
  const toPullRequest = scene.requestsUntil("POST", /\/pulls$/);
  const pull = (await stage.as(people.maintainer).rest.pulls.list({ ...stage.route, state: "open" })).data[0];
  if (pull === undefined) return undefined;
  tell.act(
    "the bot",
    `opens pull request #${pull.number}: ${pull.title} (${toPullRequest} requests), and edits its comment. It says there`,
  );
  tell.quote(pull.body ?? "");
  tell.fact("list.json, on the bot's branch:");
  tell.diff(patch("list.json", await scene.read("list.json"), await scene.read("list.json", pull.head.ref)));
  return { toPullRequest, pull: pull.number, pullBody: pull.body ?? "" };
}

async function merge(scene: Scene, pull: number) {
  const { stage, tell } = scene;
  tell.chapter("3. Mina merges it, and README follows");
  const before = await scene.read("README.md");
  const mergedAt = performance.now();
  await stage.as(people.maintainer).rest.pulls.merge({ ...stage.route, pull_number: pull });
  tell.act(people.maintainer, `merges #${pull}`);
  await stage.settle();
  const toReadme = scene.requestsUntil("PATCH", /\/git\/refs\/heads/);
  const seconds = ((performance.now() - mergedAt) / 1000).toFixed(1);
  tell.act(
    "the bot",
    `regenerates the outputs, ${seconds} s after the merge (it gathers merges for 1 s), with ${toReadme} requests`,
  );
  tell.fact("README.md, on main:");
  const readme = await scene.read("README.md");
  tell.diff(patch("README.md", before, readme));
  return { readme, toReadme };
}

async function suggestAgain(scene: Scene): Promise<number> {
  const { stage, tell, sources } = scene;
  tell.chapter("4. Somebody suggests the same paper again, under another name");
  // Nothing in a forum's address tells which paper it is, but not all real services can be counted on to say it.
  const other =
    sources.takeDown === undefined
      ? `https://www.alphaxiv.org/pdf/${hiRobot.arxiv.id}v2`
      : `https://openreview.net/forum?id=${hiRobot.openreview.forum}`;
  const issue = await scene.suggest("A paper about robots", other);
  tell.act(people.suggester, `opens issue #${issue} with nothing but ${other}`);
  await stage.settle();
  tell.act("the bot", "knows it");
  tell.quote(await scene.ourComment(issue));
  return issue;
}

async function suggestWhileDown(scene: Scene, takeDown: () => () => void) {
  const { stage, tell } = scene;
  tell.chapter("5. The services are down, and a suggestion waits for them");
  const bringBack = takeDown();
  const issue = await scene.suggest("Code as Policies", `https://arxiv.org/abs/${codeAsPolicies.arxiv.id}`);
  await scene.comment(issue, `/category ${category}`);
  tell.act(people.suggester, `opens issue #${issue} with a link, and comments /category ${category}`);
  const said = await until(async () => (await scene.ourComment(issue)) || undefined);
  const waitedFor = scene.seen.get(issue)?.papers[0]?.waitingFor ?? [];
  tell.act("the bot", "says");
  tell.quote(said, 6);
  bringBack();
  tell.fact("the services are back, and the clock is put forward by the minute for which they asked to be left alone");
  const pulls = stage.as(people.maintainer).rest.pulls;
  const pull = await until(async () => (await pulls.list({ ...stage.route, state: "open" })).data[0]);
  await stage.settle();
  tell.act("the bot", `asks again by itself, and opens pull request #${pull.number}: ${pull.title}`);
  return { issue, waitedFor, pullTitle: pull.title };
}

/** What a suggestion is told where the real services cannot be reached. */
async function playPending(scene: Scene): Promise<readonly string[]> {
  const { stage, tell } = scene;
  tell.chapter("1. Rosa pastes a link, and the services cannot be reached from here");
  const issue = await scene.suggest("Hi Robot", link);
  tell.act(people.suggester, `opens issue #${issue}: ${link}`);
  const said = await until(async () => (await scene.ourComment(issue)) || undefined);
  tell.act("the bot", `holds it as pending, and labels it ${(await stage.labels(issue)).join(", ")}`);
  tell.quote(said);
  const waits = (scene.seen.get(issue)?.papers[0]?.waitingFor ?? []).length > 0;
  return waits ? [] : ["not so: the suggestion waits for the services"];
}

function patch(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, "", "", { context: 1 })
    .split("\n")
    .slice(3)
    .join("\n")
    .trimEnd();
}
