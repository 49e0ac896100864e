import { statusOf } from "./github-error.ts";
import type { GithubOctokit } from "./prepare-octokit.ts";

export interface Redelivered {
  /** Deliveries that were asked for again. */
  readonly asked: number;
  /** Whether all that failed since then were; else some were left for the next time. */
  readonly isAll: boolean;
}

const pageSize = 100;
/** What lies further back, sweeps make up for. */
const mostPages = 30;
const mostAsked = 100;
/** What was tried as often and failed each time is asked for no more. */
const mostTries = 3;
/** GitHub forgets them then. Milliseconds. */
const kept = 3 * 24 * 3_600_000;

/**
 * Asks GitHub for each webhook that failed since then (milliseconds since 1970), and that came through no other time. GitHub
 * sends them once more, under the same id. `octokit` is signed in as the App.
 * https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
export async function redeliverWebhooks(octokit: GithubOctokit, since: number): Promise<Redelivered> {
  const { lost, isAll } = await readLost(octokit, Math.max(since, Date.now() - kept));
  let asked = 0;
  // Those that are to be forgotten first go first.
  for (const delivery of lost.toReversed().slice(0, mostAsked)) if (await redeliver(octokit, delivery)) asked += 1;
  return { asked, isAll: isAll && lost.length <= mostAsked };
}

/** GitHub counts beyond what a number holds. */
type DeliveryId = number | bigint;

/** The latest try of each, the latest first. */
async function readLost(
  octokit: GithubOctokit,
  since: number,
): Promise<{ readonly lost: readonly DeliveryId[]; readonly isAll: boolean }> {
  const arrived = new Set<string>();
  const failed = new Map<string, { readonly id: DeliveryId; tries: number }>();
  /** Of the others the first try is too long ago, and with it how often they were tried. */
  const begun = new Set<string>();
  let cursor: string | undefined;
  let isAll = false;
  for (let page = 1; page <= mostPages && !isAll; page += 1) {
    // https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook
    const { data, headers } = await octokit.request("GET /app/hook/deliveries", {
      per_page: pageSize,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { id, guid, status_code, delivered_at, redelivery } of data) {
      if (Date.parse(delivered_at) < since) {
        isAll = true;
        continue;
      }
      if (!redelivery) begun.add(guid);
      if (status_code >= 200 && status_code < 300) arrived.add(guid);
      else failed.set(guid, { id: failed.get(guid)?.id ?? id, tries: (failed.get(guid)?.tries ?? 0) + 1 });
    }
    cursor = findNextCursor(headers.link ?? "");
    isAll ||= cursor === undefined;
  }
  const lost = [...failed].filter(([guid, { tries }]) => !arrived.has(guid) && begun.has(guid) && tries < mostTries);
  return { lost: lost.map(([, { id }]) => id), isAll };
}

/** False where GitHub has forgotten it. https://docs.github.com/en/rest/apps/webhooks#redeliver-a-delivery-for-an-app-webhook */
async function redeliver(octokit: GithubOctokit, id: DeliveryId): Promise<boolean> {
  try {
    // The types know numbers only; in an address it is text.
    const delivery_id = String(id) as unknown as number;
    await octokit.request("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id });
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status === 400 || status === 404 || status === 422) return false;
    throw error;
  }
}

function findNextCursor(link: string): string | undefined {
  const next = link.split(",").find((part) => part.includes('rel="next"'));
  return (
    URL.parse(next?.slice(next.indexOf("<") + 1, next.indexOf(">")) ?? "")?.searchParams.get("cursor") ?? undefined
  );
}
