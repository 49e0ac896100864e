import { getHeapStatistics } from "node:v8";
import type { Probot } from "probot";
import { createBoundedCache } from "../github/bounded-cache.ts";
import { createGithubClient, type GithubClient } from "../github/client.ts";
import { createAnswerCache } from "../github/conditional-fetch.ts";
import { prepareOctokit, type RequestMade, type WatchRequest } from "../github/prepare-octokit.ts";
import { createRateLimits, type RateLimits } from "../github/rate-limits.ts";
import type { GithubMemory } from "../github/repository-memory.ts";
import { createShaCache } from "../github/sha-cache.ts";
import type { Person } from "../intake/snapshot.ts";
import type { Tokens } from "./probot-app.ts";

export interface Clients {
  of(installationId: number): Promise<GithubClient>;
}

export interface ClientsOptions {
  readonly probot: Probot;
  readonly appId: number;
  readonly memory: GithubMemory;
  readonly isSole?: boolean;
  readonly limits?: RateLimits;
  readonly tokens?: Tokens;
  readonly onRequest?: (request: RequestMade) => void;
  readonly watch?: WatchRequest;
  readonly mayWrite?: () => boolean;
}

/** A client takes 40 kB, and a moment to be made anew. */
const mostClients = 1_000;
/** Megabytes. */
const mostCached = 250;
/** Milliseconds for which we keep our name. */
const knownFor = 3_600_000;

/** One client an installation, made when it is needed; cache and memory are shared by all. */
export function createClients({ probot, limits = createRateLimits(), tokens, ...options }: ClientsOptions): Clients {
  const cache = createShaCache(Math.min(mostCached, Math.floor(heapLimit() / 4)));
  const answers = createAnswerCache();
  const clients = createBoundedCache<number, Promise<GithubClient>>(mostClients);
  let self: Promise<Person> | undefined;
  let before: Promise<Person> | undefined;
  let knownUntil = 0;

  async function make(installationId: number): Promise<GithubClient> {
    const forgetToken = (): unknown => tokens?.delete(String(installationId));
    const installation = { id: installationId, answers, limits, forgetToken };
    // Before it asks anything: what GitHub says to the first question may be to wait.
    const octokit = prepareOctokit(await probot.auth(installationId), { ...options, installation });
    self ??= whoWeAre(probot, octokit).catch((error: unknown) => before ?? Promise.reject(error));
    try {
      return createGithubClient({ ...options, octokit, cache, log: probot.log, self: await self });
    } catch (error) {
      self = undefined;
      throw error;
    }
  }

  return {
    of(installationId) {
      if (Date.now() >= knownUntil) {
        knownUntil = Date.now() + knownFor;
        [before, self] = [self, undefined];
        clients.clear();
      }
      const known = clients.get(installationId);
      if (known !== undefined) return known;
      const client = make(installationId);
      clients.set(installationId, client);
      client.catch(() => clients.delete(installationId));
      return client;
    },
  };
}

/** Megabytes; Node takes half of a small machine or container for its heap, and ends where that is too little. */
function heapLimit(): number {
  return getHeapStatistics().heap_size_limit / 1_000_000;
}

/** The account an App writes with. https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
async function whoWeAre(probot: Probot, installation: GithubClient["octokit"]): Promise<Person> {
  const app = prepareOctokit(await probot.auth());
  const { data } = await app.request("GET /app");
  const login = `${data?.slug ?? ""}[bot]`;
  const { data: user } = await installation.request("GET /users/{username}", { username: login });
  return { id: Number(user.id), login: user.login, type: "Bot" };
}
