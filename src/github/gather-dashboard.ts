import { hashProposed } from "../intake/changed-since.ts";
import type { DashboardSnapshot, OpenProposal } from "../intake/dashboard-snapshot.ts";
import { dashboardLabel, parseProposalBranch, stackBranch } from "../intake/names.ts";
import { peopleToAsk } from "../intake/people-to-ask.ts";
import type { Base, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { readPermissions, type GatherRules } from "./gather-issue.ts";
import { listProposals, type ListedProposal } from "./list-proposals.ts";
import { readBase, type ReadBase } from "./read-base.ts";
import { readComments } from "./read-comments.ts";
import { readCommit } from "./read-commit.ts";
import { readIssue } from "./read-issue.ts";
import { readProposalHead } from "./read-proposal-head.ts";
import { readProposedChanges } from "./read-proposed-changes.ts";
import { readPullThread } from "./read-pull-thread.ts";
import { memoryOf } from "./repository-memory.ts";

export interface DashboardLook {
  readonly snapshot: DashboardSnapshot;
  readonly read: ReadBase;
}

/**
 * All that a decision about our list of what is ready may need: four requests (issue, comments, pull requests, branch)
 * where nothing changed since the last look. Undefined where nothing is to be done: there is no list here, or people
 * closed ours.
 */
export async function gatherDashboard(
  client: GithubClient,
  repository: RepositoryRef,
  rules: GatherRules,
): Promise<DashboardLook | undefined> {
  const memory = memoryOf(client.memory, repository);
  const read = await readBase(client, repository, rules.packagedTemplates);
  if (read === undefined) return undefined;
  memory.dashboard ??= await findDashboard(client, repository);
  const number = memory.dashboard;
  const answer = number === undefined ? undefined : await readIssue(client, repository, number);
  const isOpen = answer?.kind === "issue" && answer.issue.state === "open" && !answer.issue.locked;
  // Of two, another server may have closed this one.
  if (!isOpen) memory.dashboard = undefined;
  if (answer !== undefined && !isOpen) return undefined;
  const comments =
    isOpen && number !== undefined ? await readComments(client, repository, number, answer.comments) : [];
  const listed = await listProposals(client, repository);
  const stack = listed.find(({ branch }) => branch === stackBranch);
  const asked = [
    ...[...memory.asked.values()].flatMap((one) => (one.answer === undefined ? [one.comment] : [])),
    ...(stack === undefined ? [] : await readPullThread(client, repository, stack.number)),
  ];
  const { listPath, configuration, list } = read.base;
  const proposals = await Promise.all(
    listed.map((proposal) => readOpenProposal(client, repository, proposal, { listPath, list })),
  );
  const people = peopleToAsk({ author: client.self }, [...comments, ...asked], configuration);
  const snapshot: DashboardSnapshot = {
    self: client.self,
    repository,
    base: read.base,
    ...(isOpen && number !== undefined ? { issue: number } : {}),
    comments,
    asked,
    permissions: await readPermissions(client, repository, people),
    proposals: proposals.filter((proposal) => proposal !== undefined),
    ...(stack && {
      stack: { ...stack, head: await readProposalHead(client, repository, stack.headSha, listPath, stack) },
    }),
  };
  return { snapshot, read };
}

/** Open or closed: who closed it wants no other. https://docs.github.com/en/rest/issues/issues#list-repository-issues */
async function findDashboard(client: GithubClient, repository: RepositoryRef): Promise<number | undefined> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues", {
    ...routeOf(repository),
    state: "all",
    creator: client.self.login,
    labels: dashboardLabel.name,
    per_page: 100,
  });
  const ours = data.filter((issue) => issue.user?.id === client.self.id && issue.pull_request === undefined);
  return (ours.findLast(({ state }) => state === "open") ?? ours[0])?.number;
}

async function readOpenProposal(
  client: GithubClient,
  repository: RepositoryRef,
  proposal: ListedProposal,
  { listPath, list }: Pick<Base, "listPath" | "list">,
): Promise<OpenProposal | undefined> {
  const issue = parseProposalBranch(proposal.branch);
  if (issue === undefined) return undefined;
  const { headSha, number } = proposal;
  const { madeBy } = await readProposalHead(client, repository, headSha, listPath, proposal);
  const { message } = await readCommit(client, repository, headSha);
  const changes = madeBy === undefined ? await readProposedChanges(client, repository, headSha, listPath) : [];
  return {
    issue,
    pull: number,
    headSha,
    message,
    ...(madeBy === undefined ? {} : { madeBy }),
    changes,
    hash: list === undefined ? "" : hashProposed(list, changes),
    closes: proposal.body.includes(`Closes #${issue}.`),
  };
}
