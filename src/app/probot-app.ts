import { LRUCache } from "lru-cache";
import { type ApplicationFunction, Probot, ProbotOctokit } from "probot";
import { octokitOptions } from "../github/prepare-octokit.ts";
import { subjectsOfEvent, type WebhookEvent } from "../intake/subjects-of-event.ts";
import type { Subject } from "../intake/snapshot.ts";
import { noteEvent } from "./observe/task.ts";
import type { ServerSettings } from "./settings.ts";
import { printSubject } from "./subject-key.ts";

/** The events `app.yml` subscribes to; every one ends in "look at these subjects again". */
export const webhookEvents = [
  "issues",
  "issue_comment",
  "pull_request",
  "push",
  "check_run",
  "check_suite",
  "merge_group",
  "repository",
] as const;

/** Told to every App unasked, after which more may be done than before. https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation */
const installationEvents = [
  "installation.created",
  "installation.new_permissions_accepted",
  "installation.unsuspend",
  "installation_repositories.added",
] as const;

/** Tokens of installations, by id: one that is deleted is made anew. They live for an hour. */
export type Tokens = LRUCache<string, string>;

export function createTokens(): Tokens {
  return new LRUCache({ max: 15_000, ttl: 59 * 60_000 });
}

/** A Probot with our bounds: no write is repeated, no worker sleeps through a rate limit. */
export function createProbot(settings: ServerSettings, tokens: Tokens = createTokens()): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
    // A function, since plain defaults would lose against Probot's own for `throttle`.
    Octokit: ProbotOctokit.defaults((options: { throttle?: object; auth?: object }) => ({
      ...options,
      ...(options.auth && { auth: { ...options.auth, cache: tokens } }),
      retry: octokitOptions.retry,
      throttle: { ...options.throttle, ...octokitOptions.throttle, enabled: settings.throttle },
    })),
  });
}

/**
 * The Probot app: it hands on which subjects an event concerns, of which installation, and does nothing else. The webhook
 * is answered when all of `look` has resolved, with the `status` of what it rejected with where it has not.
 *
 * @param sweep looks at all of an installation, of which GitHub tells every App that it has changed
 */
export function createProbotApp(
  look: (installationId: number, subject: Subject) => Promise<void>,
  sweep: (installationId: number) => Promise<void> = () => Promise.resolve(),
): ApplicationFunction {
  return (app) => {
    app.on([...installationEvents], ({ payload }) => failBare(sweep(payload.installation.id)));
    app.on([...webhookEvents], async ({ name, payload, log }) => {
      const installationId = (payload as { installation?: { id: number } }).installation?.id;
      if (installationId === undefined) return log.warn({ event: name }, "an event without an installation");
      const event: WebhookEvent = { name, payload: payload as WebhookEvent["payload"] };
      const subjects = subjectsOfEvent(event);
      noteEvent({ action: actionOf(payload), installation: installationId, subjects: subjects.map(printSubject) });
      await failBare(Promise.all(subjects.map((subject) => look(installationId, subject))));
    });
  };
}

/**
 * Octokit hangs the whole event on an error, and Probot logs the error with all that can be seen on it. There it cannot be
 * seen: it is as long as people like, and may be of a private list.
 */
async function failBare(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw error instanceof Error ? Object.defineProperty(error, "event", { writable: true }) : error;
  }
}

function actionOf(payload: object): string | undefined {
  return "action" in payload && typeof payload.action === "string" ? payload.action : undefined;
}
