import type { Probot } from "probot";
import { listOpenIssues } from "../github/list-open.ts";
import { listRepositories } from "../github/list-repositories.ts";
import { readBase } from "../github/read-base.ts";
import { isCandidate } from "../intake/recognise-issue.ts";
import type { Subject } from "../intake/snapshot.ts";
import type { Clients } from "./server.ts";

/**
 * Looks at every list once: what happened while we were not there is only late, not lost.
 * Repositories without a list cost one request each.
 */
export async function sweep(
  probot: Probot,
  clients: Clients,
  packaged: ReadonlyMap<string, string>,
  look: (installationId: number, subject: Subject) => void,
): Promise<void> {
  for await (const installationId of installations(probot)) {
    const client = await clients.of(installationId);
    for (const repository of await listRepositories(client)) {
      if ((await readBase(client, repository, packaged)) === undefined) continue;
      look(installationId, { kind: "branch", repository });
      for (const { issue, comments } of await listOpenIssues(client, repository)) {
        if (comments > 0 || isCandidate(issue))
          look(installationId, { kind: "issue", repository, number: issue.number });
      }
    }
  }
}

/** https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app */
async function* installations(probot: Probot): AsyncGenerator<number> {
  const app = await probot.auth();
  for (let page = 1; ; page += 1) {
    const { data } = await app.request("GET /app/installations", { per_page: 100, page });
    for (const { id, suspended_at } of data) if (suspended_at === null || suspended_at === undefined) yield id;
    if (data.length < 100) return;
  }
}
