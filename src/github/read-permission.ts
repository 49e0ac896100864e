import type { Permission, Person, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";

/**
 * What a person may do now, at its finest; `none` when the login belongs to somebody else by now.
 * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export async function readPermission(
  client: GithubClient,
  repository: RepositoryRef,
  person: Person,
): Promise<Permission> {
  try {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
      ...routeOf(repository),
      username: person.login,
    });
    if (data.user?.id !== person.id) return "none";
    return finest(data.user.permissions) ?? named(data.role_name) ?? named(data.permission) ?? "none";
  } catch (error) {
    if (statusOf(error) === 404) return "none";
    throw error;
  }
}

type Flags = { readonly [name in "admin" | "maintain" | "push" | "triage" | "pull"]?: boolean };

/** The flags are right for custom roles too, whose name says nothing. */
function finest(flags: Flags | undefined): Permission | undefined {
  if (flags === undefined) return undefined;
  if (flags.admin === true) return "admin";
  if (flags.maintain === true) return "maintain";
  if (flags.push === true) return "write";
  if (flags.triage === true) return "triage";
  return flags.pull === true ? "read" : undefined;
}

function named(role: string): Permission | undefined {
  switch (role) {
    case "admin":
    case "maintain":
    case "write":
    case "triage":
    case "read":
    case "none":
      return role;
    case "push":
      return "write";
    case "pull":
      return "read";
    default:
      return undefined;
  }
}
