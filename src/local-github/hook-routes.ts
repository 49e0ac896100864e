import { requireJwt } from "./gate.ts";
import { numberAt, objectAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { notFound, refuse } from "./refusal.ts";
import type { DeliveryAttempt } from "./webhook-queue.ts";
import type { Answer, Call, PlainRoute, World } from "./world.ts";

/** What GitHub tried to deliver to the App, and how it is asked to try again. */
export const hookRoutes: readonly PlainRoute[] = [
  { method: "GET", path: "/app/hook/deliveries", handle: listDeliveries },
  { method: "POST", path: "/app/hook/deliveries/:id/attempts", handle: redeliver },
];

/** As long does GitHub keep them. */
const kept = 3 * 24 * 3_600_000;

/** The latest first, page by page: where the next one begins is in `Link`. */
function listDeliveries(world: World, call: Call): Answer {
  requireJwt(call);
  const each = Math.min(100, Number(call.query.get("per_page") ?? 30));
  const cursor = call.query.get("cursor");
  if (cursor !== null && !/^v1_\d+$/u.test(cursor)) throw refuse(400, "Invalid cursor");
  const from = cursor === null ? Infinity : Number(cursor.slice(3));
  const left = keptAttempts(world)
    .filter(({ id }) => id <= from)
    .toReversed();
  const next = left[each];
  const body = left.slice(0, each).map(printAttempt);
  if (next === undefined) return { status: 200, body };
  const link = `<${world.url}/app/hook/deliveries?per_page=${each}&cursor=v1_${next.id}>; rel="next"`;
  return { status: 200, body, headers: { link } };
}

function redeliver(world: World, call: Call): Answer {
  requireJwt(call);
  const found = keptAttempts(world).find(({ id }) => String(id) === call.params["id"]);
  if (found === undefined) throw notFound();
  // Whoever asks does not wait for it; with nowhere to deliver to nothing comes of it.
  world.webhooks.redeliver(found.delivery).catch(() => undefined);
  return { status: 202, body: {} };
}

function keptAttempts({ webhooks }: World): readonly DeliveryAttempt[] {
  return webhooks.attempts.filter(({ at }) => at > Date.now() - kept);
}

function printAttempt({ id, delivery, at, duration, isRedelivery, status }: DeliveryAttempt): JsonObject {
  const { event, action, payload } = delivery;
  return {
    id,
    guid: delivery.id,
    delivered_at: new Date(at).toISOString(),
    redelivery: isRedelivery,
    duration,
    status:
      status === undefined ? "failed to connect to host" : status < 300 ? "OK" : `Invalid HTTP Response: ${status}`,
    status_code: status ?? 502,
    event,
    action: action ?? null,
    installation_id: numberAt(objectAt(payload, "installation"), "id") ?? null,
    repository_id: numberAt(objectAt(payload, "repository"), "id") ?? null,
    throttled_at: null,
  };
}
