import type { IncomingMessage, ServerResponse } from "node:http";
import { SpanKind } from "@opentelemetry/api";
import { webhookEvents } from "../probot-app.ts";
import type { LeveledLog } from "./leveled-log.ts";
import type { Metrics } from "./metrics.ts";
import { inSpan } from "./span.ts";
import { inTask, startTask } from "./task.ts";

/** Does what answers a webhook. */
export type WatchWebhook = (
  request: IncomingMessage,
  response: ServerResponse,
  act: () => Promise<void>,
) => Promise<void>;

/** Logs, counts and traces each webhook. What its headers say may come from anybody, and is kept in bounds. */
export function createWebhookWatch(log: LeveledLog, metrics: Metrics): WatchWebhook {
  return (request, response, act) => {
    const at = performance.now();
    const event = eventOf(request);
    const delivery = deliveryOf(request);
    const task = startTask(delivery);
    const attributes = {
      "awesome_papers.event": event,
      ...(delivery !== undefined && { "awesome_papers.delivery": delivery }),
    };
    return inSpan(`webhook ${event}`, { kind: SpanKind.SERVER, attributes }, async (span) => {
      try {
        await inTask(task, act);
      } finally {
        const status = response.headersSent ? response.statusCode : undefined;
        const ms = performance.now() - at;
        // Who goes away before the end has sent no webhook: nobody may ring an operator's alert by that.
        const isCut = status === undefined && !request.complete;
        metrics.webhooks.inc({ event, status: status ?? (isCut ? "cut" : "none") });
        metrics.webhookSeconds.observe(ms / 1000);
        if (status !== undefined) span.setAttribute("http.response.status_code", status);
        span.setAttribute("awesome_papers.subjects", [...(task.event?.subjects ?? [])]);
        // Anybody can send what is refused, as often as they like; of a false signature there is a line already.
        const level = isCut || (status !== undefined && status < 500) ? "debug" : "warn";
        const words = status !== undefined && status < 300 ? "took a webhook" : "a webhook was not taken";
        log[level]({ delivery, event, ...task.event, status, ms: Math.round(ms) }, words);
      }
    });
  };
}

function eventOf({ headers }: IncomingMessage): string {
  return webhookEvents.find((event) => event === headers["x-github-event"]) ?? "other";
}

/** A GUID by GitHub. https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers */
function deliveryOf({ headers }: IncomingMessage): string | undefined {
  const delivery = headers["x-github-delivery"];
  return typeof delivery === "string" && /^[\w-]{1,64}$/.test(delivery) ? delivery : undefined;
}
