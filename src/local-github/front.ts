import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import { admit, identify } from "./gate.ts";
import { isObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { notFound, refuse, Refusal } from "./refusal.ts";
import type { RecordedRequest } from "./request-log.ts";
import { isBookkeeping } from "./request-log.ts";
import { createRouter } from "./router.ts";
import { plainRoutes, repositoryRoutes } from "./routes.ts";
import type { Answer, Call, World } from "./world.ts";

export interface FrontOptions {
  readonly world: () => World | undefined;
  readonly faults: Faults;
  readonly requests: RecordedRequest[];
}

type Handle = (world: World, call: Call) => Promise<Answer> | Answer;

const findPlain = createRouter(plainRoutes);
const findRepository = createRouter(repositoryRoutes);
const hourlyRequests = 5000;

/** An HTTP server that answers as api.github.com does. */
export function createFront(options: FrontOptions): Server {
  // Writes go one after the other, as if each were a transaction; a read sees every write that came before it.
  let lastWrite: Promise<unknown> = Promise.resolve();
  const budgets = new Map<string, Budget>();

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
    const path = url.pathname.replace(/(.)\/$/u, "$1");
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
      const done = await answerTo(world, request, { method, path, url, text });
      record(fault === undefined ? done.status : 0);
      return done;
    });
    if (fault?.dropAfter === true) {
      request.socket.destroy();
      return;
    }
    const headers = { ...spend(budgets, isApp ? "installation" : (authorization ?? "")), ...answer.headers };
    write(response, withEtag({ ...answer, headers }, method, request.headers["if-none-match"]));
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

interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly text: string;
}

async function answerTo(world: World | undefined, request: IncomingMessage, incoming: Incoming): Promise<Answer> {
  try {
    if (world === undefined) throw refuse(503, "Starting");
    if (request.headers["user-agent"] === undefined) throw refuse(403, "Request forbidden by administrative rules.");
    const actor = identify(world, request.headers.authorization);
    const found = findHandle(world, incoming);
    const body = incoming.text === "" ? {} : parseBody(incoming.text);
    if (!isObject(body) && !Array.isArray(body)) throw refuse(400, "Problems parsing JSON");
    const call: Call = {
      method: incoming.method,
      path: incoming.path,
      query: incoming.url.searchParams,
      search: incoming.url.search,
      accept: request.headers.accept ?? "",
      params: found.params,
      // A list as a body (labels) is told apart by its key, as octokit does.
      body: Array.isArray(body) ? { labels: body } : body,
      actor,
    };
    return await found.handle(world, call);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, headers: error.headers };
    throw error;
  }
}

function findHandle(
  world: World,
  { method, path }: Incoming,
): { readonly handle: Handle; readonly params: Readonly<Record<string, string>> } {
  const plain = findPlain(method, path);
  if (plain !== undefined) return { handle: plain.route.handle, params: plain.params };
  const match = findRepository(method, path);
  // Better an answer GitHub never gives than one it would not give.
  if (match === undefined) throw refuse(501, `The local GitHub does not do ${method} ${path}`);
  const { route, params } = match;
  const repository = world.repositories.get(`${params["owner"]}/${params["repo"]}`.toLowerCase());
  const handle: Handle = (current, call) => {
    if (repository === undefined) throw notFound();
    admit(repository, call.actor, route.app, route.person);
    if (repository.archived === true && method !== "GET" && method !== "DELETE")
      throw refuse(403, "Repository was archived so is read-only.");
    return route.handle(current, { ...call, repository });
  };
  return { handle, params };
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

function parseBody(text: string): JsonObject | readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a reader has already is not sent again. */
function withEtag(answer: Answer, method: string, known: string | undefined): Answer {
  if (method !== "GET" || answer.status !== 200) return answer;
  const text = answer.raw ?? JSON.stringify(answer.body ?? "");
  const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
  const headers = { ...answer.headers, etag };
  return etag === known ? { status: 304, headers } : { ...answer, headers };
}

interface Budget {
  used: number;
  readonly endsAt: number;
}

/** One request less in this hour: an installation's tokens share theirs. It is told, and never enforced. */
function spend(budgets: Map<string, Budget>, whose: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const known = budgets.get(whose);
  const budget = known !== undefined && known.endsAt > now ? known : { used: 0, endsAt: now + 3600 };
  budget.used += 1;
  budgets.set(whose, budget);
  return {
    "x-ratelimit-limit": String(hourlyRequests),
    "x-ratelimit-remaining": String(Math.max(0, hourlyRequests - budget.used)),
    "x-ratelimit-used": String(budget.used),
    "x-ratelimit-reset": String(budget.endsAt),
    "x-ratelimit-resource": "core",
  };
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
