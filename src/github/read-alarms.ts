import { parseAlarm, type KnownAlarm } from "../intake/alarm.ts";
import { alarmLabel } from "../intake/names.ts";
import type { Issue, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { toIssue } from "./read-issue.ts";

/** Open and closed, newest first. https://docs.github.com/en/rest/issues/issues#list-repository-issues */
export async function readAlarms(client: GithubClient, repository: RepositoryRef): Promise<readonly KnownAlarm[]> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues", {
    ...routeOf(repository),
    state: "all",
    creator: client.self.login,
    labels: alarmLabel.name,
    per_page: 100,
  });
  return data.flatMap((issue) => findAlarm(client, toIssue(issue)) ?? []);
}

/** What an issue of ours tells, where it is one that tells maintainers something. */
export function findAlarm({ self }: Pick<GithubClient, "self">, issue: Issue): KnownAlarm | undefined {
  const { number, author, body, state } = issue;
  const alarm = author.id === self.id ? parseAlarm(body) : undefined;
  return alarm && { ...alarm, issue: number, body, isOpen: state === "open" };
}
