import type { AppClient } from "./create-app-client.ts";
import { Outage, statusOf, wordsOf } from "./github-error.ts";

/** What came of a question. `unreachable`: no answer, or none of GitHub's own. */
export type Asked<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "refused"; readonly status: number; readonly words: string }
  | { readonly kind: "unreachable"; readonly words: string };

/** What GitHub knows about an App and how it is doing. */
export interface Deployment {
  /** Seconds that this machine's clock is ahead of GitHub's; undefined where GitHub did not say what time it is. */
  readonly secondsAhead: number | undefined;
  readonly app: Asked<AppFacts>;
  /** Asked only where GitHub let us in as the App. */
  readonly rest?: {
    readonly hook: Asked<HookFacts>;
    readonly deliveries: Asked<readonly Delivery[]>;
    readonly installations: Asked<readonly Installation[]>;
    /** Of the first installation that is not suspended; undefined where there is none. */
    readonly rateLimit: Asked<RateLimit> | undefined;
  };
}

/** By permission: `read`, `write` or `admin`. */
export type Permissions = Readonly<Record<string, string>>;

export interface AppFacts {
  readonly id: number;
  readonly slug: string;
  readonly page: string;
  /** Of the owner, where it is an organization. */
  readonly organization: string | undefined;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

export interface HookFacts {
  readonly url: string;
  /** `json` or `form`. */
  readonly contentType: string;
  readonly hasSecret: boolean;
  /** Whether GitHub looks at the certificate of the address. */
  readonly verifiesTls: boolean;
}

export interface Delivery {
  readonly at: string;
  readonly event: string;
  /** What the address answered, or what GitHub says where it did not: 502, 504. */
  readonly statusCode: number;
  /** `OK`, or what was wrong in GitHub's words. */
  readonly status: string;
}

export interface Installation {
  readonly id: number;
  readonly account: string;
  readonly page: string;
  readonly isSuspended: boolean;
  /** What its owner has granted; less than the App asks for until the owner accepts what was added. */
  readonly permissions: Permissions;
}

export interface RateLimit {
  readonly account: string;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

const pageSize = 100;
/** 1,000 installations in ten requests; more would be no better to judge by. */
const mostPages = 10;

/** Asks GitHub about the App, one question after the other. https://docs.github.com/en/rest/apps */
export async function gatherDeployment(client: AppClient): Promise<Deployment> {
  const app = await ask(() => readApp(client));
  if (app.kind !== "answered") return { secondsAhead: client.secondsAhead(), app };
  const hook = await ask(() => readHook(client));
  const deliveries = await ask(() => readDeliveries(client));
  const installations = await ask(() => readInstallations(client));
  const first =
    installations.kind === "answered" ? installations.value.find(({ isSuspended }) => !isSuspended) : undefined;
  const rateLimit = first === undefined ? undefined : await ask(() => readRateLimit(client, first));
  return { secondsAhead: client.secondsAhead(), app, rest: { hook, deliveries, installations, rateLimit } };
}

async function ask<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: "answered", value: await question() };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw error;
    const words = wordsOf(error);
    // Of the outages a wrong signature is the one that asking again does not mend.
    const isOutage = error instanceof Outage && status !== 401;
    return isOutage ? { kind: "unreachable", words } : { kind: "refused", status, words };
  }
}

/** https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
async function readApp({ octokit }: AppClient): Promise<AppFacts> {
  const { data } = await octokit.request("GET /app");
  if (data === null) throw new Error("GitHub answered GET /app with nothing.");
  const { owner } = data;
  return {
    id: data.id,
    slug: data.slug ?? "",
    page: data.html_url,
    organization: "type" in owner && owner.type === "Organization" ? owner.login : undefined,
    permissions: granted(data.permissions),
    events: data.events,
  };
}

/** https://docs.github.com/en/rest/apps/webhooks#get-a-webhook-configuration-for-an-app */
async function readHook({ octokit }: AppClient): Promise<HookFacts> {
  const { data } = await octokit.request("GET /app/hook/config");
  return {
    url: data.url ?? "",
    contentType: data.content_type ?? "form",
    // GitHub shows stars in its place.
    hasSecret: (data.secret ?? "") !== "",
    verifiesTls: String(data.insecure_ssl ?? "0") === "0",
  };
}

/** The latest first. https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook */
async function readDeliveries({ octokit }: AppClient): Promise<readonly Delivery[]> {
  const { data } = await octokit.request("GET /app/hook/deliveries", { per_page: pageSize });
  return data.map(({ delivered_at, event, status_code, status }) => ({
    at: delivered_at,
    event,
    statusCode: status_code,
    status,
  }));
}

/** https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app */
async function readInstallations({ octokit }: AppClient): Promise<readonly Installation[]> {
  const found: Installation[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.request("GET /app/installations", { per_page: pageSize, page });
    for (const one of data) {
      found.push({
        id: one.id,
        account: one.account?.login ?? "",
        page: one.html_url,
        isSuspended: (one.suspended_at ?? undefined) !== undefined,
        permissions: granted(one.permissions),
      });
    }
    if (data.length < pageSize) break;
  }
  return found;
}

/** https://docs.github.com/en/rest/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user */
async function readRateLimit(client: AppClient, { id, account }: Installation): Promise<RateLimit> {
  const octokit = await client.installation(id);
  const { limit, remaining, reset } = (await octokit.request("GET /rate_limit")).data.resources.core;
  return { account, limit, remaining, reset };
}

function granted(permissions: object): Permissions {
  return Object.fromEntries(Object.entries(permissions).map(([name, level]) => [name, String(level)]));
}
