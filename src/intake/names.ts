import type { Label } from "./effect.ts";

export const checkName = "awesome-papers";
/** Of its own, so that it says nothing of the list. */
export const permissionCheckName = "awesome-papers permissions";
/** Of our check run where a look was given up: it says nothing of the commit. */
export const unfinishedTitle = "I could not finish";
export const regenerateBranch = "awesome-papers/regenerate";
/** Holds a batch of proposals where the default branch takes no commit of ours. */
export const stackBranch = "awesome-papers/stack";
export const proposalBranchPrefix = "awesome-papers/issue-";

export function proposalBranch(issue: number): string {
  return `${proposalBranchPrefix}${issue}`;
}

/** The issue a branch of ours belongs to. */
export function parseProposalBranch(branch: string): number | undefined {
  const number = /^awesome-papers\/issue-(?<issue>[1-9]\d{0,9})$/.exec(branch)?.groups?.["issue"];
  return number === undefined ? undefined : Number(number);
}

/** Our branch that replaces a person's pull request. */
export function pullBranch(pull: number): string {
  return `awesome-papers/pull-${pull}`;
}

/** The pull request that a branch of ours replaces. */
export function parsePullBranch(branch: string): number | undefined {
  const number = /^awesome-papers\/pull-(?<pull>[1-9]\d{0,9})$/.exec(branch)?.groups?.["pull"];
  return number === undefined ? undefined : Number(number);
}

/** Whether a branch is named as ours are. */
export function isOurBranch(branch: string): boolean {
  return branch.startsWith("awesome-papers/");
}

export const labels = {
  incomplete: {
    name: "paper: incomplete",
    color: "d4a72c",
    description: "Something is missing; the comment says what",
  },
  duplicate: { name: "paper: duplicate", color: "8c959f", description: "The paper is in the list already" },
  ready: { name: "paper: ready", color: "1f883d", description: "Checked; a pull request waits for a maintainer" },
  accepted: { name: "paper: accepted", color: "8250df", description: "The paper is in the list" },
  rejected: { name: "paper: rejected", color: "cf222e", description: "Not for this list; the comment says why" },
} as const satisfies Readonly<Record<string, Label>>;

/** Beside the labels of suggestions: what an issue of ours has that lists what is ready, so that it is found again. */
export const dashboardLabel: Label = {
  name: "paper: list",
  color: "0969da",
  description: "Suggestions that wait for a maintainer, in one list",
};
export const dashboardTitle = "Suggestions that are ready";

/** Of issues of ours that tell maintainers what they would not see by themselves. */
export const alarmLabel: Label = {
  name: "paper: attention",
  color: "d93f0b",
  description: "The bot cannot go on without a maintainer",
};
