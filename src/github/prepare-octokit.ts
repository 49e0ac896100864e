import { AsyncLocalStorage } from "node:async_hooks";
import type { Octokit } from "octokit";
import { createConditionalFetch, type AnswerCache } from "./conditional-fetch.ts";
import { toGithubError } from "./github-error.ts";
import type { RateLimits } from "./rate-limits.ts";

/** Probot's octokit, octokit's own, or any made of the same core. */
export type GithubOctokit = Pick<Octokit, "request" | "hook">;

/** One HTTP request that went out, a retried read each time. */
export interface RequestMade {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** As GitHub documents it: `/repos/{owner}/{repo}`. */
  readonly route: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Of our own work; `app` for tokens and what an App asks about itself. */
  readonly purpose: "work" | "app";
}

/** Sends a request and hands its answer on, in the async context of who asked for it: to measure it. */
export type WatchRequest = (request: RequestMade, send: () => Promise<Response>) => Promise<Response>;

export interface PrepareOptions {
  /** Asked right before a write goes out; where it says no, the write fails like one that GitHub did not answer. */
  readonly mayWrite?: () => boolean;
  readonly onRequest?: (request: RequestMade) => void;
  readonly watch?: WatchRequest;
  readonly installation?: InstallationKnown;
}

/** Who asks, and what is remembered of GitHub's answers to it. */
export interface InstallationKnown {
  readonly id: number;
  readonly answers: AnswerCache;
  readonly limits: RateLimits;
  /** Called where GitHub does not take its token: revoked, or older than the clock here shows. */
  readonly forgetToken?: () => void;
}

/**
 * Options for the plugins of every octokit we use. Waiting is the queue's work: a worker that sleeps through
 * a rate limit does nothing for the other repositories.
 * https://github.com/octokit/plugin-throttling.js, https://github.com/octokit/plugin-retry.js
 */
export const octokitOptions = {
  retry: { doNotRetry: [400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 429, 451] },
  throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
};

const prepared = new WeakSet<GithubOctokit>();

/**
 * Makes an octokit safe for us; once for each, a second call changes nothing.
 *
 * - A write is never retried: its answer may be what was lost, and the next look finds what it did.
 * - Errors become `Outage` and `Refused` where they are that; others stay octokit's `RequestError`.
 * - `onRequest` hears of each HTTP request.
 * - In the name of an `installation` only what has changed is asked for, and its limit is noted.
 */
export function prepareOctokit<T extends GithubOctokit>(octokit: T, options: PrepareOptions = {}): T {
  if (prepared.has(octokit)) return octokit;
  prepared.add(octokit);
  octokit.hook.before("request", (request) => {
    const write = isWrite(request);
    const send: typeof fetch = (request.request?.["fetch"] as typeof fetch | undefined) ?? globalThis.fetch;
    // A new object: octokit hands the same one to every request that brings no options of its own.
    request.request = {
      ...request.request,
      ...(write ? { retries: 0 } : {}),
      fetch: conditional(listen(send, request.url, options), options.installation),
    };
    request.headers["user-agent"] = "awesome-papers";
    request.headers["x-github-api-version"] = "2022-11-28";
  });
  octokit.hook.error("request", (error) => {
    throw toGithubError(error, Date.now());
  });
  return octokit;
}

function isWrite({ method }: { readonly method: string }): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A connection that says nothing must not hold a worker for ever; 20 MB pass in this time on a slow line. */
const patience = 60_000;

function listen(send: typeof fetch, template: string, options: PrepareOptions): typeof fetch {
  const { onRequest, watch = (_request, sendIt) => sendIt(), mayWrite = () => true, installation } = options;
  const route = template.startsWith("/") ? template : "other";
  let attempt = 0;
  // The queue of the throttling plugin runs one caller's request in the context of another's.
  const inCaller = AsyncLocalStorage.snapshot();
  return (input, init) => inCaller(sendOnce, input, init);

  async function sendOnce(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = `${url.pathname}${url.search}`;
    const purpose = /\/app(?:\/|$)/.test(url.pathname) && !url.pathname.includes("/repos/") ? "app" : "work";
    attempt += 1;
    const request: RequestMade = { method: init?.method ?? "GET", path, route, attempt, purpose };
    if (isWrite(request) && !mayWrite()) throw new Error("It has taken so long that another server may be at it");
    onRequest?.(request);
    const signal = init?.signal ?? AbortSignal.timeout(patience);
    const response = await watch(request, () => send(input, { ...init, signal }));
    if (purpose === "work") installation?.limits.note(installation.id, response.headers);
    if (purpose === "work" && response.status === 401) installation?.forgetToken?.();
    return readWhole(response);
  }
}

/** Rejects where the connection is cut in the middle; octokit by itself would hand on an empty text, and keep it for a token. */
async function readWhole(response: Response): Promise<Response> {
  const { body, status, headers } = response;
  return body === null ? response : new Response(await response.arrayBuffer(), { status, headers });
}

function conditional(send: typeof fetch, installation: InstallationKnown | undefined): typeof fetch {
  return installation === undefined
    ? send
    : createConditionalFetch(send, installation.answers, String(installation.id));
}
