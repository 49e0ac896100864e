import { permissionCheckName } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

export interface PermissionCheckWrite {
  readonly sha: string;
  /** `pull_requests=write` */
  readonly permission: string;
  readonly isGranted: boolean;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/**
 * A check run of its own about a permission, so that it says nothing of the list.
 * https://docs.github.com/en/rest/checks/runs#create-a-check-run
 */
export async function applyPermissionCheck(
  client: GithubClient,
  repository: RepositoryRef,
  { sha, permission, isGranted, title, summary }: PermissionCheckWrite,
): Promise<void> {
  await client.octokit.request("POST /repos/{owner}/{repo}/check-runs", {
    ...routeOf(repository),
    name: permissionCheckName,
    head_sha: sha,
    external_id: permission,
    status: "completed",
    conclusion: isGranted ? "success" : "action_required",
    output: { title, summary },
  });
}

/** The permission that the newest of these on a commit says is missing; undefined where none does. https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference */
export async function readPermissionCheck(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
): Promise<string | undefined> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...routeOf(repository),
    ref: sha,
    check_name: permissionCheckName,
    filter: "latest",
  });
  const run = data.check_runs.find(({ app }) => client.appId === undefined || app?.id === client.appId);
  return run?.conclusion === "action_required" ? (run.external_id ?? undefined) : undefined;
}
