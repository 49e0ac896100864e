import type { Person } from "../intake/snapshot.ts";
import { prepareOctokit, type GithubOctokit, type PrepareOptions } from "./prepare-octokit.ts";
import { createMemory, type GithubMemory } from "./repository-memory.ts";
import { createShaCache, type ShaCache } from "./sha-cache.ts";

/** All that an adapter function needs besides the subject; one an installation, with cache and memory shared by all. */
export interface GithubClient {
  readonly octokit: GithubOctokit;
  /** The account that writes for us. */
  readonly self: Person;
  /** Our App, so that a check run of another of the same name is not taken for ours; absent for a plain token. */
  readonly appId?: number;
  readonly cache: ShaCache;
  readonly memory: GithubMemory;
  /** No other server looks at the same repositories: what memory says of their state, this one has done or seen itself. */
  readonly isSole: boolean;
  readonly log: Log;
}

/** As pino has it: fields, then words. */
export interface Log {
  readonly warn: (fields: object, message: string) => void;
}

export interface ClientOptions extends PrepareOptions {
  readonly octokit: GithubOctokit;
  readonly self: Person;
  readonly appId?: number;
  readonly cache?: ShaCache;
  readonly memory?: GithubMemory;
  readonly isSole?: boolean;
  readonly log?: Log;
}

/** A client on this octokit, which is prepared for us (`prepareOctokit`). */
export function createGithubClient(options: ClientOptions): GithubClient {
  return {
    octokit: prepareOctokit(options.octokit, options),
    self: options.self,
    ...(options.appId === undefined ? {} : { appId: options.appId }),
    cache: options.cache ?? createShaCache(),
    memory: options.memory ?? createMemory(),
    isSole: options.isSole ?? true,
    log: options.log ?? { warn: () => undefined },
  };
}

/** The parameters that name a repository in every route. */
export function routeOf(repository: { readonly owner: string; readonly name: string }): {
  owner: string;
  repo: string;
} {
  return { owner: repository.owner, repo: repository.name };
}
