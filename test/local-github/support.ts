import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { App, Octokit } from "octokit";
import { afterAll, beforeAll } from "vitest";
import type { LocalGithub, LocalGithubOptions } from "../../src/local-github/start.ts";
import { startLocalGithub } from "../../src/local-github/start.ts";

export const owner = "mona";
export const repo = "list";
export const here = { owner, repo } as const;

export const ten = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join("");

/** Without retries and without spacing: what is asked is asked once, and now. */
export const quick = Octokit.defaults({
  retry: { enabled: false },
  throttle: { enabled: false },
  log: { debug() {}, info() {}, warn() {}, error() {} },
});

export type Client = InstanceType<typeof quick>;

export interface Received {
  readonly event: string;
  readonly payload: Record<string, unknown>;
  readonly signatureIsRight: boolean;
  readonly deliveryId: string;
}

export interface Stage {
  github(): LocalGithub;
  as(login: string): Client;
  asApp(permissions?: Record<string, string>): Promise<Client>;
  /** What is done on each webhook before it is answered. */
  onReceive(react: () => Promise<void>): void;
  /** Where it listens. */
  hookUrl(): string;
  /** Everything received since the last call, after all deliveries are done. */
  received(): Promise<Received[]>;
}

/** A local GitHub for one test file, with somebody who listens to its webhooks. */
export function stage(options: Partial<LocalGithubOptions> = {}): Stage {
  let github: LocalGithub | undefined;
  let inbox: Received[] = [];
  let reaction: () => Promise<void> = () => Promise.resolve();
  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const right = `sha256=${createHmac("sha256", current().webhookSecret).update(body).digest("hex")}`;
    inbox.push({
      event: String(request.headers["x-github-event"]),
      payload: JSON.parse(body.toString()),
      signatureIsRight: request.headers["x-hub-signature-256"] === right,
      deliveryId: String(request.headers["x-github-delivery"]),
    });
    await reaction();
    response.end("ok");
  }
  const listener = createServer((request, response) => void listen(request, response));

  function current(): LocalGithub {
    if (github === undefined) throw new Error("Not started yet.");
    return github;
  }

  function client(token: string): Client {
    return new quick({ baseUrl: current().url, auth: token });
  }

  function hookUrl(): string {
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("Nobody listens.");
    return `http://127.0.0.1:${address.port}/`;
  }

  beforeAll(async () => {
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    github = await startLocalGithub({
      owner,
      users: { mel: "maintain", wanda: "write", tess: "triage", rita: "read", sam: "none" },
      repositories: [{ name: repo, files: { "README.md": "# List\n", "list.json": ten, "docs/a.md": "a\n" } }],
      ...options,
    });
    github.setWebhookUrl(hookUrl());
  });

  afterAll(async () => {
    await github?.close();
    listener.closeAllConnections();
    listener.close();
  });

  return {
    github: current,
    hookUrl,
    onReceive(react) {
      reaction = react;
    },
    as: (login) => client(current().tokenOf(login)),
    async asApp(permissions) {
      const { appId, privateKey, url } = current();
      const app = new App({ appId, privateKey, Octokit: quick.defaults({ baseUrl: url }) });
      const { data } = await app.octokit.request("GET /repos/{owner}/{repo}/installation", here);
      const { data: minted } = await app.octokit.request("POST /app/installations/{installation_id}/access_tokens", {
        installation_id: data.id,
        ...(permissions === undefined ? {} : { permissions }),
      });
      return client(minted.token);
    },
    async received() {
      await current().idle();
      const all = inbox;
      inbox = [];
      return all;
    },
  };
}

/** "issues.opened", "push": what was told, in order. */
export function names(received: readonly Received[]): string[] {
  return received.map(({ event, payload }) =>
    typeof payload["action"] === "string" ? `${event}.${payload["action"]}` : event,
  );
}

/** Puts one file's new content on a new branch by git data, and returns the commit. */
export async function branchWith(
  client: Client,
  branch: string,
  files: Record<string, string>,
  from?: string,
): Promise<string> {
  const start = from ?? (await client.rest.git.getRef({ ...here, ref: "heads/main" })).data.object.sha;
  const base = await client.rest.git.getCommit({ ...here, commit_sha: start });
  const tree = await client.rest.git.createTree({
    ...here,
    base_tree: base.data.tree.sha,
    tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" })),
  });
  const commit = await client.rest.git.createCommit({
    ...here,
    message: `Change ${Object.keys(files).join(", ")}`,
    tree: tree.data.sha,
    parents: [start],
  });
  await client.rest.git.createRef({ ...here, ref: `refs/heads/${branch}`, sha: commit.data.sha });
  return commit.data.sha;
}

/** A file as it stands on a branch. */
export async function readFile(client: Client, path: string, ref = "main"): Promise<string> {
  const { data } = await client.rest.repos.getContent({ ...here, path, ref });
  if (!("content" in data)) throw new Error(`${path} is no file.`);
  return Buffer.from(data.content, "base64").toString();
}
