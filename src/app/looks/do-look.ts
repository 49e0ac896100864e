import { forgetShared, memoryOf, type GithubMemory } from "../../github/repository-memory.ts";
import type { Subject } from "../../intake/snapshot.ts";
import type { AddOptions } from "../../queue/subject-queue.ts";
import type { Clients } from "../clients.ts";
import type { LookJob } from "../job.ts";
import { lookAt } from "./look-at.ts";
import type { Shell } from "./shell.ts";

export interface LookTools extends Omit<Shell, "github" | "lookLater"> {
  readonly clients: Clients;
  readonly memory: GithubMemory;
  /** Resolves when it is stored that this is to be looked at. */
  readonly add: (installationId: number, subject: Subject, options?: AddOptions) => Promise<void>;
}

/** One look at a subject; done when what follows from it is stored. */
export async function doLook(tools: LookTools, { installationId, subject, recheck }: LookJob): Promise<void> {
  const { clients, memory, add, ...shell } = tools;
  // A wish that came before a crash is nowhere but in the job.
  const known = memoryOf(memory, subject.repository);
  if (recheck !== undefined) known.rechecks.set(recheck, true);
  const github = await clients.of(installationId);
  if (!github.isSole) forgetShared(known);
  const asked: Promise<unknown>[] = [];
  try {
    await lookAt(
      {
        ...shell,
        github,
        lookLater(later, options) {
          const stored = add(installationId, later, options);
          // It is waited for below; until then nobody else hears of a failure.
          stored.catch(() => undefined);
          asked.push(stored);
        },
      },
      subject,
    );
  } finally {
    await Promise.all(asked).catch(forgetAsked);
  }

  /** What is remembered says that they were asked for: the next look is to ask for them again, and for who waits. */
  function forgetAsked(error: unknown): never {
    memory.delete(subject.repository.id);
    memoryOf(memory, subject.repository).broken = true;
    throw error;
  }
}
