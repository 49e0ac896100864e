import type { Emulator } from "./emulator.ts";
import type { GitObjects } from "./git-objects.ts";
import type { JsonObject } from "./json.ts";
import type { TreeMerge } from "./merge-trees.ts";
import type { WebhookQueue } from "./webhook-queue.ts";

export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export type Permissions = Readonly<Record<string, "read" | "write">>;

/** Somebody as GitHub prints them: login, id, type and the rest. */
export interface Account extends JsonObject {
  readonly login: string;
  readonly id: number;
  readonly type: string;
}

/** Who asks. */
export type Actor =
  | { readonly kind: "app"; readonly permissions: Permissions; readonly account: Account }
  | { readonly kind: "person"; readonly account: Account }
  | { readonly kind: "jwt" }
  | { readonly kind: "anonymous" };

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** As the emulator prints it. */
  readonly json: JsonObject;
  /** Full names ("refs/heads/main") to commits. */
  readonly refs: Map<string, string>;
  readonly pulls: Map<number, Pull>;
  /** Numbers of issues an admin deleted: GitHub answers 410 for them. */
  readonly deletedIssues: Set<number>;
  readonly checkRuns: CheckRun[];
  readonly checkSuites: Map<string, number>;
  readonly protectedBranches: Map<string, BranchRules>;
  /** Login to role; the owner is always admin. */
  readonly roles: Map<string, Role>;
  pushedAt: string | undefined;
  /** True where the App is installed. */
  readonly installed: boolean;
  readonly fork: boolean;
  /** Nobody writes in it any more. */
  archived?: boolean;
  /** Pull requests from it are still there, from nowhere. */
  deleted?: boolean;
}

/** What a protected branch asks of a pull request to it. */
export interface BranchRules {
  /** Approvals by people who may write. */
  readonly reviews?: number;
  /** Check runs, by name, that must pass on the head. */
  readonly checks?: readonly string[];
}

/** What the emulator's issue of the same number does not say about a pull request. */
export interface Pull {
  readonly number: number;
  readonly headRepository: Repository;
  readonly headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  draft: boolean;
  state: "open" | "closed";
  mergedAt: string | undefined;
  mergedBy: Account | undefined;
  mergeCommitSha: string | undefined;
  reviews: readonly JsonObject[];
  /** On lines of the diff. */
  reviewComments: readonly JsonObject[];
}

export interface CheckRun {
  readonly id: number;
  json: JsonObject;
  annotations: readonly JsonObject[];
}

/** All there is: the emulator for issues and people, and here what the front knows better. */
export interface World {
  readonly url: string;
  readonly appId: number;
  readonly appSlug: string;
  readonly installationId: number;
  /** What the installation has been granted; a token keeps what there was when it was made. */
  permissions: Permissions;
  readonly events: readonly string[];
  readonly privateKey: string;
  readonly emulator: Emulator;
  readonly objects: GitObjects;
  readonly webhooks: WebhookQueue;
  readonly owner: Account;
  readonly bot: Account;
  /** By lower-case login. */
  readonly accounts: Map<string, Account>;
  readonly personTokens: ReadonlyMap<string, string>;
  readonly appTokens: Map<string, AppToken>;
  readonly repositories: Map<string, Repository>;
  /** Comments that were edited, and when. */
  readonly commentEdits: Map<number, string>;
  /** What merging two commits gives, by both: objects never change. */
  readonly merges: Map<string, Promise<TreeMerge>>;
  readonly reactions: Map<string, JsonObject[]>;
  /** The next id for what only the front holds. */
  nextId(): number;
}

export interface AppToken {
  readonly permissions: Permissions;
  readonly expiresAt: number;
}

/** One request, read and understood. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly search: string;
  readonly accept: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly actor: Actor;
}

/** A call about a repository, by somebody with a name. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** Sent instead of JSON. */
  readonly raw?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of these is enough: `[{ issues: "write" }, { pull_requests: "write" }]`. */
export type Needs = readonly Permissions[];

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `:name` is one segment, `:name+` the rest of the path. */
  readonly path: string;
  /** What the App must have. */
  readonly app: Needs;
  /** What a person must be at least. */
  readonly person: Role;
  readonly handle: (world: World, call: RepositoryCall) => Promise<Answer> | Answer;
}

/** A route that is about no repository. */
export interface PlainRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly handle: (world: World, call: Call) => Promise<Answer> | Answer;
}

/** The account that acts; only calls that passed the gate have one. */
export function accountOf(actor: Actor): Account {
  if (actor.kind === "app" || actor.kind === "person") return actor.account;
  throw new Error("Nobody acts here: the gate let an anonymous write through.");
}

export function fullNameOf(repository: Repository): string {
  return `${repository.owner}/${repository.name}`;
}

/** Now, in whole seconds, as GitHub writes times. */
export function timestamp(): string {
  return new Date().toISOString().replace(/\.\d+Z$/u, "Z");
}
