import type { ProposalEffect } from "../intake/effect.ts";
import { regenerateBranch } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Outage, statusOf } from "./github-error.ts";
import { findMarkedPart, printMarkedPart, replaceMarkedPart } from "./marked-part.ts";
import { memoryOf } from "./repository-memory.ts";
import { createBranch, replaceBranch } from "./write-branch.ts";
import { writeCommit } from "./write-commit.ts";

export interface ProposalWrite extends Pick<
  ProposalEffect,
  "branch" | "base" | "files" | "title" | "trailers" | "present" | "commit"
> {
  /** Our marked part, its tag last. */
  readonly body: string;
}

export type ProposalOutcome =
  | { readonly kind: "done"; readonly pull: number; readonly head: string }
  /** The branch holds a commit of somebody else: nothing was changed. */
  | { readonly kind: "foreign"; readonly head: string };

/** One commit on our branch, and one pull request for it. Done again it finds what is there and writes what is missing. */
export async function applyProposal(
  client: GithubClient,
  repository: RepositoryRef,
  write: ProposalWrite,
): Promise<ProposalOutcome> {
  const { present, branch } = write;
  let head = present?.head;
  if (write.commit || head === undefined) {
    const message = [write.title, write.trailers.join("\n")].filter((part) => part !== "").join("\n\n");
    const { sha } = await writeCommit(client, repository, { base: write.base, files: write.files, message });
    const only = branch === regenerateBranch ? undefined : write.files[0]?.path;
    const outcome =
      present === undefined
        ? await createBranch(client, repository, branch, { sha, only })
        : await replaceBranch(client, repository, branch, { expected: present.head, sha, only });
    if (outcome.kind === "foreign") return outcome;
    head = outcome.head;
  }
  if (branch === regenerateBranch) memoryOf(client.memory, repository).regenerationOpen = true;
  if (present === undefined) return { kind: "done", pull: await openPull(client, repository, write), head };
  if (!sameText(present.body, write.body)) await updateBody(client, repository, present.pull, write.body);
  return { kind: "done", pull: present.pull, head };
}

/** https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request */
async function openPull(client: GithubClient, repository: RepositoryRef, write: ProposalWrite): Promise<number> {
  try {
    const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      title: write.title,
      head: write.branch,
      base: repository.defaultBranch,
      body: printMarkedPart(write.body),
    });
    return data.number;
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    // Made by an earlier try whose answer was lost.
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      state: "open",
      head: `${repository.owner}:${write.branch}`,
    });
    const ours = data.find((pull) => pull.user?.id === client.self.id && pull.head.ref === write.branch);
    if (ours !== undefined) return ours.number;
    // GitHub's lists run behind its writes by a moment.
    if (/already exists/i.test(error instanceof Error ? error.message : "")) {
      throw new Outage(`The pull request from ${write.branch} exists, but is not listed yet.`, {
        status: 422,
        retryAfter: 5,
        cause: error,
      });
    }
    throw error;
  }
}

/** Read first: only our part of it is ours. https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request */
async function updateBody(
  client: GithubClient,
  repository: RepositoryRef,
  pull: number,
  marked: string,
): Promise<void> {
  const route = { ...routeOf(repository), pull_number: pull };
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", route);
  const body = data.body ?? "";
  if (sameText(findMarkedPart(body) ?? "", marked)) return;
  await client.octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...route,
    body: replaceMarkedPart(body, marked),
  });
}

function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}
