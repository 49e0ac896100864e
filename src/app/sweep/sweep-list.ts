import { applyCloseIssue } from "../../github/apply-close.ts";
import type { GithubClient } from "../../github/client.ts";
import type { OpenIssue } from "../../github/list-open.ts";
import { findAlarm } from "../../github/read-alarms.ts";
import { readBase } from "../../github/read-base.ts";
import { forgetPullThread } from "../../github/read-pull-thread.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { fewestListed, isDashboard } from "../../intake/plan-dashboard.ts";
import { parseProposalTitle } from "../../intake/proposal-title.ts";
import type { RepositoryRef, Subject } from "../../intake/snapshot.ts";
import { listSuggestions, mayBeOurs } from "./list-suggestions.ts";
import type { RepositoryStep, SweepTools } from "./sweep.ts";

/** Asks for a look at the default branch and at everything open, where there is a list; else it costs one request. */
export async function sweepList(tools: SweepTools, client: GithubClient, step: RepositoryStep): Promise<void> {
  const { installationId, repository } = step;
  const read = await readBase(client, repository, tools.packaged);
  if (read === undefined) return;
  let subjects: readonly Subject[] = [{ kind: "branch", repository }];
  try {
    const open = await listSuggestions(client, repository);
    subjects = subjectsOf(client, repository, open);
    await closeDoubles(client, repository, open);
    await tools.tendList?.(step, read, open);
  } finally {
    // The default branch also where the issues are out of our reach.
    await Promise.all(subjects.map((subject) => tools.look(installationId, subject)));
  }
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
  const numbers = new Set(open.map(({ issue }) => issue.number));
  for (const { issue } of proposals) {
    const number = parseProposalTitle(issue.title);
    // What it was made for is closed or gone, and nobody heard of it.
    if (number !== undefined && !numbers.has(number)) subjects.push({ kind: "issue", repository, number });
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
