import { endAlarm, planAlarm, printAlarm, type Alarm, type KnownAlarm } from "../intake/alarm.ts";
import { alarmLabel } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { makeLabel } from "./apply-labels.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { readAlarms } from "./read-alarms.ts";

export interface AlarmWrite extends Alarm {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** Tells maintainers by an issue, once. https://docs.github.com/en/rest/issues/issues */
export async function applyAlarm(client: GithubClient, repository: RepositoryRef, write: AlarmWrite): Promise<void> {
  const plan = planAlarm(write, await readAlarms(client, repository));
  const { title } = write;
  const body = `${write.text}\n${printAlarm(write)}`;
  switch (plan.kind) {
    case "nothing":
      return;
    case "edit":
      if (plan.present.body.replaceAll("\r\n", "\n").trim() === body.trim()) return;
      await client.octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...routeOf(repository),
        issue_number: plan.present.issue,
        title,
        body,
      });
      return;
    case "make":
      await makeLabel(client, repository, alarmLabel);
      await client.octokit.request("POST /repos/{owner}/{repo}/issues", {
        ...routeOf(repository),
        title,
        body,
        labels: [alarmLabel.name],
      });
  }
}

/** Closes it, and says why: who follows the issue hears that all is well again. */
export async function applyAlarmEnd(
  client: GithubClient,
  repository: RepositoryRef,
  alarm: KnownAlarm,
  words: string,
): Promise<void> {
  const route = { ...routeOf(repository), issue_number: alarm.issue };
  await client.octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...route,
    body: endAlarm(alarm),
    state: "closed",
    state_reason: "completed",
  });
  await client.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...route, body: words });
}
