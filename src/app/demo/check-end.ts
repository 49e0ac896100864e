import type { SuggestedPaper } from "../../intake/suggestion.ts";
import { parseList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { codeAsPolicies, hiRobot } from "./demo-papers.ts";
import { people } from "./list-stage.ts";
import type { Scene } from "./scene.ts";

/** What the story has come to. */
export interface DemoFacts {
  /** As it was at the beginning. */
  readonly list: List;
  readonly issue: number;
  /** What the bot made of the pasted link. */
  readonly firstLook: SuggestedPaper | undefined;
  readonly pullBody: string;
  readonly toPullRequest: number;
  readonly readme: string;
  readonly toReadme: number;
  /** The issue that names the same paper. */
  readonly again: number;
  /** Undefined where the services are not ours to take down. */
  readonly waited:
    | { readonly issue: number; readonly waitedFor: readonly string[]; readonly pullTitle: string }
    | undefined;
}

/** Budgets of the loop, in requests to GitHub; tokens left out. */
const budget = { toPullRequest: 10, toReadme: 9 } as const;

/** What is not as it should be, a line each. */
export async function checkEnd(scene: Scene, end: DemoFacts): Promise<readonly string[]> {
  const { stage } = scene;
  const { list, issue, firstLook, readme, again, waited } = end;
  const client = stage.as(people.owner);
  const now = parseList(await scene.read("list.json"));
  const papers = now.ok ? now.value.papers : [];
  const ids = papers.map(({ id }) => id);
  const added = papers.find(({ identifiers }) => identifiers?.arxiv === hiRobot.arxiv.id);
  const { data: closed } = await client.rest.issues.get({ ...stage.route, issue_number: issue });
  const { data: open } = await client.rest.pulls.list({ ...stage.route, state: "open" });
  const state = firstLook?.state.kind === "incomplete" ? firstLook.state : undefined;
  const missing = state?.problems.map(({ field }) => field).join();
  const checks: readonly (readonly [boolean, string])[] = [
    [missing === "categories", "the link alone leaves only the category to say"],
    [state?.categories?.length === 3, "the three likeliest categories are named"],
    [
      end.pullBody.includes(`(https://arxiv.org/abs/${hiRobot.arxiv.id})`),
      "the pull request says where it was looked up",
    ],
    [added !== undefined && ids.length === list.papers.length + 1, "list.json has one paper more, and it is this one"],
    [list.papers.every(({ id }) => ids.includes(id)), "list.json has every paper it had before"],
    [added?.title === hiRobot.title, "it has its title"],
    [added?.authors?.length === hiRobot.authors.length, "it has all its authors"],
    [added?.abstract !== undefined && added.date !== undefined, "it has an abstract and a date"],
    [readme.includes("Hi Robot: Open-Ended Instruction Following"), "README.md has the paper's line"],
    [readme.includes("A README of our own."), "README.md has kept what is not ours"],
    [closed.state === "closed", "the issue is closed"],
    [(await stage.labels(issue)).join() === "paper: accepted", "the issue is labelled paper: accepted"],
    [(await stage.labels(again)).join() === "paper: duplicate", "the second issue is labelled paper: duplicate"],
    [end.toPullRequest <= budget.toPullRequest, `at most ${budget.toPullRequest} requests to the pull request`],
    [end.toReadme <= budget.toReadme, `at most ${budget.toReadme} requests to the regenerated README`],
    [
      open.map(({ title }) => title).join() === (waited?.pullTitle ?? ""),
      "no pull request is open but that of the suggestion that waited",
    ],
    [waited === undefined || waited.waitedFor.length > 0, "it was said which services are waited for"],
    [
      waited === undefined ||
        (await scene.read("list.json", `awesome-papers/issue-${waited.issue}`)).includes(codeAsPolicies.title),
      "the suggestion that waited was finished with what was looked up",
    ],
  ];
  return checks.flatMap(([holds, what]) => (holds ? [] : [`not so: ${what}`]));
}
