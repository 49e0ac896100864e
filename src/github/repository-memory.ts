import type { LRUCache } from "lru-cache";
import { defaultConfiguration } from "../list/configuration.ts";
import type { SettledProposal } from "../intake/settled-proposal.ts";
import type { Answer, Comment, Person } from "../intake/snapshot.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import { createSuggestionMemory, type SuggestionMemory } from "./suggestion-memory.ts";

/** What we happen to remember of a repository. All of it can be forgotten: it only saves requests. */
export interface RepositoryMemory {
  /** Labels that exist and have their colour. */
  readonly labels: Set<string>;
  /** `path blobSha` of outputs that we wrote, or found to be what the list renders to. */
  readonly written: LRUCache<string, true>;
  /** Our check run by commit; without a conclusion there is none. `words` is what it says. */
  readonly checkRuns: LRUCache<string, { readonly conclusion?: "success" | "failure"; readonly words?: string }>;
  /** `number closedAt` of a pull request to the person who closed it. */
  readonly closers: LRUCache<string, { readonly person: Person | undefined }>;
  /** Sha of the tree that was read last. */
  lastTree: string | undefined;
  /** Our last commit on the default branch, until the event that tells of it has come. */
  committed: string | undefined;
  /** Head of the default branch that refused our commit. */
  refusedHead: string | undefined;
  /** Commits whose check run a person asked for again. */
  readonly rechecks: LRUCache<string, true>;
  /** `id content` of reactions that we made to comments, and `number headSha` of pull requests we made suggestions on. */
  readonly reactions: LRUCache<string, true>;
  readonly suggested: LRUCache<string, true>;
  /** Merge method that the repository is known to allow. */
  mergeMethod: "squash" | "merge" | "rebase" | undefined;
  /** Whether a regeneration of ours is open, as far as we know. */
  regenerationOpen: boolean | undefined;
  /** The issue that lists what is ready, and by issue the hash of what is, as looks have found it. */
  dashboard: number | undefined;
  readonly ready: Map<number, string>;
  /** By issue or pull request: its newest `/merge-ready`, for our list of what is ready, and what that has said to it. */
  readonly asked: LRUCache<number, AskedElsewhere>;
  /** By pull request of ours: what people command in its thread. */
  readonly threads: LRUCache<number, Promise<readonly Comment[]>>;
  /** Head of the branch that holds a batch, while there is a pull request for it. */
  stackHead: string | undefined;
  /** The batch that a rule of the repository kept from that branch, and GitHub's words. */
  stackRefused: { readonly hash: string; readonly message: string } | undefined;
  /** The commit and the permission that the repository was told is missing; empty: none is told there, as far as we know. */
  permissionTold: string | undefined;
  /** False after a look that found no list. */
  listRepository: boolean | undefined;
  /** The list was broken at the last look at it, or a suggestion was told to wait: whoever waits is to be woken. */
  broken: boolean;
  /** Blob of the list, and `settingsId`, for which open proposals were last looked at. */
  wokenFor: string | undefined;
  /** By number of a person's pull request: blob of the list that ours in its place was last made for. */
  readonly replacedFor: LRUCache<number, string>;
  /** By issue: open proposals that their last look left with nothing to do. */
  readonly settled: LRUCache<number, SettledAt>;
  readonly suggestions: SuggestionMemory;
  /** People's open pull requests that change something of ours: looked at again when the list moves. */
  readonly reviewed: Set<number>;
  /** `head base` for which GitHub did not know yet whether git can merge them. */
  readonly mergeableAsked: LRUCache<string, true>;
  /** By head of a pull request: how often GitHub said that it cannot be merged. */
  readonly unmergeable: LRUCache<string, number>;
  /** Seconds to gather merges, as the list's configuration says. */
  regenerateAfter: number;
}

/** A proposal as a look saw it. */
export interface SettledAt {
  readonly proposal: SettledProposal;
  /** Head of its branch. */
  readonly head: string;
  /** Of the default branch: its tree, and `settingsId`. */
  readonly treeSha: string;
  readonly settings: string;
}

export interface AskedElsewhere {
  readonly kind: "issue" | "pull";
  readonly comment: Comment;
  readonly answer?: Answer;
}

/** By repository id. */
export type GithubMemory = LRUCache<number, RepositoryMemory>;

export function createMemory(): GithubMemory {
  return createBoundedCache(5000);
}

/** Forgets what another server may have made otherwise, or heard of, since this one last looked: it is read again. */
export function forgetShared(memory: RepositoryMemory): void {
  memory.threads.clear();
  memory.checkRuns.clear();
  memory.regenerationOpen = undefined;
}

/** The memory of one repository, made at first use. */
export function memoryOf(memory: GithubMemory, repository: { readonly id: number }): RepositoryMemory {
  const known = memory.get(repository.id);
  if (known !== undefined) return known;
  const made: RepositoryMemory = {
    labels: new Set(),
    written: createBoundedCache(1000),
    checkRuns: createBoundedCache(200),
    closers: createBoundedCache(1000),
    lastTree: undefined,
    committed: undefined,
    refusedHead: undefined,
    rechecks: createBoundedCache(100),
    reactions: createBoundedCache(1000),
    suggested: createBoundedCache(1000),
    mergeMethod: undefined,
    regenerationOpen: undefined,
    dashboard: undefined,
    ready: new Map(),
    asked: createBoundedCache(100),
    threads: createBoundedCache(1000),
    stackHead: undefined,
    stackRefused: undefined,
    permissionTold: undefined,
    listRepository: undefined,
    broken: false,
    wokenFor: undefined,
    replacedFor: createBoundedCache(1000),
    settled: createBoundedCache(1000),
    suggestions: createSuggestionMemory(),
    reviewed: new Set(),
    mergeableAsked: createBoundedCache(1000),
    unmergeable: createBoundedCache(1000),
    regenerateAfter: defaultConfiguration.regenerateAfter,
  };
  memory.set(repository.id, made);
  return made;
}
