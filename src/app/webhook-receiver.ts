import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Probot } from "probot";

/** Verifies a webhook whose raw body stands in `rawBody`, takes it, and answers it. */
export type ReceiveWebhook = (
  request: Pick<IncomingMessage, "headers"> & { readonly rawBody: Buffer },
  response: ServerResponse,
) => Promise<void>;

type WebhookEvent = Parameters<Probot["webhooks"]["receive"]>[0];

/**
 * Has Probot's handlers take a webhook, and answers when all are done: with the `status` of what one rejects with. Probot's
 * own middleware verifies decoded text, and logs, three times over and whole, what nobody has signed.
 */
export function createWebhookReceiver({ webhooks, log }: Pick<Probot, "webhooks" | "log">): ReceiveWebhook {
  return async ({ headers, rawBody }, response) => {
    const answer = (status: number, words: string): void => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${words}\n`);
    };
    const { "x-github-event": name, "x-github-delivery": id, "x-hub-signature-256": signature } = headers;
    if (typeof name !== "string" || typeof id !== "string") return answer(400, "The event has no name, or no id");
    // Octokit verifies text, which is as good as the bytes where they are UTF-8; for an empty one it throws.
    const text = isUtf8(rawBody) ? rawBody.toString("utf8") : "";
    if (!(await webhooks.verify(text, String(signature)).catch(() => false))) {
      log.warn("a webhook is not signed with WEBHOOK_SECRET");
      return answer(400, "The signature is not of this body and our secret");
    }
    const payload = findJson(text);
    if (payload === undefined) return answer(400, "The body is no JSON");
    try {
      await webhooks.receive({ id, name, payload } as WebhookEvent);
    } catch (error) {
      // Logged where it was thrown.
      return answer(statusOf(error), "It could not be taken");
    }
    answer(200, "ok");
  };
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of the first of several errors that says one. */
function statusOf(error: unknown): number {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const one of errors)
    if (one instanceof Error && "status" in one && typeof one.status === "number") return one.status;
  return 500;
}
