import { applyAlarmEnd } from "../../github/apply-alarm.ts";
import { applyPermissionCheck, readPermissionCheck } from "../../github/permission-check.ts";
import { findAlarm } from "../../github/read-alarms.ts";
import type { ReadBase } from "../../github/read-base.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { isGranted, parsePermission, type Granted } from "../../intake/missing-permission.ts";
import type { Issue, RepositoryRef } from "../../intake/snapshot.ts";
import type { Shell } from "../looks/shell.ts";
import { unlessRefused } from "./unless-refused.ts";

export interface Told {
  readonly read: ReadBase;
  /** All that are open. */
  readonly issues: readonly Issue[];
  readonly readGranted: () => Promise<Granted>;
}

/** What was told of a missing permission outside of threads is taken back where it has been granted. */
export async function endMissingPermission(
  { github, words }: Pick<Shell, "github" | "words">,
  repository: RepositoryRef,
  { read, issues, readGranted }: Told,
): Promise<void> {
  const memory = memoryOf(github.memory, repository);
  const { sha } = read.base;
  const isGrantedNow = async (permission: string): Promise<boolean> => {
    const [missing] = parsePermission(permission);
    return missing !== undefined && isGranted(await readGranted(), missing);
  };
  const thanks = (): Promise<string> => words.plain("alarm-over", { about: "permission" }, read);
  // Asked once a process, since another may have told.
  const told =
    memory.permissionTold === "" ? undefined : await unlessRefused(readPermissionCheck(github, repository, sha));
  if (told === undefined) memory.permissionTold = "";
  else if (await isGrantedNow(told)) {
    const said = { isGranted: true, title: "The permission is granted", summary: await thanks() };
    await applyPermissionCheck(github, repository, { sha, permission: told, ...said });
    memory.permissionTold = "";
  }
  for (const issue of issues) {
    const alarm = findAlarm(github, issue);
    if (alarm?.about !== "permission" || !(await isGrantedNow(alarm.cause))) continue;
    await applyAlarmEnd(github, repository, alarm, await thanks());
    memory.permissionTold = "";
  }
}
