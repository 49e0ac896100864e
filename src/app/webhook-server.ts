import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** GitHub's own bound on a webhook's body. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const maxWebhookBytes = 25 * 1024 * 1024;

export interface WebhookServerOptions {
  readonly webhookPath: string;
  /** Verifies and takes a webhook whose raw body stands in `request.rawBody`, and answers it. */
  readonly receive: (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Whether work can be taken now. */
  readonly isReady: () => boolean;
}

/**
 * The HTTP side of the server. The body is read here, with a bound, before Probot sees the request:
 * by itself Probot reads a body of any size into memory, and verifies decoded text instead of bytes.
 */
export function createWebhookServer(options: WebhookServerOptions): Server {
  const server = createServer((request, response) => {
    handle(request, response, options).catch(() => {
      // What went wrong is logged where it happened; the words of an error are nobody's business outside.
      if (!response.headersSent) answer(response, 500, "Internal error");
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookServerOptions,
): Promise<void> {
  const path = (request.url ?? "/").split("?", 1)[0];
  if (path === "/healthz") return answer(response, 200, "ok");
  if (path === "/readyz") return options.isReady() ? answer(response, 200, "ok") : answer(response, 503, "starting");
  if (path !== options.webhookPath) return answer(response, 404, "Not found");
  if (request.method !== "POST") return answer(response, 405, "Webhooks are sent with POST", { allow: "POST" });
  if (request.headers["x-hub-signature-256"] === undefined) return answer(response, 401, "The webhook is not signed");
  const body = await readBody(request);
  if (body === undefined) return answer(response, 413, "The body is over 25 MB", { connection: "close" });
  await options.receive(Object.assign(request, { rawBody: body, body: {} }), response);
}

/** The raw bytes, or undefined when there are more than a webhook can have. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > maxWebhookBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxWebhookBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answer(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers }).end(`${text}\n`);
}
