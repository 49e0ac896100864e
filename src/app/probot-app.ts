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

/** A Probot with our bounds: no write is repeated, no worker sleeps through a rate limit. */
export function createProbot(settings: ServerSettings): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.githubApiUrl,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
    // A function, since plain defaults would lose against Probot's own for `throttle`.
    Octokit: ProbotOctokit.defaults((options: { throttle?: object }) => ({
      ...options,
      retry: octokitOptions.retry,
      throttle: { ...options.throttle, ...octokitOptions.throttle, enabled: settings.throttle },
    })),
  });
}

/**
 * The Probot app: it hands on which subjects an event concerns, of which installation, and does nothing else. The webhook
 * is answered when all of `look` has resolved, with the `status` of what it rejected with where it has not.
 */
export function createProbotApp(
  look: (installationId: number, subject: Subject) => Promise<void>,
): ApplicationFunction {
  return (app) => {
    app.on([...webhookEvents], async ({ name, payload, log }) => {
      const installationId = (payload as { installation?: { id: number } }).installation?.id;
      if (installationId === undefined) return log.warn({ event: name }, "an event without an installation");
      const event: WebhookEvent = { name, payload: payload as WebhookEvent["payload"] };
      const subjects = subjectsOfEvent(event);
      noteEvent({ action: actionOf(payload), installation: installationId, subjects: subjects.map(printSubject) });
      await Promise.all(subjects.map((subject) => look(installationId, subject)));
    });
  };
}

function actionOf(payload: object): string | undefined {
  return "action" in payload && typeof payload.action === "string" ? payload.action : undefined;
}
