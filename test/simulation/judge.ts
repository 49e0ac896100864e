import { isDeepStrictEqual } from "node:util";
import { readPackagedTemplates } from "../../src/app/packaged-templates.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import { parseList, printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import { runTemplateJob } from "../../src/render/template-job.ts";
import { isAncestor } from "../../src/local-github/git-history.ts";
import { list as firstList } from "../support/suggestion.ts";
import { byHand, papersOf, type Telling } from "./people.ts";
import type { Outcome, Undisturbed } from "./play.ts";
import type { Schedule } from "./schedule.ts";
import type { SuggestionView } from "./view.ts";

/** What is wrong at the end of a schedule; empty where it ended as it must. */
export async function judge(
  schedule: Schedule,
  undisturbed: readonly Undisturbed[],
  outcome: Outcome,
): Promise<readonly string[]> {
  const { world, tellings, views, restless } = outcome;
  const wrong = [...world.bugs, ...(await judgeList(outcome))];
  if (restless > 0) wrong.push(`A sweep with nothing to do wrote ${restless} times.`);
  for (const telling of tellings) {
    const view = views[telling.place];
    if (view !== undefined) wrong.push(...judgeSuggestion(telling, view, papersOf(world.github)));
    const alone = undisturbed[telling.place];
    if (alone !== undefined) wrong.push(...compare(telling, alone, view));
  }
  if (!schedule.patient) return wrong;
  const should = undisturbed.flatMap(({ papers }) => papers);
  const text = printList({ ...firstList, papers: [...new Map(should.map((paper) => [paper.id, paper])).values()] });
  if (world.github.file("list.json") !== text)
    wrong.push(`list.json is\n${world.github.file("list.json")}\ninstead of\n${text}`);
  return wrong;
}

function compare(
  { place, story, done }: Telling,
  { views }: Undisturbed,
  view: SuggestionView | undefined,
): readonly string[] {
  const next = story.acts[done];
  const ends = [view, views[done]].map(withoutPassingWords);
  if (next === undefined && isDeepStrictEqual(ends[0], ends[1])) return [];
  const [is, should] = ends.map((one) => JSON.stringify(one, undefined, 1));
  return [
    `Story ${place} ${next === undefined ? "ends" : `waits in vain to ${next}`} with\n${is}\ninstead of\n${should}`,
  ];
}

/** Once it is merged nobody reads the comment again: that it could not be merged for a moment may stand there for ever. */
function withoutPassingWords(view: SuggestionView | undefined): SuggestionView | undefined {
  if (view?.pulls.some(({ state }) => state === "merged") !== true) return view;
  return { ...view, comments: view.comments.map(() => ({ words: "", hash: undefined })) };
}

/** What holds however people raced. */
function judgeSuggestion({ place, story }: Telling, view: SuggestionView, papers: List["papers"]): readonly string[] {
  const wrong: string[] = [];
  const arxiv = `2406.0${1000 + place}`;
  const merged = view.pulls.filter(({ state }) => state === "merged").length;
  const open = view.pulls.filter(({ state }) => state === "open").length;
  const listed = papers.filter(({ identifiers }) => identifiers?.arxiv === arxiv).length;
  const labels = view.labels.filter((name) => name.startsWith("paper: "));
  const say = (what: string): void => void wrong.push(`Story ${place}: ${what}\n${JSON.stringify(view, undefined, 1)}`);
  // What is merged or closed at once needs no answer.
  const needed = view.state.startsWith("open") ? 1 : 0;
  if (view.comments.length > 1 || view.comments.length < needed) say(`${view.comments.length} comments of ours`);
  if (open > 1) say(`${open} open pull requests`);
  if (merged > 1) say(`${merged} merged pull requests`);
  if (listed !== merged) say(`${listed} times in the list, and ${merged} merged`);
  if (merged > 0 && !story.acts.some((act) => act === "approve" || act === "merge")) say("merged by nobody's wish");
  // Who withdraws it takes it out of everybody's way.
  if (labels.length !== (view.state.startsWith("closed") && merged === 0 && labels[0] === undefined ? 0 : 1))
    say("not one label");
  if ((labels[0] === "paper: accepted") !== merged > 0) say("a wrong label");
  if (open > 0 && view.state.startsWith("closed")) say("a pull request of a closed issue");
  if (open > 0 && !view.hasBranch) say("a pull request without its branch");
  if (merged > 0 && view.hasBranch) say("a branch that is merged");
  return wrong;
}

async function judgeList({ world, tellings }: Outcome): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { github } = world;
  const text = github.file("list.json") ?? "";
  const list = parseList(text);
  const acts = tellings.flatMap(({ story }): readonly string[] => (story.kind === "list" ? story.acts : []));
  if (!list.ok) return acts.includes("break the list") ? [] : [`list.json is broken:\n${text}`];
  const ids = list.value.papers.map(({ identifiers }) => identifiers?.arxiv ?? "");
  const known = new Set([
    "2405.12213",
    ...tellings.flatMap(({ place }) => [`2406.0${1000 + place}`, byHand(place).identifiers?.arxiv]),
  ]);
  for (const id of ids) if (!known.has(id)) wrong.push(`Nobody knows paper ${id}.`);
  if (new Set(ids).size < ids.length) wrong.push(`Papers are there twice: ${ids.join(", ")}`);
  const readme = github.file("README.md") ?? "";
  const rendered = await runTemplateJob({
    kind: "outputs",
    list: list.value,
    configuration: defaultConfiguration,
    templates: readPackagedTemplates(),
    files: new Map([["README.md", readme]]),
  });
  const should = rendered.ok ? rendered.value.files.find(({ path }) => path === "README.md")?.text : undefined;
  if (should !== readme) wrong.push(`README.md is not what list.json renders to:\n${readme}`);
  const head = github.repository.refs.get("refs/heads/main") ?? "";
  for (const [sha, { author, message }] of github.world.objects.commits) {
    if (author.name !== "maintainer" || message.startsWith("Merge")) continue;
    if (!isAncestor(github.world.objects, sha, head)) wrong.push(`The maintainer's commit "${message}" is lost.`);
  }
  return wrong;
}
