import { Octokit } from "octokit";
import { startLocalGithub, type LocalGithub } from "../../local-github/start.ts";
import type { RequestMade } from "../../github/prepare-octokit.ts";
import { defaultConfiguration, configurationPath } from "../../list/configuration.ts";
import { printList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { outputPaths } from "../../render/output-paths.ts";
import { renderOutputs } from "../../render/render-outputs.ts";
import { readPackagedTemplates } from "../packaged-templates.ts";
import { startServer, type RunningServer } from "../server.ts";

export const people = { owner: "vla-lab", suggester: "rosa", maintainer: "mina" } as const;
export const route = { owner: people.owner, repo: "awesome-vla-post-training" } as const;

/** A local GitHub with one list repository on it, and the real server that serves it. */
export interface Stage {
  readonly github: LocalGithub;
  readonly server: RunningServer;
  /** What the server has asked of GitHub since `takeRequests` was last called; tokens left out. */
  takeRequests(): readonly RequestMade[];
  as(login: string): Octokit;
  /** A file of the default branch, or of another. */
  file(path: string, ref?: string): Promise<string>;
  /** Until every webhook is delivered and all that follows from it is done. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Space writes as on GitHub. */
  readonly throttle?: boolean;
  /** Seconds to gather merges before README is regenerated. */
  readonly regenerateAfter?: number;
}

export async function setStage(
  list: List,
  { throttle = false, regenerateAfter = 1 }: StageOptions = {},
): Promise<Stage> {
  const github = await startLocalGithub({
    owner: people.owner,
    users: { [people.suggester]: "none", [people.maintainer]: "maintain" },
    repositories: [{ name: route.repo, files: await seedFiles(list, regenerateAfter) }],
  });
  let requests: RequestMade[] = [];
  const server = await startServer(
    {
      appId: github.appId,
      privateKey: github.privateKey,
      webhookSecret: github.webhookSecret,
      host: "127.0.0.1",
      port: 0,
      webhookPath: "/api/github/webhooks",
      githubApiUrl: github.url,
      throttle,
      logLevel: "error",
      logFormat: "pretty",
    },
    { onRequest: (request) => request.purpose === "work" && requests.push(request) },
  );
  github.setWebhookUrl(server.webhookUrl);
  const as = (login: string): Octokit =>
    new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
  return {
    github,
    server,
    as,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async file(path, ref) {
      const { data } = await as(people.owner).rest.repos.getContent({
        ...route,
        path,
        ...(ref !== undefined && { ref }),
      });
      return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
    },
    async settle() {
      for (let calm = 0; calm < 2;) {
        const before = github.requests.length;
        await github.idle();
        await server.idle();
        calm = github.requests.length === before ? calm + 1 : 0;
      }
    },
    async close() {
      await server.close();
      await github.close();
    },
  };
}

/** The repository as a maintainer would have it: the list, a README of their own with a region, and all that is made from it. */
async function seedFiles(list: List, regenerateAfter: number): Promise<Readonly<Record<string, string>>> {
  const configuration = { ...defaultConfiguration, regenerateAfter };
  const readme = `# ${list.title}\n\nA README of our own.\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n`;
  const present = new Map(outputPaths(configuration).map((path) => [path, path === "README.md" ? readme : undefined]));
  const rendered = await renderOutputs({ list, configuration, templates: readPackagedTemplates(), files: present });
  return {
    "list.json": printList(list),
    [configurationPath]: `# Seconds to gather merges before README is regenerated.\nregenerateAfter: ${regenerateAfter}\n`,
    ...Object.fromEntries(rendered.files.map(({ path, text }) => [path, text])),
  };
}
