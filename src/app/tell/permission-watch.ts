import type { Probot } from "probot";
import { Refused } from "../../github/github-error.ts";
import type { OpenIssue } from "../../github/list-open.ts";
import type { ReadBase } from "../../github/read-base.ts";
import type { Clients } from "../clients.ts";
import { endMissingPermission } from "./end-missing-permission.ts";
import { createInstallations } from "../sweep/installations.ts";
import { printJob, type LookJob } from "../job.ts";
import type { RoutineStep } from "../sweep/routine.ts";
import type { Tokens } from "../probot-app.ts";
import type { RepositoryStep } from "../sweep/sweep.ts";
import { tellMissingPermission } from "./tell-missing-permission.ts";
import type { Words } from "../words.ts";

/** What GitHub will not let us do, told to those who can change it. */
export interface PermissionWatch {
  /** Does this; where a permission was missing for it, a maintainer is told before it rejects. */
  over(job: LookJob | RoutineStep, work: () => Promise<void>): Promise<void>;
  /** Takes back what was told and is granted by now. */
  tend(step: RepositoryStep, read: ReadBase, open: readonly OpenIssue[]): Promise<void>;
  /** The owner of an installation has changed what it may do. */
  changed(installationId: number): void;
}

export interface PermissionWatchOptions {
  readonly probot: Probot;
  readonly tokens: Tokens;
  readonly clients: Clients;
  readonly words: Words;
}

export function createPermissionWatch({ probot, tokens, clients, words }: PermissionWatchOptions): PermissionWatch {
  const installations = createInstallations(probot, tokens);

  async function tell(job: LookJob | RepositoryStep, accepted: string): Promise<void> {
    const told = await tellMissingPermission({ clients, installations, words }, job, accepted);
    const where = told === "nowhere" ? "nobody could be told there" : `the ${told} there says so`;
    probot.log.warn({ subject: printJob(job), permission: accepted, told }, `GitHub asks for a permission; ${where}`);
  }

  return {
    async over(job, work) {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.reason === "read-only") {
          // Nothing is to be done there until somebody opens it again, and that is an event.
          probot.log.info({ err: error, subject: printJob(job) }, "nothing may be written there any more");
          return;
        }
        const isOfRepository = job.kind === "look" || job.kind === "repository";
        if (isOfRepository && error.permission !== undefined) await tell(job, error.permission);
        throw error;
      }
    },
    async tend({ installationId, repository }, read, open) {
      await endMissingPermission({ github: await clients.of(installationId), words }, repository, {
        read,
        issues: open.map(({ issue }) => issue),
        readGranted: async () => (await installations.read(installationId)).granted,
      });
    },
    changed: (installationId) => installations.forget(installationId),
  };
}
