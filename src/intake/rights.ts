import type { Configuration } from "../list/configuration.ts";
import type { CommandKind } from "./parse-commands.ts";
import type { Permission, Person } from "./snapshot.ts";

/** What the author of a suggestion may do to it without any permission on the repository. */
const authorCommands: ReadonlySet<CommandKind> = new Set([
  ...(["suggest", "set", "unset", "category", "refresh", "help"] as const),
  // Of their own pull request: what it says is theirs to put in another form.
  ...(["convert", "rebase"] as const),
]);

const order: readonly Permission[] = ["none", "read", "triage", "write", "maintain", "admin"];

export function isAuthorCommand(kind: CommandKind): boolean {
  return authorCommands.has(kind);
}

/** Whether the configuration's `approvers` makes this person one. Logins are compared as GitHub does, in any case. */
export function isApprover(
  person: Person,
  permissions: Readonly<Record<string, Permission>>,
  approvers: Configuration["approvers"],
): boolean {
  if (typeof approvers !== "string") {
    return approvers.some((login) => login.toLowerCase() === person.login.toLowerCase());
  }
  const permission = permissions[String(person.id)] ?? "none";
  return order.indexOf(permission) >= order.indexOf(approvers);
}

/** Whether the person may give this command on a suggestion of `author`. */
export function mayCommand(
  person: Person,
  author: Person,
  kind: CommandKind,
  permissions: Readonly<Record<string, Permission>>,
  approvers: Configuration["approvers"],
): boolean {
  if (person.id === author.id && isAuthorCommand(kind)) return true;
  return isApprover(person, permissions, approvers);
}
