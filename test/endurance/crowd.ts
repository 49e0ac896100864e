import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "octokit";
import { parseList, printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { parseProposalBranch } from "../../src/intake/names.ts";
import type { LocalGithub } from "../../src/local-github/start.ts";
import { form } from "../support/suggestion.ts";

/** What people asked for in one issue, and so what must have become of it. */
export interface Asked {
  readonly repo: string;
  readonly issue: number;
  readonly arxiv: string;
  /** Each title that it had, the newest last; the first may be missing. */
  readonly titles: string[];
  category: string;
  kind: "incomplete" | "complete" | "duplicate" | "rejected";
  /** A maintainer has approved it, or merged its pull request: from then on nobody changes it. */
  decided?: "approved" | "merged";
}

export interface Crowd {
  readonly asked: readonly Asked[];
  /** What maintainers wrote into list.json themselves. */
  readonly pushed: readonly { readonly repo: string; readonly arxiv: string }[];
  /** Somebody does something, somewhere, a moment later somebody else, until it is aborted. */
  act(until: AbortSignal): Promise<void>;
  /** A maintainer approves again what our comment did not show yet when it was approved. */
  approveAgain(one: Asked): Promise<void>;
}

export const owner = "lab";
export const people = { maintainer: "maintain", suggester: "none" } as const;

export interface CrowdOptions {
  readonly github: LocalGithub;
  readonly repositories: readonly string[];
  /** From 0 up to 1. */
  readonly random: () => number;
  /** As many suggestions wait at a time; with more of them maintainers decide first. */
  readonly mostOpen: number;
}

/** People who use lists all at once: they suggest, correct, approve, reject, merge, and write into list.json. */
export function createCrowd({ github, repositories, random, mostOpen }: CrowdOptions): Crowd {
  const suggester = as(github, "suggester");
  const maintainer = as(github, "maintainer");
  const asked: Asked[] = [];
  const pushed: { repo: string; arxiv: string }[] = [];
  let papers = 0;

  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const pickOpen = (kind: Asked["kind"]): Asked | undefined =>
    pick(asked.filter((one) => one.kind === kind && one.decided === undefined));
  const route = (repo: string): { owner: string; repo: string } => ({ owner, repo });

  function nextPaper(): { readonly arxiv: string; readonly title: string } {
    papers += 1;
    return { arxiv: `24${String((papers % 12) + 1).padStart(2, "0")}.${10_000 + papers}`, title: inventTitle() };
  }

  /** Words that nobody takes for those of another paper. */
  function inventTitle(): string {
    const syllables = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split(" ");
    const word = (): string => Array.from({ length: 4 }, () => pick(syllables)).join("");
    const words = Array.from({ length: 5 }, word);
    return words.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join(" ");
  }

  async function suggest(kind: "incomplete" | "complete" | "duplicate"): Promise<void> {
    const repo = pick(repositories) ?? "";
    const paper =
      kind === "duplicate"
        ? { arxiv: "2405.12213", title: "Octo: An Open-Source Generalist Robot Policy" }
        : nextPaper();
    const titles = kind === "incomplete" ? [] : [paper.title];
    const category = "models/large";
    const { data } = await suggester.rest.issues.create({
      ...route(repo),
      title: "Suggest a paper",
      body: printBody({ arxiv: paper.arxiv, titles, category }),
    });
    asked.push({ repo, issue: data.number, arxiv: paper.arxiv, titles, category, kind });
  }

  async function retitle(one: Asked | undefined): Promise<void> {
    if (one === undefined) return suggest("incomplete");
    one.titles.push(inventTitle());
    one.kind = "complete";
    // The category of the form stays: a command has set another.
    await suggester.rest.issues.update({
      ...route(one.repo),
      issue_number: one.issue,
      body: printBody({ ...one, category: "models/large" }),
    });
  }

  async function say(by: Octokit, one: Asked, body: string): Promise<void> {
    await by.rest.issues.createComment({ ...route(one.repo), issue_number: one.issue, body });
  }

  async function recategorize(): Promise<void> {
    const one = pickOpen("complete");
    if (one === undefined) return;
    one.category = one.category === "data" ? "models/small" : "data";
    await say(suggester, one, `/category ${one.category}`);
  }

  async function approve(): Promise<void> {
    const one = pickOpen("complete");
    if (one === undefined) return suggest("complete");
    one.decided = "approved";
    await say(maintainer, one, "/approve");
  }

  async function reject(): Promise<void> {
    const one = pickOpen("complete");
    if (one === undefined) return;
    one.kind = "rejected";
    await say(maintainer, one, "/reject Not about these things.");
  }

  /** By the button; GitHub refuses it where the base moved under it. */
  async function merge(): Promise<void> {
    const repo = pick(repositories) ?? "";
    const { data } = await maintainer.rest.pulls.list({ ...route(repo), state: "open", per_page: 100 });
    const found = data.flatMap(({ number, head }) => {
      const one = asked.find(({ issue, repo: where }) => where === repo && issue === parseProposalBranch(head.ref));
      return one?.kind === "complete" && one.decided === undefined ? [{ number, one }] : [];
    });
    const chosen = pick(found);
    if (chosen === undefined) return suggest("complete");
    chosen.one.decided = "merged";
    try {
      await maintainer.rest.pulls.merge({ ...route(repo), pull_number: chosen.number });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      delete chosen.one.decided;
    }
  }

  async function push(): Promise<void> {
    const repo = pick(repositories) ?? "";
    const file = { ...route(repo), path: "list.json" };
    const { data } = await maintainer.rest.repos.getContent(file);
    if (!("content" in data)) throw new Error("list.json is no file");
    const list = readList(data.content);
    const { arxiv, title } = nextPaper();
    const paper: Paper = {
      id: title.toLowerCase().replaceAll(" ", "-"),
      title,
      date: "2024-01",
      identifiers: { arxiv },
      categories: ["data"],
      links: [{ kind: "paper", url: `https://arxiv.org/abs/${arxiv}` }],
    };
    const content = Buffer.from(printList({ ...list, papers: [...list.papers, paper] })).toString("base64");
    try {
      await maintainer.rest.repos.createOrUpdateFileContents({ ...file, message: "Add one", content, sha: data.sha });
      pushed.push({ repo, arxiv });
    } catch (error) {
      // Somebody was faster.
      if (!isRefusal(error)) throw error;
    }
  }

  const deeds: readonly (readonly [weight: number, deed: () => Promise<void>])[] = [
    [4, approve],
    [4, merge],
    [2, () => retitle(pickOpen("incomplete"))],
    [1, () => retitle(pickOpen("complete"))],
    [2, recategorize],
    [1, reject],
    [1, push],
    [8, () => suggest("complete")],
    [2, () => suggest("incomplete")],
    [1, () => suggest("duplicate")],
  ];

  async function actOnce(): Promise<void> {
    const isFull = asked.filter(({ kind, decided }) => kind !== "rejected" && decided === undefined).length >= mostOpen;
    const possible = isFull ? deeds.slice(0, 7) : deeds;
    let left = random() * possible.reduce((sum, [weight]) => sum + weight, 0);
    const chosen = possible.find(([weight]) => (left -= weight) < 0);
    await chosen?.[1]();
  }

  return {
    asked,
    pushed,
    async act(until) {
      while (!until.aborted) {
        await actOnce();
        await sleep(random() * 500);
      }
    },
    approveAgain: (one) => say(maintainer, one, "/approve"),
  };
}

export function as(github: LocalGithub, login: string): Octokit {
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const off = { enabled: false };
  return new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: off, retry: off, log });
}

/** @param content in base64 */
export function readList(content: string): List {
  const parsed = parseList(Buffer.from(content, "base64").toString("utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function printBody({ arxiv, titles, category }: Pick<Asked, "arxiv" | "titles" | "category">): string {
  const title = titles.at(-1);
  return form({ ...(title !== undefined && { title }), links: `https://arxiv.org/abs/${arxiv}`, categories: category });
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && "status" in error && [405, 409, 422].includes(Number(error.status));
}

function silent(): void {
  // A refusal is the answer to what was asked.
}
