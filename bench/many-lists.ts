import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readPackagedTemplates } from "../src/app/packaged-templates.ts";
import { blobSha } from "../src/github/blob-sha.ts";
import { configurationPath, defaultConfiguration } from "../src/list/configuration.ts";
import { printList } from "../src/list/list-file.ts";
import type { List } from "../src/list/list.ts";
import { outputPaths } from "../src/render/output-paths.ts";
import { renderOutputs } from "../src/render/render-outputs.ts";

/** A GitHub of many lists in order, whose every issue is a suggestion without a category. The local GitHub is too slow for it. */
export interface ManyLists {
  readonly url: string;
  /** As a webhook names it. */
  repository(at: number): Json & { readonly id: number };
  installation(at: number): number;
  issue(at: number, number: number): Json;
  closeIssue(at: number, number: number): void;
  /** The branch moves, and its files stay; answers with its new head. */
  push(at: number): string;
  /** Requests that were answered. */
  count(): number;
  close(): Promise<void>;
}

export interface ManyListsOptions {
  readonly lists: number;
  readonly installations: number;
}

type Json = Readonly<Record<string, unknown>>;

interface Repository {
  readonly files: ReadonlyMap<string, string>;
  readonly comments: Map<number, Json>;
  readonly closed: Set<number>;
  pushes: number;
}

const person = { id: 2, login: "rosa", type: "User" };
const bot = { id: 3, login: "papers[bot]", type: "Bot" };
const at = "2026-01-01T00:00:00Z";

export async function startManyLists(list: List, options: ManyListsOptions): Promise<ManyLists> {
  const blobs = new Map<string, string>();
  const repositories: Repository[] = [];
  for (let number = 0; number < options.lists; number += 1) {
    const files = await filesOf({ ...list, title: `${list.title} ${number}` });
    for (const text of files.values()) blobs.set(blobSha(text), text);
    repositories.push({ files, comments: new Map(), closed: new Set(), pushes: 0 });
  }
  const unknown = new Set<string>();
  let requests = 0;

  const installation = (number: number): number => 1 + (number % options.installations);
  const repositoryOf = (number: number): Json & { readonly id: number } => ({
    id: 1000 + number,
    name: String(number),
    full_name: `lab/${number}`,
    owner: { id: 1, login: "lab", type: "Organization" },
    default_branch: "main",
    html_url: `https://github.com/lab/${number}`,
    private: false,
    archived: false,
    disabled: false,
  });
  const issueOf = (url: string, number: number, issue: number): Json => ({
    number: issue,
    title: `Suggest: paper ${issue}`,
    body: `### Links\n\nhttps://example.org/${issue}\n\n### Categories\n\n_No response_`,
    user: person,
    state: repositories[number]?.closed.has(issue) === true ? "closed" : "open",
    created_at: at,
    labels: repositories[number]?.comments.has(issue) === true ? [{ name: "paper: incomplete" }] : [],
    comments: repositories[number]?.comments.has(issue) === true ? 1 : 0,
    locked: false,
    repository_url: `${url}/repos/lab/${number}`,
  });

  function answer(url: string, method: string, path: string, query: URLSearchParams, token: string, body: Json): Json {
    const [, repo, below = ""] = /^\/repos\/lab\/(\d+)\/(.*)$/.exec(path) ?? [];
    const number = Number(repo);
    const repository = repositories[number];
    if (repository === undefined) return answerToApp(method, path, query, token);
    const treeSha = sha(`tree ${number} ${repository.pushes}`);
    const [, issue] = /^issues\/(\d+)(?:\/|$)/.exec(below) ?? [];
    switch (`${method} ${below.replaceAll(/\b[0-9a-f]{40}\b/g, "SHA").replaceAll(/\b\d+\b/g, "N")}`) {
      case "GET branches/main":
        return { name: "main", commit: commitOf(number, repository.pushes, treeSha) };
      case "GET git/trees/SHA": {
        const tree = [...repository.files].map(([name, text]) => ({
          path: name,
          mode: "100644",
          type: "blob",
          sha: blobSha(text),
        }));
        return { sha: treeSha, truncated: false, tree };
      }
      case "GET git/blobs/SHA":
        return { encoding: "utf-8", content: blobs.get(below.slice("git/blobs/".length)) ?? "" };
      case "GET issues":
      case "GET pulls":
      case "GET git/matching-refs/heads%2Fawesome-papers%2Fissue-":
        return [] as unknown as Json;
      case "GET commits/SHA/check-runs":
        return { total_count: 0, check_runs: [] };
      case "GET issues/N":
        return issueOf(url, number, Number(issue));
      case "GET issues/N/comments":
        return [repository.comments.get(Number(issue))].filter((one) => one !== undefined) as unknown as Json;
      case "POST issues/N/comments": {
        const comment = { id: number * 1_000_000 + Number(issue), user: bot, created_at: at, updated_at: at, ...body };
        repository.comments.set(Number(issue), comment);
        return comment;
      }
      case "PATCH issues/comments/N":
        return { id: Number(below.split("/").at(-1)), ...body };
      case "DELETE issues/N/labels/paper%3A%20incomplete":
      case "POST labels":
      case "POST issues/N/labels":
        return [] as unknown as Json;
      default:
        unknown.add(`${method} ${path}`);
        return {};
    }
  }

  function answerToApp(method: string, path: string, query: URLSearchParams, token: string): Json {
    const [, id] = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path) ?? [];
    if (id !== undefined) {
      const expires = new Date(Date.now() + 3_600_000).toISOString();
      return { token: `installation-${id}`, expires_at: expires, permissions: {}, repository_selection: "all" };
    }
    const page = Number(query.get("page") ?? 1);
    const pageOf = <T>(all: readonly T[]): readonly T[] => all.slice((page - 1) * 100, page * 100);
    switch (path) {
      case "/app":
        return { id: 1, slug: "papers" };
      case "/app/hook/deliveries":
        return [] as unknown as Json;
      case "/app/installations":
        return pageOf(Array.from({ length: options.installations }, (_, one) => ({ id: one + 1 }))) as unknown as Json;
      case "/users/papers%5Bbot%5D":
        return bot;
      case "/installation/repositories": {
        const own = repositories.flatMap((_, one) =>
          token === `installation-${installation(one)}` ? [repositoryOf(one)] : [],
        );
        return { total_count: own.length, repositories: pageOf(own) };
      }
      default:
        unknown.add(`${method} ${path}`);
        return {};
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests += 1;
      const own = `http://${request.headers.host ?? ""}`;
      const { pathname, searchParams } = new URL(request.url ?? "/", own);
      const token = (request.headers.authorization ?? "").split(" ")[1] ?? "";
      const body = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Json);
      const said = answer(own, request.method ?? "GET", pathname, searchParams, token, body);
      response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(said));
    });
  });
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    installation,
    repository: repositoryOf,
    issue: (number, issue) => issueOf(url, number, issue),
    closeIssue: (number, issue) => void repositories[number]?.closed.add(issue),
    push(number) {
      const repository = repositories[number];
      if (repository !== undefined) repository.pushes += 1;
      return sha(`commit ${number} ${repository?.pushes ?? 0}`);
    },
    count: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (unknown.size > 0) throw new Error(`Asked for what is not there: ${[...unknown].slice(0, 5).join(", ")}`);
    },
  };
}

/** list.json, a configuration that regenerates at once, and all that is made from them. */
async function filesOf(list: List): Promise<ReadonlyMap<string, string>> {
  const configuration = { ...defaultConfiguration, regenerateAfter: 1 };
  const present = new Map(outputPaths(configuration).map((path) => [path, undefined]));
  const rendered = await renderOutputs({ list, configuration, templates: readPackagedTemplates(), files: present });
  return new Map([
    ["list.json", printList(list)],
    [configurationPath, "regenerateAfter: 1\n"],
    ...rendered.files.map(({ path, text }) => [path, text] as const),
  ]);
}

function commitOf(number: number, pushes: number, treeSha: string): Json {
  const who = { name: "lab", email: "lab@example.org", date: at };
  const parents = pushes === 0 ? [] : [{ sha: sha(`commit ${number} ${pushes - 1}`) }];
  return {
    sha: sha(`commit ${number} ${pushes}`),
    parents,
    commit: { tree: { sha: treeSha }, message: "Add notes", author: who, verification: { verified: false } },
  };
}

function sha(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
