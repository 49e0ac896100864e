import type { OpenSuggestion } from "../../intake/suggestion.ts";
import type { DemoSources } from "./demo-sources.ts";
import { people, startListStage } from "./list-stage.ts";
import type { List } from "../../list/list.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** What a chapter plays with. */
export interface Scene {
  readonly stage: Stage;
  readonly sources: DemoSources;
  readonly tell: Narrator;
  /** What the bot took an issue for when it looked last. */
  readonly seen: ReadonlyMap<number, OpenSuggestion>;
  /** An issue by the suggester. */
  suggest(title: string, body: string): Promise<number>;
  comment(issue: number, body: string): Promise<void>;
  /** What the bot says in an issue; empty where it says nothing. */
  ourComment(issue: number): Promise<string>;
  /** Empty where there is no such file. */
  read(path: string, ref?: string): Promise<string>;
  /** Requests to GitHub since they were taken last, up to and with the one that did it. */
  requestsUntil(method: string, path: RegExp): number;
}

/** Milliseconds before a source that did not answer is asked again: a person who watches has no minute. */
const askAgainAfter = 500;

export async function startScene(list: List, sources: DemoSources, tell: Narrator): Promise<Scene> {
  const seen = new Map<number, OpenSuggestion>();
  const stage = await startListStage(list, {
    sources: sources.metadata,
    hooks: {
      askAgainAfter,
      onLook: (look) => {
        if (look.kind === "issue" && look.suggestion.kind === "open" && look.subject.kind === "issue") {
          seen.set(look.subject.number, look.suggestion);
        }
      },
    },
  });
  const rosa = stage.as(people.suggester);
  return {
    stage,
    sources,
    tell,
    seen,
    async suggest(title, body) {
      const { data } = await rosa.rest.issues.create({ ...stage.route, title, body });
      return data.number;
    },
    async comment(issue, body) {
      await rosa.rest.issues.createComment({ ...stage.route, issue_number: issue, body });
    },
    async ourComment(issue) {
      const comments = await stage.comments(issue);
      return comments.find(({ login }) => login === `${stage.github.appSlug}[bot]`)?.body ?? "";
    },
    read: async (path, ref) => (await stage.file(path, ref)) ?? "",
    requestsUntil(method, path) {
      // That the merged branch is deleted is no step on the way to anything, and may come before or after.
      const requests = stage.takeRequests().filter((one) => !/\/git\/refs?\/heads%2Fawesome-papers/.test(one.path));
      const at = requests.findIndex((one) => one.method === method && path.test(one.path.split("?", 1)[0] ?? ""));
      return at === -1 ? Infinity : at + 1;
    },
  };
}

/** While something waits for a source there is always a look to come, so that it cannot be waited for that none is. */
export async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("It did not come within a minute.");
}
