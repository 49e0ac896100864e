import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { answerTo, parseBody, pathOf, withEtag } from "./answer-to.ts";
import type { Budgets } from "./budgets.ts";
import type { Faults } from "./faults.ts";
import type { RecordedRequest } from "./request-log.ts";
import { isBookkeeping } from "./request-log.ts";
import type { Answer, World } from "./world.ts";

export interface FrontOptions {
  readonly world: () => World | undefined;
  readonly faults: Faults;
  readonly requests: RecordedRequest[];
  readonly budgets: Budgets;
}

/** An HTTP server that answers as api.github.com does. */
export function createFront(options: FrontOptions): Server {
  // Writes go one after the other, as if each were a transaction; a read sees every write that came before it.
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function inTurn(world: World | undefined, method: string, work: () => Promise<Answer>): Promise<Answer> {
    const before = lastWrite;
    if (method === "GET") return before.then(work);
    const turn = before.then(async () => {
      world?.webhooks.hold();
      try {
        return await work();
      } finally {
        world?.webhooks.release();
      }
    });
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const world = options.world();
    const method = request.method ?? "GET";
    const url = new URL(request.url ?? "/", "http://local");
    const path = pathOf(url);
    const authorization = request.headers.authorization;
    const isApp = world !== undefined && isOfApp(world, authorization);
    const text = await readBody(request);
    const entry = { method, path, query: url.search, by: isApp ? "app" : "person", at: Date.now() } as const;
    const record = (status: number): void => {
      const body = text === "" ? {} : { body: parseBody(text) };
      options.requests.push({ ...entry, status, bookkeeping: isBookkeeping(path), ...body });
    };
    const fault = isApp ? options.faults.take(method, path) : undefined;
    if (fault?.drop === true) {
      record(0);
      request.socket.destroy();
      return;
    }
    if (fault !== undefined && fault.dropAfter !== true) {
      const status = fault.status ?? 500;
      record(status);
      const body = fault.body ?? { message: "Server Error", documentation_url: "https://docs.github.com/rest" };
      write(response, { status, body, headers: fault.headers ?? {} });
      return;
    }
    const answer = await inTurn(world, method, async () => {
      const said = await answerTo(world, request.headers, { method, url, text });
      const done = withEtag(said, method, request.headers);
      record(fault === undefined ? done.status : 0);
      return done;
    });
    if (fault?.dropAfter === true) {
      request.socket.destroy();
      return;
    }
    // What has not changed costs nothing.
    const cost = answer.status === 304 && authorization !== undefined ? 0 : 1;
    const limit = options.budgets.spend(isApp ? "installation" : (authorization ?? ""), cost);
    write(response, { ...answer, headers: { ...limit, ...answer.headers } });
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      process.stderr.write(`local GitHub: ${error instanceof Error ? String(error.stack) : String(error)}\n`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  // Longer than any client keeps a connection: else one that is reused just as it closes looks like a dropped answer.
  server.keepAliveTimeout = 120_000;
  return server;
}

function isOfApp(world: World, authorization: string | undefined): boolean {
  const token = (authorization ?? "").replace(/^(?:bearer|token)\s+/iu, "").trim();
  return world.appTokens.has(token) || token.split(".").length === 3;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function write(response: ServerResponse, answer: Answer): void {
  const body = answer.raw ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    "x-github-media-type": "github.v3; format=json",
    ...(answer.raw === undefined && body !== "" ? { "content-type": "application/json; charset=utf-8" } : {}),
    ...answer.headers,
    ...(answer.status === 204 || answer.status === 304 ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  });
  response.end(body);
}
