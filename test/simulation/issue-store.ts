import type { Emulator, EmulatorAnswer, EmulatorCaller } from "../../src/local-github/emulator.ts";
import { isObject, listAt, numberAt, textAt, type JsonObject } from "../../src/local-github/json.ts";
import { Refusal } from "../../src/local-github/refusal.ts";
import { timestamp } from "../../src/local-github/world.ts";
import { accountJson, labelJson, noReactions, repositoryJson } from "./raw-json.ts";

export interface IssueStoreOptions {
  readonly url: string;
  readonly owner: string;
  readonly repository: string;
  readonly logins: readonly string[];
  readonly bot: string;
  readonly privateKey: string;
}

interface Issue {
  json: JsonObject;
  labels: readonly string[];
  readonly events: JsonObject[];
}

interface Comment {
  readonly issue: number;
  json: JsonObject;
}

/**
 * What the local GitHub keeps in the `emulate` package, kept in a few maps: issues, comments, labels and people of one
 * repository. It has no sockets, and no time but the clock's, so a simulation can run it thousands of times.
 */
export function createIssueStore({ url, owner, repository, logins, bot, privateKey }: IssueStoreOptions): Emulator {
  const accounts = new Map(
    [...logins, bot].map((login, at) => [login, accountJson(url, login, at + 1, login === bot)]),
  );
  const about = `${url}/repos/${owner}/${repository}`;
  const page = `${url}/${owner}/${repository}`;
  const labels = new Map<string, JsonObject>();
  const issues = new Map<number, Issue>();
  const comments = new Map<number, Comment>();
  // Ids are counted over everything, and kept apart by it.
  let lastId = 100;

  function caller(by: EmulatorCaller): JsonObject {
    return accounts.get(by.kind === "app" ? bot : by.login) ?? {};
  }

  function issueOf(path: string): Issue {
    const issue = issues.get(Number(/\/issues\/(\d+)/.exec(path)?.[1]));
    if (issue === undefined) throw new Refusal(404, { message: "Not Found" });
    return issue;
  }

  function commentOf(path: string): [number, Comment] {
    const id = Number(/\/comments\/(\d+)/.exec(path)?.[1]);
    const comment = comments.get(id);
    if (comment === undefined) throw new Refusal(404, { message: "Not Found" });
    return [id, comment];
  }

  function useLabels(names: readonly unknown[]): string[] {
    return names.map(String).map((name) => {
      if (!labels.has(name)) labels.set(name, labelJson(about, (lastId += 1), { name, color: "ededed" }));
      return name;
    });
  }

  function printIssue(issue: Issue): JsonObject {
    return { ...issue.json, labels: issue.labels.flatMap((name) => labels.get(name) ?? []) };
  }

  function touch(issue: Issue, change: JsonObject): void {
    issue.json = { ...issue.json, ...change, updated_at: timestamp() };
  }

  function openIssue(by: EmulatorCaller, body: JsonObject): JsonObject {
    const number = issues.size + 1;
    const self = `${about}/issues/${number}`;
    const now = timestamp();
    const json = {
      url: self,
      repository_url: about,
      labels_url: `${self}/labels{/name}`,
      comments_url: `${self}/comments`,
      events_url: `${self}/events`,
      timeline_url: `${self}/timeline`,
      html_url: `${page}/issues/${number}`,
      id: (lastId += 1),
      node_id: "",
      number,
      title: body.title,
      user: caller(by),
      state: "open",
      state_reason: null,
      locked: false,
      active_lock_reason: null,
      assignee: null,
      assignees: [],
      milestone: null,
      comments: 0,
      created_at: now,
      updated_at: now,
      closed_at: null,
      closed_by: null,
      body: body.body ?? null,
      reactions: noReactions(self),
    };
    const issue: Issue = { json, labels: useLabels(listAt(body, "labels")), events: [] };
    issues.set(number, issue);
    return printIssue(issue);
  }

  function editIssue(by: EmulatorCaller, issue: Issue, body: JsonObject): JsonObject {
    const { labels: names, state, state_reason, ...words } = body;
    if (Array.isArray(names)) issue.labels = useLabels(names);
    touch(issue, words);
    if (state === "closed" && issue.json.state === "open") {
      touch(issue, { state, state_reason: state_reason ?? "completed", closed_at: timestamp(), closed_by: caller(by) });
      tell("closed");
    }
    if (state === "open" && issue.json.state === "closed") {
      touch(issue, { state, state_reason: "reopened", closed_at: null, closed_by: null });
      tell("reopened");
    }
    return printIssue(issue);

    function tell(event: string): void {
      const created_at = timestamp();
      issue.events.push({ id: (lastId += 1), event, actor: caller(by), created_at, commit_id: null, commit_url: null });
    }
  }

  function addComment(by: EmulatorCaller, issue: Issue, body: JsonObject): JsonObject {
    const number = numberAt(issue.json, "number") ?? 0;
    const id = (lastId += 1);
    const self = `${about}/issues/comments/${id}`;
    const now = timestamp();
    const json = {
      url: self,
      html_url: `${page}/issues/${number}#issuecomment-${id}`,
      issue_url: `${about}/issues/${number}`,
      id,
      node_id: "",
      user: caller(by),
      created_at: now,
      updated_at: now,
      body: body.body,
      reactions: noReactions(self),
    };
    comments.set(id, { issue: number, json });
    touch(issue, { comments: Number(issue.json.comments) + 1 });
    return json;
  }

  function listIssues(query: URLSearchParams): JsonObject[] {
    const state = query.get("state") ?? "open";
    const wanted = query.get("labels")?.split(",") ?? [];
    const since = query.get("since")?.replace(/\.\d+Z$/u, "Z") ?? "";
    const sortedBy = query.get("sort") === "updated" ? "updated_at" : "created_at";
    return [...issues.values()]
      .filter(({ json }) => state === "all" || json.state === state)
      .filter((issue) => wanted.every((name) => issue.labels.includes(name)))
      .filter(({ json }) => (textAt(json, "updated_at") ?? "") >= since)
      .toSorted((a, b) => compare(b, a, sortedBy))
      .map(printIssue);
  }

  function listComments(number: number | undefined, query: URLSearchParams): JsonObject[] {
    const since = query.get("since")?.replace(/\.\d+Z$/u, "Z") ?? "";
    return [...comments.values()]
      .filter(({ issue, json }) => (number === undefined || issue === number) && String(json.updated_at) >= since)
      .map(({ json }) => json);
  }

  function answer(by: EmulatorCaller, method: string, path: string, query: URLSearchParams, body: JsonObject): unknown {
    const [, root, first = "", , ...rest] = path.split("/");
    if (root === "users") return known(accounts.get(decodeURIComponent(first)));
    if (root !== "repos") throw new Refusal(501, { message: path });
    if (rest.length === 0) return repositoryJson(url, owner, repository, accounts.get(owner) ?? {});
    const name = `${method} ${rest.map((part) => (/^\d+$/.test(part) ? ":n" : part)).join("/")}`;
    switch (name) {
      case "GET issues":
        return listIssues(query);
      case "POST issues":
        return openIssue(by, body);
      case "GET issues/:n":
        return printIssue(issueOf(path));
      case "PATCH issues/:n":
        return editIssue(by, issueOf(path), body);
      case "GET issues/:n/events":
        return issueOf(path).events;
      case "GET issues/comments":
        return listComments(undefined, query);
      case "GET issues/:n/comments":
        return listComments(numberAt(issueOf(path).json, "number"), query);
      case "POST issues/:n/comments":
        return addComment(by, issueOf(path), body);
      case "GET issues/comments/:n":
        return commentOf(path)[1].json;
      case "PATCH issues/comments/:n": {
        const [, comment] = commentOf(path);
        comment.json = { ...comment.json, body: body.body, updated_at: timestamp() };
        return comment.json;
      }
      case "DELETE issues/comments/:n": {
        const [id, { issue }] = commentOf(path);
        comments.delete(id);
        const from = issues.get(issue);
        if (from !== undefined) touch(from, { comments: Number(from.json.comments) - 1 });
        return undefined;
      }
      case "GET labels":
        return [...labels.values()];
      case "POST labels": {
        const made = labelJson(about, (lastId += 1), body);
        labels.set(String(body.name), made);
        return made;
      }
      default:
        return answerToLabels(name, path, body);
    }
  }

  function answerToLabels(name: string, path: string, body: JsonObject): unknown {
    const label = decodeURIComponent(path.split("/").at(-1) ?? "");
    if (name === "POST issues/:n/labels") {
      const issue = issueOf(path);
      issue.labels = [...new Set([...issue.labels, ...useLabels(listAt(body, "labels"))])];
      return printIssue(issue).labels;
    }
    if (name.startsWith("DELETE issues/:n/labels/")) {
      const issue = issueOf(path);
      issue.labels = issue.labels.filter((one) => one !== label);
      return printIssue(issue).labels;
    }
    if (name.startsWith("GET labels/")) return known(labels.get(label));
    if (name.startsWith("DELETE labels/")) return void labels.delete(label);
    throw new Refusal(501, { message: `The simulation does not do ${name}` });
  }

  async function send(
    by: EmulatorCaller,
    method: string,
    target: string,
    body: JsonObject = {},
  ): Promise<EmulatorAnswer> {
    const { pathname, searchParams } = new URL(target, url);
    let all: unknown;
    try {
      all = await Promise.resolve(answer(by, method, pathname, searchParams, body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: { message: error.body.message }, link: undefined };
    }
    const status = method === "POST" && !/\/\d+\/labels$/.test(pathname) ? 201 : all === undefined ? 204 : 200;
    if (!Array.isArray(all) || method !== "GET") return { status, body: all, link: undefined };
    const each = Number(searchParams.get("per_page") ?? 30);
    const at = Number(searchParams.get("page") ?? 1);
    searchParams.set("page", String(at + 1));
    const link = all.length > at * each ? `<${url}${pathname}?${searchParams.toString()}>; rel="next"` : undefined;
    return { status, body: all.slice((at - 1) * each, at * each), link };
  }

  async function ask(...call: Parameters<Emulator["ask"]>): Promise<unknown> {
    const { status, body } = await send(...call);
    if (status >= 400) throw new Refusal(status, isObject(body) ? body : {});
    return body;
  }

  return { privateKey, send, ask, close: () => Promise.resolve() };
}

function compare(a: Issue, b: Issue, key: "created_at" | "updated_at"): number {
  const [one, other] = [String(a.json[key]), String(b.json[key])];
  return one === other ? Number(a.json.number) - Number(b.json.number) : one < other ? -1 : 1;
}

function known(json: JsonObject | undefined): JsonObject {
  if (!isObject(json)) throw new Refusal(404, { message: "Not Found" });
  return json;
}
