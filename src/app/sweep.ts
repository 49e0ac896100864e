import type { Probot } from "probot";
import { applyCloseIssue } from "../github/apply-close.ts";
import type { GithubClient } from "../github/client.ts";
import { listClosedIssues, listOpenIssues, type OpenIssue } from "../github/list-open.ts";
import { listRepositories } from "../github/list-repositories.ts";
import { prepareOctokit } from "../github/prepare-octokit.ts";
import { findAlarm } from "../github/read-alarms.ts";
import { readBase, type ReadBase } from "../github/read-base.ts";
import { forgetPullThread } from "../github/read-pull-thread.ts";
import { memoryOf } from "../github/repository-memory.ts";
import type { SuggestionMemory } from "../github/suggestion-memory.ts";
import type { KnownSuggestion } from "../intake/elsewhere.ts";
import { knownByWords, knownPull } from "../intake/known-suggestion.ts";
import { labels } from "../intake/names.ts";
import { fewestListed, isDashboard } from "../intake/plan-dashboard.ts";
import { isCandidate } from "../intake/recognise-issue.ts";
import type { Issue, Person, RepositoryRef, Subject } from "../intake/snapshot.ts";
import type { Clients } from "./clients.ts";
import { inOrderOfTurns, turnsIn, type Round } from "./turns.ts";

/**
 * A sweep looks at every list once: what happened while we were not there is only late, not lost. Each step is a job of
 * its own, so that one installation or repository that fails is tried again by itself, and the others are not held up.
 * Without a `round` it begins at once, as at the start; else each list has its turn in the round.
 */
export type SweepStep =
  | { readonly kind: "sweep"; readonly round?: Round }
  | { readonly kind: "installation"; readonly installationId: number; readonly round?: Round }
  | { readonly kind: "repository"; readonly installationId: number; readonly repository: RepositoryRef };

export interface SweepTools {
  readonly probot: Probot;
  readonly clients: Clients;
  readonly packaged: ReadonlyMap<string, string>;
  /** Not before `at`, in milliseconds since 1970; without one when there is room for it. */
  readonly later: (step: SweepStep, at?: number) => Promise<void>;
  readonly look: (installationId: number, subject: Subject) => Promise<void>;
  /** Sees to what else is to be seen to at a list, with its open issues. */
  readonly tendList?: (step: RepositoryStep, read: ReadBase, open: readonly OpenIssue[]) => Promise<void>;
}

export type RepositoryStep = SweepStep & { readonly kind: "repository" };

/** Milliseconds: a webhook that was lost is made up for within the hour. */
export const sweepEvery = 3_600_000;
/** In a round: some six requests for each list of each, which must leave time for what people do. */
const mostInstallations = 10_000;
/** Of one installation in a round, which has 5,000 requests an hour at least. */
const mostRepositories = 1_000;

/** Repositories without a list cost one request each. */
export async function doSweepStep(tools: SweepTools, step: SweepStep): Promise<void> {
  const { probot, clients, packaged, later, look } = tools;
  if (step.kind === "sweep") {
    const due = turnsOf(await listInstallations(probot), step.round, mostInstallations);
    for (let first = 0; first < due.length; first += 100) {
      const some = due.slice(first, first + 100);
      await Promise.all(
        some.map(({ one: { id }, at }) => {
          const round = step.round !== undefined && at !== undefined && { round: { ...step.round, at } };
          return later({ kind: "installation", installationId: id, ...round }, at);
        }),
      );
    }
    return;
  }
  const { installationId } = step;
  const client = await clients.of(installationId);
  if (step.kind === "installation") {
    const due = turnsOf(await listRepositories(client), step.round, mostRepositories);
    await Promise.all(due.map(({ one, at }) => later({ kind: "repository", installationId, repository: one }, at)));
    return;
  }
  const { repository } = step;
  const read = await readBase(client, repository, packaged);
  if (read === undefined) return;
  let subjects: readonly Subject[] = [{ kind: "branch", repository }];
  try {
    const open = await listSuggestions(client, repository);
    subjects = subjectsOf(client, repository, open);
    await closeDoubles(client, repository, open);
    await tools.tendList?.(step, read, open);
  } finally {
    // The default branch also where the issues are out of our reach.
    await Promise.all(subjects.map((subject) => look(installationId, subject)));
  }
}

/** Without a round all, as soon as there is room for them. */
function turnsOf<T extends { readonly id: number }>(
  all: readonly T[],
  round: Round | undefined,
  most: number,
): readonly { readonly one: T; readonly at?: number }[] {
  if (round !== undefined) return turnsIn(all, round, most);
  return inOrderOfTurns(all, Date.now(), sweepEvery, most).map((one) => ({ one }));
}

function subjectsOf(client: GithubClient, repository: RepositoryRef, open: readonly OpenIssue[]): readonly Subject[] {
  const isAlarmed = open.some(({ issue }) => findAlarm(client, issue)?.about === "heartbeat");
  const subjects: Subject[] = [{ kind: "branch", repository, ...(isAlarmed && { alarm: true }) }];
  for (const { issue, comments, isPull } of open)
    if (isPull && issue.author.id === client.self.id) forgetPullThread(client, repository, issue.number, comments);
  const [dashboard] = dashboardsOf(client, open);
  if (dashboard !== undefined) memoryOf(client.memory, repository).dashboard = dashboard;
  const proposals = open.filter(({ issue, isPull }) => isPull && issue.author.id === client.self.id);
  // It may be due without one server having seen all that is ready.
  if (dashboard !== undefined || (!client.isSole && proposals.length >= fewestListed))
    subjects.push({ kind: "dashboard", repository });
  for (const one of open) {
    const { number, author } = one.issue;
    if (mayBeOurs(one)) subjects.push({ kind: "issue", repository, number });
    else if (one.isPull && author.type !== "Bot") subjects.push({ kind: "pull", repository, number });
  }
  return subjects;
}

/** Issues of ours for our list of what is ready, the oldest first. */
function dashboardsOf(client: GithubClient, open: readonly OpenIssue[]): readonly number[] {
  const ours = open.filter(({ issue }) => issue.author.id === client.self.id && isDashboard(issue));
  return ours.map(({ issue }) => issue.number).toSorted((a, b) => a - b);
}

/** A write that came late may have left a second one. */
async function closeDoubles(
  client: GithubClient,
  repository: RepositoryRef,
  open: readonly OpenIssue[],
): Promise<void> {
  for (const double of dashboardsOf(client, open).slice(1))
    await applyCloseIssue(client, repository, double, "not_planned");
}

/** Everything that is open, and what is put down of it for those that are of the same papers. */
export async function listSuggestions(client: GithubClient, repository: RepositoryRef): Promise<readonly OpenIssue[]> {
  const open = await listOpenIssues(client, repository);
  const refused = await listClosedIssues(client, repository, labels.rejected.name);
  fillMemory(memoryOf(client.memory, repository).suggestions, open, refused, client.self);
  return open;
}

/** What a look has found out itself is better than what a listing shows. */
function fillMemory(
  memory: SuggestionMemory,
  open: readonly OpenIssue[],
  refused: readonly Issue[],
  self: Person,
): void {
  // Which suggestion goes before which depends on its pull request; the title of ours ends with the issue's number.
  const pulls = open.filter(({ issue, isPull }) => isPull && issue.author.id === self.id);
  const proposed = new Set(pulls.map(({ issue }) => Number(/\(#(\d+)\)$/.exec(issue.title)?.[1])));
  for (const { issue, isPull } of open) {
    const known = isPull
      ? knownOfPull(issue)
      : mayBeOurs({ issue, comments: 0, isPull })
        ? knownByWords(issue)
        : undefined;
    const present = memory.known.get(issue.number)?.kind;
    const seen = present === "open" || present === "pull" || memory.giveWay.has(issue.number);
    if (known === undefined || seen) continue;
    const papers = known.papers.map((paper) => ({ ...paper, proposed: proposed.has(issue.number) }));
    memory.known.set(issue.number, { ...known, papers });
  }
  for (const issue of refused) {
    const known = memory.confirmed.has(issue.number) ? undefined : knownByWords(issue);
    if (known !== undefined) memory.known.set(issue.number, { ...known, kind: "refused" });
  }
  const numbers = new Set(open.map(({ issue }) => issue.number));
  for (const [number, { kind }] of memory.known)
    if (kind !== "refused" && !numbers.has(number)) memory.known.delete(number);
  memory.complete = true;
}

/** Our own are known by their issues. */
function knownOfPull(pull: Issue): KnownSuggestion | undefined {
  return pull.author.type === "Bot" ? undefined : knownPull(pull);
}

/** Whether an open issue can be a suggestion, as far as a listing tells: a command in a comment makes any person's one. */
export function mayBeOurs({ issue, comments, isPull }: OpenIssue): boolean {
  return !isPull && issue.author.type !== "Bot" && (comments > 0 || isCandidate(issue));
}

/** One key a step, so that a sweep that is not over yet is not doubled by the next. */
export function sweepKey(step: SweepStep): string {
  switch (step.kind) {
    case "sweep":
      return "sweep";
    case "installation":
      return `sweep installation ${step.installationId}`;
    case "repository":
      return `sweep repository ${step.repository.id}`;
  }
}

/** Those that are not suspended. https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app */
async function listInstallations(probot: Probot): Promise<readonly { readonly id: number }[]> {
  const app = prepareOctokit(await probot.auth());
  const found: { readonly id: number }[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await app.request("GET /app/installations", { per_page: 100, page });
    for (const { id, suspended_at } of data)
      if (suspended_at === null || suspended_at === undefined) found.push({ id });
    if (data.length < 100) return found;
  }
}
