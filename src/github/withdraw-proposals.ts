import type { RepositoryRef } from "../intake/snapshot.ts";
import { applyClosePull } from "./apply-close.ts";
import type { GithubClient } from "./client.ts";
import { deleteBranch } from "./delete-branch.ts";
import { readBase } from "./read-base.ts";
import { readProposalHead } from "./read-proposal-head.ts";
import { readProposals } from "./read-proposals.ts";

/** Closes our open pull requests from this branch of ours, and deletes it unless somebody else's work is on it. */
export async function withdrawProposals(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
  packagedTemplates: ReadonlyMap<string, string>,
): Promise<void> {
  const open = (await readProposals(client, repository, branch)).filter(({ state }) => state === "open");
  if (open.length === 0) return;
  const read = await readBase(client, repository, packagedTemplates);
  for (const proposal of open) {
    const head = read && (await readProposalHead(client, repository, proposal.headSha, read.base.listPath, proposal));
    // The branch first: of a pull request that is closed no later look knows that its branch was to go.
    if (head !== undefined && head.madeBy === undefined)
      await deleteBranch(client, repository, { branch, expected: proposal.headSha });
    await applyClosePull(client, repository, proposal.number);
  }
}
