import { Octokit } from "octokit";
import type { RequestMade } from "../../github/prepare-octokit.ts";
import { startLocalGithub, type LocalGithub, type LocalGithubOptions } from "../../local-github/start.ts";
import { defaultMetadataSettings, type Metadata, type MetadataSettings } from "../../metadata/metadata.ts";
import { startServer, type RunningServer, type ServerHooks } from "../server.ts";
import type { ServerSettings } from "../settings.ts";

/** The whole loop on this machine: a local GitHub with one repository, the real server, and people with tokens. */
export interface Stage {
  readonly github: LocalGithub;
  readonly server: RunningServer;
  readonly route: { readonly owner: string; readonly repo: string };
  as(login: string): Octokit;
  /** What the server has asked of GitHub since this was last called; tokens, and what an App asks about itself, left out. */
  takeRequests(): readonly RequestMade[];
  /** A file of the default branch, or of another; undefined where there is none. */
  file(path: string, ref?: string): Promise<string | undefined>;
  labels(issue: number): Promise<readonly string[]>;
  comments(issue: number): Promise<readonly { readonly id: number; readonly body: string; readonly login: string }[]>;
  /** Until every webhook is delivered and all that follows from it is done. */
  settle(): Promise<void>;
  /** Stops the server and starts another: nothing is kept in between. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly owner: string;
  readonly repo: string;
  readonly users: LocalGithubOptions["users"];
  readonly files: Readonly<Record<string, string>>;
  /** Where papers are looked up: nothing here may leave this machine unless it is said. */
  readonly sources: Metadata | MetadataSettings;
  readonly settings?: Partial<Omit<ServerSettings, "metadata">>;
  readonly hooks?: Omit<ServerHooks, "onRequest">;
}

export async function startStage(options: StageOptions): Promise<Stage> {
  const { owner, repo, users, files, sources } = options;
  const github = await startLocalGithub({ owner, users, repositories: [{ name: repo, files }] });
  let requests: RequestMade[] = [];
  let server = await start();
  const route = { owner, repo };
  const stage: Stage = {
    github,
    get server() {
      return server;
    },
    route,
    as: (login) =>
      new Octokit({
        baseUrl: github.url,
        auth: github.tokenOf(login),
        throttle: { enabled: false },
        retry: { enabled: false },
        log: { debug: silent, info: silent, warn: silent, error: silent },
      }),
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async file(path, ref) {
      const { data } = await stage
        .as(owner)
        .rest.repos.getContent({ ...route, path, ...(ref !== undefined && { ref }) })
        .catch(() => ({ data: {} }));
      return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : undefined;
    },
    async labels(issue) {
      const { data } = await stage.as(owner).rest.issues.get({ ...route, issue_number: issue });
      return data.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))).toSorted();
    },
    async comments(issue) {
      const { data } = await stage.as(owner).rest.issues.listComments({ ...route, issue_number: issue });
      return data.map(({ id, body, user }) => ({ id, body: body ?? "", login: user?.login ?? "" }));
    },
    async settle() {
      // Work makes webhooks and webhooks make work, until neither does.
      for (let calm = 0; calm < 2;) {
        const before = github.requests.length;
        await github.idle();
        await server.idle();
        calm = github.requests.length === before ? calm + 1 : 0;
      }
    },
    async restart() {
      await server.close();
      server = await start();
      await stage.settle();
    },
    async close() {
      await server.close();
      await github.close();
    },
  };
  return stage;

  async function start(): Promise<RunningServer> {
    const started = await startServer(
      {
        appId: github.appId,
        privateKey: github.privateKey,
        webhookSecret: github.webhookSecret,
        host: "127.0.0.1",
        port: 0,
        webhookPath: "/api/github/webhooks",
        githubApiUrl: github.url,
        throttle: false,
        logLevel: "fatal",
        logFormat: "json",
        queue: { kind: "memory" },
        readyMaxWait: 900,
        metadata: "lookUp" in sources ? defaultMetadataSettings : sources,
        ...options.settings,
      },
      {
        ...options.hooks,
        ...("lookUp" in sources && { metadata: sources }),
        onRequest: (request) => request.purpose === "work" && requests.push(request),
      },
    );
    github.setWebhookUrl(started.webhookUrl);
    return started;
  }
}

function silent(): void {
  // What GitHub refuses to a person is that person's answer, not a line in a log.
}
