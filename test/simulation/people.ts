import { printList, parseList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import { proposalBranch } from "../../src/intake/names.ts";
import type { PaperFieldName } from "../../src/list/paper-fields.ts";
import { form, list as firstList } from "../support/suggestion.ts";
import type { ModelGithub } from "./model-github.ts";
import type { ListAct, Story, SuggestionAct } from "./schedule.ts";

/** One story as far as it has gone. */
export interface Telling {
  readonly story: Story;
  /** Its place among the stories: each is about a paper of its own. */
  readonly place: number;
  /** Number of the issue, once there is one. */
  issue: number | undefined;
  /** Acts that are done or could not be. */
  done: number;
}

export const readme =
  "# Mine\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n\nMy own words.\n";

export const firstFiles = {
  "list.json": printList(firstList),
  "README.md": readme,
  ".github/awesome-papers.yml": "regenerateAfter: 20\n",
} as const;

const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];

/** What list.json holds; nothing while it is broken. */
export function papersOf(github: ModelGithub): List["papers"] {
  const list = parseList(github.file("list.json") ?? "");
  return list.ok ? list.value.papers : [];
}

/** The answers to the form for the paper of this story. */
export function answersOf(place: number): Partial<Record<PaperFieldName, string>> & { readonly title: string } {
  return {
    title: `${names[place] ?? "Omega"}: Robots That Read Papers, Volume ${place + 1}`,
    links: `https://arxiv.org/abs/2406.0${1000 + place}`,
    categories: "models/large",
  };
}

/** Does the next act of a story; false where GitHub or the state of things does not let anybody. */
export async function act(github: ModelGithub, telling: Telling): Promise<boolean> {
  try {
    const { story, done } = telling;
    if (story.kind === "list") await actOnList(github, telling.place, story.acts[done]);
    else await actOnSuggestion(github, telling, story.acts[done]);
    return true;
  } catch (error) {
    if (error instanceof CannotNow || /: (?:403|404|405|409|422) /.test(String(error))) return false;
    throw error;
  }
}

class CannotNow extends Error {}

async function actOnSuggestion(github: ModelGithub, telling: Telling, what: SuggestionAct | undefined): Promise<void> {
  const { place, issue } = telling;
  const answers = answersOf(place);
  const { categories: _, ...lacking } = answers;
  if (what === "suggest" || what === "suggest without category") {
    const body = form(what === "suggest" ? answers : lacking);
    const made = await github.as("suggester", "POST", "issues", { title: "Suggest a paper", body });
    telling.issue = (made as { readonly number: number }).number;
    return;
  }
  if (issue === undefined) throw new CannotNow();
  const say = async (login: string, body: string): Promise<void> =>
    void (await github.as(login, "POST", `issues/${issue}/comments`, { body }));
  const change = async (login: string, patch: object): Promise<void> =>
    void (await github.as(login, "PATCH", `issues/${issue}`, patch));
  switch (what) {
    case "set category":
      return say("suggester", "/category models/small");
    case "edit":
      return change("suggester", { body: form({ ...answers, categories: "data" }) });
    case "retitle":
      return say("suggester", `/set title ${answers.title} (Extended)`);
    case "chat":
      return say("stranger", "What a nice paper, and what a shame that I cannot /approve it.");
    case "approve":
      return say("maintainer", "/approve");
    case "reject":
      return say("maintainer", "/reject It is not about robots.");
    case "close":
      return change("suggester", { state: "closed" });
    case "reopen":
      return change("suggester", { state: "open" });
    case "merge":
      return void (await github.as("maintainer", "PUT", `pulls/${openPull(github, issue)}/merge`, {}));
    case "close the pull request":
      return void (await github.as("maintainer", "PATCH", `pulls/${openPull(github, issue)}`, { state: "closed" }));
    case "delete the branch":
      openPull(github, issue);
      return void (await github.as("maintainer", "DELETE", `git/refs/heads/${proposalBranch(issue)}`));
    case undefined:
      throw new CannotNow();
  }
}

function openPull(github: ModelGithub, issue: number): number {
  const pulls = [...github.repository.pulls.values()];
  const pull = pulls.find(({ headRef, state }) => headRef === proposalBranch(issue) && state === "open");
  if (pull === undefined) throw new CannotNow();
  return pull.number;
}

async function actOnList(github: ModelGithub, place: number, what: ListAct | undefined): Promise<void> {
  const text = github.file("list.json") ?? "";
  const list = parseList(text);
  switch (what) {
    case "add a paper":
      if (!list.ok) throw new CannotNow();
      return write(github, "list.json", printList({ ...list.value, papers: [...list.value.papers, byHand(place)] }));
    case "break the list":
      return write(github, "list.json", `oops ${text}`);
    case "mend the list":
      if (!text.startsWith("oops ")) throw new CannotNow();
      return write(github, "list.json", text.slice(5));
    case "write around the region":
      return write(github, "README.md", `${github.file("README.md") ?? ""}\nAnd more of mine, part ${place}.\n`);
    case undefined:
      throw new CannotNow();
  }
}

/** A paper that a maintainer writes into the list. */
export function byHand(place: number): List["papers"][number] {
  return {
    id: `written-by-hand-${place}`,
    title: `Written by Hand, Volume ${place}`,
    date: "2023-02",
    identifiers: { arxiv: `2302.0${1000 + place}` },
    categories: ["data"],
    links: [{ kind: "paper", url: `https://arxiv.org/abs/2302.0${1000 + place}` }],
  };
}

async function write(github: ModelGithub, path: string, text: string): Promise<void> {
  const present = await github.as("maintainer", "GET", `contents/${path}`);
  const { sha } = present as { readonly sha: string };
  const content = Buffer.from(text).toString("base64");
  await github.as("maintainer", "PUT", `contents/${path}`, { message: `Write ${path}`, content, sha });
}
