import { once } from "node:events";
import { announce, announceInstallation } from "./announce.ts";
import { startEmulator } from "./emulator.ts";
import { createBudgets } from "./budgets.ts";
import { createFaults } from "./faults.ts";
import type { FaultRule } from "./faults.ts";
import { createFront } from "./front.ts";
import { readIssue } from "./issue-json.ts";
import { numberAt } from "./json.ts";
import { queueMerge, setDraft } from "./pull-pages.ts";
import type { RecordedRequest } from "./request-log.ts";
import { seedWorld } from "./seed-world.ts";
import { createWebhookQueue } from "./webhook-queue.ts";
import type { RecordedDelivery } from "./webhook-queue.ts";
import type { BranchRules, Repository, Role, World } from "./world.ts";

export type { FaultRule } from "./faults.ts";
export type { RecordedRequest } from "./request-log.ts";
export type { RecordedDelivery } from "./webhook-queue.ts";
export type { BranchRules, Role } from "./world.ts";

export interface LocalGithubOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** The account that owns the repositories and installed the App: an admin. */
  readonly owner: string;
  /** Login to what that person may do in every repository. Everybody may read: all repositories are public. */
  readonly users: Readonly<Record<string, Role>>;
  /** Each begins with one commit by the owner. */
  readonly repositories: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly defaultBranch?: string;
  }[];
  /** What the App asks for; by default what our app.yml does. */
  readonly app?: {
    readonly slug?: string;
    readonly permissions?: Readonly<Record<string, "read" | "write">>;
    readonly events?: readonly string[];
  };
  readonly webhookSecret?: string;
  /** How webhooks of one repository go out: each after the answer to the one before, or without waiting. */
  readonly deliveryOrder?: "one by one" | "all at once";
}

export interface LocalGithub {
  /** What `GITHUB_API_URL` is set to. */
  readonly url: string;
  readonly appId: number;
  readonly installationId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly appSlug: string;
  /** The user id of `slug[bot]`, the author of all that the App writes. */
  readonly botUserId: number;
  /** A person's token. Throws for somebody who was not named in the options. */
  tokenOf(login: string): string;
  /** Where webhooks go; undefined records them and delivers them to nobody. */
  setWebhookUrl(url: string | undefined): void;
  /** Every API request, in order of completion. */
  readonly requests: readonly RecordedRequest[];
  readonly deliveries: readonly RecordedDelivery[];
  redeliver(delivery: RecordedDelivery): Promise<void>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
  /** While on, only admins update, force or delete the branch directly; pull requests merge when the rules are met. */
  protect(repository: string, branch: string, on: boolean, rules?: BranchRules): void;
  /** Deletes an issue, as an admin does on its page: there is no API for it. */
  deleteIssue(repository: string, number: number): Promise<void>;
  /** Tells the App of what only GitHub's pages or other services do: a merge queue, a rename. */
  announce(repository: string, event: string, payload: Readonly<Record<string, unknown>>): void;
  /** Makes a merge queue try the pull request on top of its base: returns the commit that waits for checks. */
  queueMerge(repository: string, number: number): Promise<string>;
  /** Makes it a draft, or ready for review, as its author does on its page. */
  setDraft(repository: string, number: number, draft: boolean): Promise<void>;
  /** From now on nobody writes in it. */
  archive(repository: string): void;
  /** The owner accepts, or takes back, what the App may do: what its tokens have stays until they end. */
  grant(permissions: Readonly<Record<string, "read" | "write">>): void;
  /** So many requests are left of the App's hour. */
  leaveRequests(remaining: number): void;
  /** Makes the next matching request of the App fail. */
  fault(rule: FaultRule): void;
  close(): Promise<void>;
}

export const appPermissions = {
  checks: "write",
  contents: "write",
  issues: "write",
  merge_queues: "read",
  metadata: "read",
  pull_requests: "write",
} as const;

export const appEvents = [
  "issues",
  "issue_comment",
  "pull_request",
  "push",
  "check_run",
  "check_suite",
  "merge_group",
  "repository",
];

const appId = 70_001;
const installationId = 80_001;

/** Starts a GitHub of one's own: nothing leaves this machine, and nothing is kept after `close`. */
export async function startLocalGithub(options: LocalGithubOptions): Promise<LocalGithub> {
  const appSlug = options.app?.slug ?? "awesome-papers";
  const webhookSecret = options.webhookSecret ?? "local-webhook-secret";
  const requests: RecordedRequest[] = [];
  const faults = createFaults();
  const budgets = createBudgets();
  const webhooks = createWebhookQueue({
    secret: webhookSecret,
    appId,
    order: options.deliveryOrder ?? "one by one",
  });
  const current: { world: World | undefined } = { world: undefined };
  const server = createFront({ world: () => current.world, faults, requests, budgets });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${numberAt(server.address(), "port")}`;
  const repositories = options.repositories.map((repository) => ({
    ...repository,
    defaultBranch: repository.defaultBranch ?? "main",
  }));
  const logins = [...new Set([options.owner, ...Object.keys(options.users)])];
  const seed = { baseUrl: url, owner: options.owner, logins, repositories, appId, appSlug, installationId };
  const emulator = await startEmulator(seed);
  const ready = await seedWorld({
    ...seed,
    emulator,
    webhooks,
    users: options.users,
    permissions: options.app?.permissions ?? appPermissions,
    events: options.app?.events ?? appEvents,
  });
  current.world = ready;

  function repositoryOf(name: string): Repository {
    const found = ready.repositories.get(`${options.owner}/${name}`.toLowerCase());
    if (found === undefined) throw new Error(`The local GitHub has no repository ${name}.`);
    return found;
  }

  return {
    url,
    appId,
    installationId,
    privateKey: emulator.privateKey,
    webhookSecret,
    appSlug,
    botUserId: ready.bot.id,
    tokenOf(login) {
      const found = [...ready.personTokens].find(([, name]) => name.toLowerCase() === login.toLowerCase());
      if (found === undefined) throw new Error(`The local GitHub has nobody called ${login}.`);
      return found[0];
    },
    setWebhookUrl: (target) => webhooks.setUrl(target),
    requests,
    deliveries: webhooks.deliveries,
    redeliver: (delivery) => webhooks.redeliver(delivery),
    idle: () => webhooks.idle(),
    protect(name, branch, on, rules = {}) {
      const repository = repositoryOf(name);
      if (on) repository.protectedBranches.set(branch, rules);
      else repository.protectedBranches.delete(branch);
    },
    async deleteIssue(name, number) {
      const repository = repositoryOf(name);
      const issue = await readIssue(ready, repository, number);
      repository.deletedIssues.add(number);
      announce(ready, repository, ready.owner, "issues", { action: "deleted", issue });
    },
    announce: (name, event, payload) => announce(ready, repositoryOf(name), ready.owner, event, payload),
    queueMerge: (name, number) => queueMerge(ready, repositoryOf(name), number),
    setDraft: (name, number, draft) => setDraft(ready, repositoryOf(name), number, draft),
    archive(name) {
      const repository = repositoryOf(name);
      repository.archived = true;
      announce(ready, repository, ready.owner, "repository", { action: "archived" });
    },
    grant(permissions) {
      ready.permissions = permissions;
      announceInstallation(ready, "new_permissions_accepted");
    },
    leaveRequests: (remaining) => budgets.leave("installation", remaining),
    fault: (rule) => faults.add(rule),
    async close() {
      webhooks.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await emulator.close();
    },
  };
}
