import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isInside } from "./observe/is-inside.ts";
import type { PrintedMetrics } from "./observe/print-metrics.ts";
import type { WatchWebhook } from "./observe/watch-webhook.ts";
import { createBodyReader, type ReadBody } from "./body-reader.ts";
import type { ReceiveWebhook } from "./webhook-receiver.ts";

/** GitHub's own bound on a webhook's body. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const maxWebhookBytes = 25 * 1024 * 1024;
/** Four of the largest, or thousands of usual size. */
const mostBytesAtOnce = 4 * maxWebhookBytes;

export interface WebhookServerOptions {
  readonly webhookPath: string;
  readonly receive: ReceiveWebhook;
  /** What keeps the server from its work now, a word each. */
  readonly findHindrances: () => Promise<readonly string[]>;
  /** For those inside; others hear that there is no such page. */
  readonly printMetrics?: () => Promise<PrintedMetrics>;
  readonly watch?: WatchWebhook;
  /** Milliseconds in which a request must have come whole; GitHub itself waits ten seconds for the answer. */
  readonly patience?: number;
}

/** The HTTP side of the server. Bodies are read here, with a bound. */
export function createWebhookServer(options: WebhookServerOptions): Server {
  const { patience = 30_000 } = options;
  const readBody = createBodyReader({ most: maxWebhookBytes, mostAtOnce: mostBytesAtOnce });
  const timeouts = {
    headersTimeout: patience / 3,
    requestTimeout: patience,
    // Node looks for late ones only so often.
    connectionsCheckingInterval: patience / 6,
  };
  return createServer(timeouts, (request, response) => {
    handle(request, response, options, readBody).catch(() => {
      // What went wrong is logged where it happened; the words of an error are nobody's business outside.
      if (!response.headersSent) answer(response, 500, "Internal error");
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookServerOptions,
  readBody: ReadBody,
): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0];
  if (path === "/healthz") return answer(response, 200, "ok");
  if (path === "/readyz") {
    const hindrances = await options.findHindrances();
    return hindrances.length === 0 ? answer(response, 200, "ok") : answer(response, 503, hindrances.join("\n"));
  }
  if (path === "/metrics" && options.printMetrics !== undefined && isInside(request)) {
    const { contentType, text } = await options.printMetrics();
    response.writeHead(200, { "content-type": contentType }).end(text);
    return;
  }
  if (path !== options.webhookPath) return answer(response, 404, "Not found");
  const take = (): Promise<void> => takeWebhook(request, response, options, readBody);
  await (options.watch === undefined ? take() : options.watch(request, response, take));
}

async function takeWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookServerOptions,
  readBody: ReadBody,
): Promise<void> {
  if (request.method !== "POST") return answer(response, 405, "Webhooks are sent with POST", { allow: "POST" });
  if (request.headers["x-hub-signature-256"] === undefined) return answer(response, 401, "The webhook is not signed");
  const body = await readBody(request);
  if (body === "too-large") return answer(response, 413, "The body is over 25 MB", { connection: "close" });
  if (body === "too-busy") return answer(response, 503, "Too much at once", { connection: "close" });
  if (!beginsAnObject(body))
    return answer(response, 400, "The body is no JSON object; the App must send application/json");
  await options.receive(Object.assign(request, { rawBody: body }), response);
}

/** Whether it is a JSON object, if it is JSON at all. Read no further: who has not signed must not cost more. */
function beginsAnObject(body: Buffer): boolean {
  const first = body.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b;
}

function answer(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers }).end(`${text}\n`);
}
