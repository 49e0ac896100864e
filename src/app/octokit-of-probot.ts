import type { ProbotOctokit } from "probot";
import type { GithubOctokit } from "../github/prepare-octokit.ts";

/** Probot's octokit as our adapter takes one. Same routes and hooks; only the names of their types differ. */
export function octokitOfProbot(octokit: InstanceType<typeof ProbotOctokit>): GithubOctokit {
  return octokit as unknown as GithubOctokit;
}
