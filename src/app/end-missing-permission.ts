import { applyAlarmEnd } from "../github/apply-alarm.ts";
import type { GithubClient } from "../github/client.ts";
import { applyPermissionCheck, readPermissionCheck } from "../github/permission-check.ts";
import { findAlarm } from "../github/read-alarms.ts";
import { memoryOf } from "../github/repository-memory.ts";
import { isGranted, parsePermission, type Granted } from "../intake/missing-permission.ts";
import type { Issue, RepositoryRef } from "../intake/snapshot.ts";
import { unlessRefused } from "./unless-refused.ts";

/** What was told of a missing permission outside of threads is taken back where it has been granted. */
export async function endMissingPermission(
  github: GithubClient,
  repository: RepositoryRef,
  {
    sha,
    issues,
    readGranted,
  }: {
    /** Head of the default branch. */
    readonly sha: string;
    readonly issues: readonly Issue[];
    readonly readGranted: () => Promise<Granted>;
  },
): Promise<void> {
  const memory = memoryOf(github.memory, repository);
  const isGrantedNow = async (permission: string): Promise<boolean> => {
    const [missing] = parsePermission(permission);
    return missing !== undefined && isGranted(await readGranted(), missing);
  };
  // Asked once a process, since another may have told.
  const told =
    memory.permissionTold === "" ? undefined : await unlessRefused(readPermissionCheck(github, repository, sha));
  if (told === undefined) memory.permissionTold = "";
  else if (await isGrantedNow(told)) {
    const words = { title: "The permission is granted", summary: "I go on by myself." };
    await applyPermissionCheck(github, repository, { sha, permission: told, isGranted: true, ...words });
    memory.permissionTold = "";
  }
  for (const issue of issues) {
    const alarm = findAlarm(github, issue);
    if (alarm?.about !== "permission" || !(await isGrantedNow(alarm.cause))) continue;
    await applyAlarmEnd(github, repository, alarm, "Thank you, the permission is granted. I go on by myself.");
    memory.permissionTold = "";
  }
}
