import { applyAlarm } from "../../github/apply-alarm.ts";
import type { GithubClient } from "../../github/client.ts";
import { Outage } from "../../github/github-error.ts";
import { applyPermissionCheck, readPermissionCheck } from "../../github/permission-check.ts";
import { readBase } from "../../github/read-base.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import type { Facts } from "../../intake/effect.ts";
import {
  findMissingPermission,
  isGranted,
  printPermission,
  type Granted,
  type MissingPermission,
} from "../../intake/missing-permission.ts";
import type { RepositoryRef } from "../../intake/snapshot.ts";
import type { Clients } from "../clients.ts";
import type { Installations } from "../sweep/installations.ts";
import type { LookJob } from "../job.ts";
import type { RepositoryStep } from "../sweep/sweep.ts";
import { tellInThread } from "./tell-in-thread.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { Words } from "../words.ts";

export interface PermissionTools {
  readonly clients: Clients;
  readonly installations: Installations;
  readonly words: Words;
}

/**
 * Says where a maintainer sees it that a permission is missing, and what to do: in our comment on the subject, else in a
 * check run on the head of the default branch, else in an issue; `nowhere` where none may be written, or nothing shows that
 * a list is here. Throws an `Outage` where it is to be tried again with a new token.
 *
 * @param accepted what the refused request takes, in GitHub's words
 */
export async function tellMissingPermission(
  { clients, installations, words }: PermissionTools,
  job: LookJob | RepositoryStep,
  accepted: string,
): Promise<"thread" | "check-run" | "issue" | "nowhere"> {
  const { installationId } = job;
  const { granted, page } = await installations.read(installationId);
  const missing = findMissingPermission(accepted, granted);
  if (missing === undefined) {
    if (!installations.renew(installationId)) return "nowhere";
    throw new Outage("The token was made before the permission was granted.", { status: 401 });
  }
  const github = await clients.of(installationId);
  const facts = factsOf(missing, page);
  if (job.kind === "look") {
    const told = tellInThread({ github, words }, job.subject, { name: "missing-permission", facts });
    if ((await unlessRefused(told)) === "told") return "thread";
  }
  const repository = job.kind === "look" ? job.subject.repository : job.repository;
  return (await unlessRefused(tellRepository(github, words, repository, { granted, missing, facts }))) ?? "nowhere";
}

/** Once for each commit, whatever else is refused there. */
async function tellRepository(
  github: GithubClient,
  words: Words,
  repository: RepositoryRef,
  {
    granted,
    missing,
    facts,
  }: { readonly granted: Granted; readonly missing: MissingPermission; readonly facts: Facts },
): Promise<"check-run" | "issue" | "nowhere"> {
  const read = await readBase(github, repository, words.packaged);
  if (read === undefined) return "nowhere";
  const memory = memoryOf(github.memory, repository);
  const permission = printPermission(missing);
  const where = isGranted(granted, { name: "checks", level: "write" })
    ? "check-run"
    : isGranted(granted, { name: "issues", level: "write" })
      ? "issue"
      : "nowhere";
  const { sha } = read.base;
  if (where === "nowhere" || memory.permissionTold === `${sha} ${permission}`) return where;
  memory.permissionTold = `${sha} ${permission}`;
  try {
    const text = await words.plain("missing-permission", facts, read);
    const title = `A permission is missing: ${titleOf(missing)}`;
    if (where === "issue")
      await applyAlarm(github, repository, { about: "permission", cause: permission, title, text });
    // Another process may have said it, or this one before it forgot.
    else if ((await readPermissionCheck(github, repository, sha)) !== permission)
      await applyPermissionCheck(github, repository, { sha, permission, isGranted: false, title, summary: text });
    return where;
  } catch (error) {
    memory.permissionTold = undefined;
    throw error;
  }
}

function factsOf(missing: MissingPermission, settings: string): Facts {
  const { name, level } = missing;
  return { permission: name, level, needed: printPermission(missing), title: titleOf(missing), settings };
}

/** As GitHub's page of the installation has it. */
function titleOf({ name }: MissingPermission): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll("_", " ");
}
