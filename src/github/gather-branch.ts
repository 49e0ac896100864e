import { regenerateBranch } from "../intake/names.ts";
import { rescueEdits } from "../intake/rescue-edits.ts";
import type { Rendered } from "../intake/plan-regeneration.ts";
import type { HandEdit } from "../intake/pull-snapshot.ts";
import type { BranchSnapshot, Proposal, RepositoryRef } from "../intake/snapshot.ts";
import type { Configuration } from "../list/configuration.ts";
import { equalData } from "../list/equal-data.ts";
import type { Problem } from "../list/problem.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import { findEditedByHand } from "./find-edited-by-hand.ts";
import { readBase, type ReadBase } from "./read-base.ts";
import { readCheckRun } from "./read-check-run.ts";
import { readFiles } from "./read-files.ts";
import { readHandEdits, type ReadEditRules } from "./read-hand-edits.ts";
import { readProposalHead } from "./read-proposal-head.ts";
import { readProposals } from "./read-proposals.ts";
import { memoryOf } from "./repository-memory.ts";

export interface BranchRules extends ReadEditRules {
  readonly outputPaths: (configuration: Configuration) => readonly string[];
}

export interface BranchLook {
  readonly snapshot: BranchSnapshot;
  readonly read: ReadBase;
  /** What the list renders to; absent while the list is broken. */
  readonly rendered: Rendered | undefined;
  /** What it renders to with what people wrote into outputs; absent where that is nothing. */
  readonly rescued: Rendered | undefined;
}

/** All that a decision about the default branch may need; undefined where there is no list. */
export async function gatherBranch(
  client: GithubClient,
  repository: RepositoryRef,
  rules: BranchRules,
): Promise<BranchLook | undefined> {
  const memory = memoryOf(client.memory, repository);
  const read = await readBase(client, repository, rules.packagedTemplates);
  memory.listRepository = read !== undefined;
  if (read === undefined) return undefined;
  const { base } = read;
  const paths = rules.outputPaths(base.configuration);
  const present = await readFiles(client, repository, base.treeSha, paths);
  const unreadable = base.list === undefined || hasError([...base.problems, ...present.problems]);
  const rendered = unreadable ? undefined : await rules.render(read, present.files);
  const broken = rendered === undefined || hasError(rendered.problems);
  const recheck = memory.rechecks.has(base.sha);
  if (recheck) memory.checkRuns.delete(base.sha);
  const checked = recheck ? undefined : await readChecked(client, repository, { sha: base.sha, broken });
  const stale: string[] = [];
  for (const { path, text } of broken ? [] : rendered.files) {
    if (present.files[path] === text) memory.written.set(`${path} ${blobSha(text)}`, true);
    else stale.push(path);
  }
  const head = { sha: base.sha, treeSha: base.treeSha };
  const outputs = { head, files: present.files, paths: stale };
  const edited = await findEditedByHand(client, repository, outputs, rules);
  const handEdits = await readHandEdits(client, repository, { present: outputs, edited }, rules);
  const rescued = await renderRescued(read, present.files, handEdits, rules);
  const editedByHand = edited.map(({ path }) => path);
  const refused = memory.refusedHead === base.sha;
  const byPull = base.configuration.regenerate === "pull_request" || editedByHand.length > 0 || refused;
  // Asked once a process in any case: one may be open from before, for a reason that is no more.
  const ask = byPull || memory.regenerationOpen !== false;
  const regenerations = ask ? await readRegenerations(client, repository, base.listPath) : [];
  if (ask) memory.regenerationOpen = regenerations.some((proposal) => proposal.state === "open");
  return {
    snapshot: {
      now: new Date().toISOString(),
      self: client.self,
      repository,
      base: { ...base, problems: [...base.problems, ...present.problems] },
      files: { ...present.files, ...(read.listText === undefined ? {} : { [base.listPath]: read.listText }) },
      editedByHand,
      ...(handEdits.length === 0 ? {} : { handEdits }),
      regenerations,
      ...(checked === undefined ? {} : { checked }),
      ...(recheck ? { recheck } : {}),
      refused,
    },
    read,
    rendered,
    rescued,
  };
}

async function renderRescued(
  read: ReadBase,
  files: Readonly<Record<string, string | undefined>>,
  edits: readonly HandEdit[],
  { render }: BranchRules,
): Promise<Rendered | undefined> {
  const { base } = read;
  if (base.list === undefined || edits.length === 0) return undefined;
  const { list } = rescueEdits(base.list, edits);
  if (equalData(list, base.list)) return undefined;
  const rendered = await render({ ...read, base: { ...base, list } }, files);
  return hasError(rendered.problems) ? undefined : rendered;
}

/** What our check run on the head says, as far as it matters: a green commit we said nothing about stays without a word. */
async function readChecked(
  client: GithubClient,
  repository: RepositoryRef,
  { sha, broken }: { readonly sha: string; readonly broken: boolean },
): Promise<BranchSnapshot["checked"]> {
  if (broken || !client.isSole) return readCheckRun(client, repository, sha);
  return memoryOf(client.memory, repository).checkRuns.get(sha)?.conclusion;
}

/** Our pull requests from the regeneration branch, newest first, with the open one's head. */
export async function readRegenerations(
  client: GithubClient,
  repository: RepositoryRef,
  listPath: string,
): Promise<readonly Proposal[]> {
  const proposals = await readProposals(client, repository, regenerateBranch);
  return Promise.all(
    proposals.map(async (proposal) =>
      proposal.state === "open"
        ? { ...proposal, head: await readProposalHead(client, repository, proposal.headSha, listPath) }
        : proposal,
    ),
  );
}

function hasError(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
