import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { admit, identify } from "./gate.ts";
import { isObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { notFound, refuse, Refusal } from "./refusal.ts";
import { createRouter } from "./router.ts";
import { plainRoutes, repositoryRoutes } from "./routes.ts";
import type { Answer, Call, World } from "./world.ts";

type Handle = (world: World, call: Call) => Promise<Answer> | Answer;

const findPlain = createRouter(plainRoutes);
const findRepository = createRouter(repositoryRoutes);

export interface Incoming {
  readonly method: string;
  readonly url: URL;
  /** The body; empty where there is none. */
  readonly text: string;
}

/** What GitHub answers, and does, without a server around it: also for tests that have no sockets and no time. */
export async function answerTo(
  world: World | undefined,
  headers: IncomingHttpHeaders,
  incoming: Incoming,
): Promise<Answer> {
  try {
    if (world === undefined) throw refuse(503, "Starting");
    if (headers["user-agent"] === undefined) throw refuse(403, "Request forbidden by administrative rules.");
    const actor = identify(world, headers.authorization);
    const found = findHandle(world, incoming);
    const body = incoming.text === "" ? {} : parseBody(incoming.text);
    if (!isObject(body) && !Array.isArray(body)) throw refuse(400, "Problems parsing JSON");
    const call: Call = {
      method: incoming.method,
      path: pathOf(incoming.url),
      query: incoming.url.searchParams,
      search: incoming.url.search,
      accept: headers.accept ?? "",
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
  { method, url }: Incoming,
): { readonly handle: Handle; readonly params: Readonly<Record<string, string>> } {
  const path = pathOf(url);
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

/** A slash at the end says nothing. */
export function pathOf(url: URL): string {
  return url.pathname.replace(/(.)\/$/u, "$1");
}

/** An object or a list; undefined for any other text. */
export function parseBody(text: string): JsonObject | readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a reader has already is not sent again. GitHub's ETags change with the token and with what is accepted. */
export function withEtag(answer: Answer, method: string, asked: IncomingHttpHeaders): Answer {
  if (method !== "GET" || answer.status !== 200) return answer;
  const hash = createHash("sha256");
  for (const header of [asked.accept, asked.authorization]) if (header !== undefined) hash.update(`${header}:`);
  const etag = `W/"${hash.update(answer.raw ?? JSON.stringify(answer.body ?? "")).digest("hex")}"`;
  const headers = { ...answer.headers, etag };
  return asked["if-none-match"] === etag ? { status: 304, headers } : { ...answer, headers };
}
