import { stackBranch } from "../intake/names.ts";
import type { Proposal, RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import type { ProposalOutcome } from "./apply-proposal.ts";
import { memoryOf } from "./repository-memory.ts";
import { createBranch, replaceBranch } from "./write-branch.ts";
import { openPull, updatePull } from "./write-pull.ts";

export interface StackPullWrite {
  /** The last commit of the stack. */
  readonly head: string;
  readonly title: string;
  /** Our marked part, its tag last. */
  readonly body: string;
  readonly present?: Pick<Proposal, "number" | "headSha">;
}

/** One pull request of ours that holds a whole batch, where the default branch takes no commit of ours. */
export async function applyStackPull(
  client: GithubClient,
  repository: RepositoryRef,
  write: StackPullWrite,
): Promise<ProposalOutcome> {
  const { present, head: sha, title, body } = write;
  const outcome =
    present === undefined
      ? await createBranch(client, repository, stackBranch, { sha })
      : await replaceBranch(client, repository, stackBranch, { expected: present.headSha, sha });
  if (outcome.kind !== "done") return outcome;
  memoryOf(client.memory, repository).stackHead = outcome.head;
  if (present === undefined) {
    const pull = await openPull(client, repository, { branch: stackBranch, title, body });
    return { kind: "done", pull, head: outcome.head };
  }
  await updatePull(client, repository, present.number, body);
  return { kind: "done", pull: present.number, head: outcome.head };
}
