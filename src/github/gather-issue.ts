import { isCandidate } from "../intake/recognise-issue.ts";
import { maySuggest } from "../intake/may-suggest.ts";
import { isDashboard } from "../intake/plan-dashboard.ts";
import { proposalBranch } from "../intake/names.ts";
import { peopleToAsk } from "../intake/people-to-ask.ts";
import type { Base, Comment, IssueSnapshot, Permission, Person, Proposal, RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { claimsToBeOurs } from "./is-our-commit.ts";
import { readBase, type ReadBase } from "./read-base.ts";
import { readCommit } from "./read-commit.ts";
import { readComments } from "./read-comments.ts";
import { readIssue } from "./read-issue.ts";
import { readPermission } from "./read-permission.ts";
import { readMergedList } from "./read-merged-list.ts";
import { readProposalHead } from "./read-proposal-head.ts";
import { readProposedPapers } from "./read-proposed-papers.ts";
import { readProposals } from "./read-proposals.ts";
import { readPushedEdits } from "./read-pushed-edits.ts";
import { readPullThread } from "./read-pull-thread.ts";
import { memoryOf } from "./repository-memory.ts";
import { readBranchSha } from "./write-branch.ts";

export interface GatherRules {
  /** Our own templates, by path under `templates/`. */
  readonly packagedTemplates: ReadonlyMap<string, string>;
}

/** Whoever had as many of our pull requests closed may say it again in the issue. */
const mostThreads = 5;

export type IssueLook =
  /** Deleted or transferred: forget it, and take our proposal back. */
  | { readonly kind: "gone" }
  /** Nothing for us to say a word about. */
  | { readonly kind: "not-ours" }
  /** We made it ourselves: no suggestion, whatever is said in it. */
  | { readonly kind: "ours"; readonly isDashboard: boolean }
  | {
      readonly kind: "issue";
      readonly snapshot: IssueSnapshot;
      /** What `snapshot.base` was read with; absent like it. */
      readonly read?: ReadBase;
    };

/**
 * All that a decision about an issue may need, by as few requests as it takes: one for an issue that is none of ours,
 * four (issue, comments, pull requests, branch) where nothing changed since the last look.
 */
export async function gatherIssue(
  client: GithubClient,
  repository: RepositoryRef,
  number: number,
  rules: GatherRules,
): Promise<IssueLook> {
  const memory = memoryOf(client.memory, repository);
  // Where there was no list at the last look, one request tells that there still is none.
  if (memory.listRepository === false && (await lookForList(client, repository, rules)) === undefined) {
    return { kind: "not-ours" };
  }
  const answer = await readIssue(client, repository, number);
  if (answer.kind === "gone") return { kind: "gone" };
  if (answer.kind === "pull-request") return { kind: "not-ours" };
  const { issue, now, repository: present } = answer;
  if (issue.author.id === client.self.id) return { kind: "ours", isDashboard: isDashboard(issue) };
  const candidate = isCandidate(issue);
  if (!candidate && answer.comments === 0) return { kind: "not-ours" };

  const readThread = async (): Promise<readonly Comment[]> =>
    answer.comments === 0 ? [] : readComments(client, present, number, answer.comments, issue.author.id);
  const early = candidate ? undefined : await readThread();
  if (early !== undefined && !early.some((comment) => concernsUs(client, comment))) return { kind: "not-ours" };

  const said = memory.asked.get(number)?.answer;
  const known = { now, self: client.self, repository: present, issue, ...(said && { answer: said }) };
  const readOurs = (): Promise<readonly Proposal[]> => readProposals(client, present, proposalBranch(number));
  const closed = issue.state === "closed" ? await readOurs() : undefined;
  if (closed?.some((proposal) => proposal.state === "merged") === true) {
    // Done: nothing that stands in the thread or in the list changes what follows.
    const branchSha = await readLeftBranch(client, present, number, closed);
    const snapshot = { ...known, comments: early ?? [], proposals: closed, permissions: {} };
    return { kind: "issue", snapshot: { ...snapshot, ...(branchSha !== undefined && { branchSha }) } };
  }
  const [own, proposals, read] = await Promise.all([
    early ?? readThread(),
    closed ?? readOurs(),
    lookForList(client, present, rules),
  ]);
  if (read === undefined) return { kind: "not-ours" };
  const spoken = issue.state === "closed" ? [] : proposals;
  const threads = await Promise.all(
    spoken.slice(0, mostThreads).map((proposal) => readPullThread(client, present, proposal.number)),
  );
  // In one order: ids are counted over all threads.
  const comments = [...own, ...threads.flat()].toSorted((a, b) => a.id - b.id);
  const [withHeads, permissions] = await Promise.all([
    addHeads(client, present, proposals, read.base),
    readPermissions(client, present, peopleToAsk(issue, comments, read.base.configuration)),
  ]);
  const snapshot = { ...known, comments, proposals: withHeads, base: read.base, permissions };
  return { kind: "issue", snapshot, read };
}

/** The head of our branch, unless it is a person's. */
async function readLeftBranch(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  proposals: readonly Proposal[],
): Promise<string | undefined> {
  const sha = await readBranchSha(client, repository, proposalBranch(issue));
  if (sha === undefined || proposals.some(({ headSha }) => headSha === sha)) return sha;
  return claimsToBeOurs(client, await readCommit(client, repository, sha)) ? sha : undefined;
}

async function lookForList(
  client: GithubClient,
  repository: RepositoryRef,
  rules: GatherRules,
): Promise<ReadBase | undefined> {
  const read = await readBase(client, repository, rules.packagedTemplates);
  memoryOf(client.memory, repository).listRepository = read !== undefined;
  return read;
}

/** Enough to go on reading an issue that does not look like a suggestion; what it means is decided elsewhere. */
function concernsUs(client: GithubClient, comment: Comment): boolean {
  return comment.author.id === client.self.id || maySuggest(comment.body);
}

async function addHeads(
  client: GithubClient,
  repository: RepositoryRef,
  proposals: readonly Proposal[],
  base: Base,
): Promise<readonly Proposal[]> {
  const { sha: tip, listPath, listBlob } = base;
  return Promise.all(
    proposals.map(async (proposal) => {
      if (proposal.state !== "open") return proposal;
      const read = await readProposalHead(client, repository, proposal.headSha, listPath, proposal);
      const { head, ours } =
        read.madeBy === undefined
          ? { head: read, ours: read }
          : await readPushedEdits(client, repository, read, { tip, listPath });
      if (ours === undefined) return { ...proposal, head };
      const [papers, mergedBlob] = await Promise.all([
        readProposedPapers(client, repository, proposal, ours),
        head.baseListBlob === listBlob ? undefined : readMergedList(client, repository, head, listBlob),
      ]);
      return { ...proposal, head: { ...head, ...(papers && { papers }), ...(mergedBlob && { mergedBlob }) } };
    }),
  );
}

export async function readPermissions(
  client: GithubClient,
  repository: RepositoryRef,
  people: readonly Person[],
): Promise<Readonly<Record<string, Permission>>> {
  const byId = new Map(people.map((person) => [person.id, person]));
  const entries = await Promise.all(
    [...byId.values()].map(
      async (person) => [String(person.id), await readPermission(client, repository, person)] as const,
    ),
  );
  return Object.fromEntries(entries);
}
