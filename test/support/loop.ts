import { Octokit } from "octokit";
import { startServer, type RunningServer } from "../../src/app/server.ts";
import type { ServerSettings } from "../../src/app/settings.ts";
import type { Look } from "../../src/app/shell.ts";
import type { RequestMade } from "../../src/github/prepare-octokit.ts";
import { startLocalGithub, type LocalGithub, type LocalGithubOptions } from "../../src/local-github/start.ts";
import { printList } from "../../src/list/list-file.ts";
import { parseList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import { checkRequest } from "./openapi.ts";
import { list as smallList } from "./suggestion.ts";

/** The whole loop on this machine: a local GitHub, the real server with its real webhooks, and people with tokens. */
export interface Loop {
  readonly github: LocalGithub;
  readonly server: RunningServer;
  /** Requests of the server since `count` was last emptied; tokens and what an App asks about itself left out. */
  readonly work: RequestMade[];
  readonly looks: Look[];
  readonly route: { readonly owner: string; readonly repo: string };
  as(login: string): Octokit;
  /** Until every webhook is delivered and every look it caused is done. */
  settle(): Promise<void>;
  file(path: string, ref?: string): Promise<string | undefined>;
  list(): Promise<List>;
  comments(issue: number): Promise<readonly { readonly id: number; readonly body: string; readonly login: string }[]>;
  labels(issue: number): Promise<readonly string[]>;
  suggest(body: string, title?: string, login?: string): Promise<number>;
  /** Stops the server and starts another: nothing is kept in between. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface LoopOptions {
  readonly list?: List;
  readonly files?: Readonly<Record<string, string>>;
  readonly users?: LocalGithubOptions["users"];
  readonly settings?: Partial<ServerSettings>;
  readonly configuration?: string;
  readonly retryDelay?: number;
}

export const readme =
  "# Mine\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n\nMy own words.\n";

export async function startLoop(options: LoopOptions = {}): Promise<Loop> {
  const github = await startLocalGithub({
    owner: "lab",
    users: options.users ?? { maintainer: "maintain", suggester: "none", stranger: "none" },
    repositories: [
      {
        name: "list",
        files: {
          "list.json": printList(options.list ?? smallList),
          "README.md": readme,
          ".github/awesome-papers.yml": options.configuration ?? "regenerateAfter: 0\n",
          ...options.files,
        },
      },
    ],
  });
  const work: RequestMade[] = [];
  const looks: Look[] = [];
  const settings: ServerSettings = {
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
    ...options.settings,
  };
  const start = async (): Promise<RunningServer> => {
    const server = await startServer(settings, {
      onRequest: (request) => {
        if (request.purpose === "work") work.push(request);
      },
      onLook: (look) => looks.push(look),
      ...(options.retryDelay !== undefined && { firstRetry: options.retryDelay }),
    });
    github.setWebhookUrl(server.webhookUrl);
    return server;
  };
  const route = { owner: "lab", repo: "list" };
  let server = await start();
  const loop: Loop = {
    github,
    get server() {
      return server;
    },
    work,
    looks,
    route,
    as: (login) =>
      new Octokit({
        baseUrl: github.url,
        auth: github.tokenOf(login),
        throttle: { enabled: false },
        retry: { enabled: false },
        log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      }),
    async settle() {
      // Work makes webhooks and webhooks make work, until neither does.
      for (let calm = 0; calm < 2;) {
        const before = github.requests.length;
        await github.idle();
        await server.idle();
        calm = github.requests.length === before ? calm + 1 : 0;
      }
    },
    async file(path, ref) {
      try {
        const { data } = await loop.as("lab").rest.repos.getContent({ ...route, path, ...(ref && { ref }) });
        return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : undefined;
      } catch {
        return undefined;
      }
    },
    async list() {
      const parsed = parseList((await loop.file("list.json")) ?? "");
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return parsed.value;
    },
    async comments(issue) {
      const { data } = await loop.as("lab").rest.issues.listComments({ ...route, issue_number: issue });
      return data.map(({ id, body, user }) => ({ id, body: body ?? "", login: user?.login ?? "" }));
    },
    async labels(issue) {
      const { data } = await loop.as("lab").rest.issues.get({ ...route, issue_number: issue });
      return data.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))).toSorted();
    },
    async suggest(body, title = "Suggest a paper", login = "suggester") {
      const { data } = await loop.as(login).rest.issues.create({ ...route, title, body });
      await loop.settle();
      return data.number;
    },
    async restart() {
      await server.close();
      server = await start();
      await loop.settle();
    },
    async close() {
      await server.close();
      await github.close();
      // Every request of ours must be one that GitHub itself describes.
      const sent = github.requests.filter(({ by, status }) => by === "app" && status !== 0);
      const wrong = new Set(
        sent.flatMap(({ method, path, query, body }) => checkRequest({ method, path, query, body })),
      );
      if (wrong.size > 0) throw new Error([...wrong].join("\n"));
    },
  };
  await loop.settle();
  work.length = 0;
  looks.length = 0;
  return loop;
}

function quiet(): void {
  // Refusals are what the tests ask for.
}
