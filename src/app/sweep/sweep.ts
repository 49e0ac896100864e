import type { Probot } from "probot";
import type { OpenIssue } from "../../github/list-open.ts";
import { listRepositories } from "../../github/list-repositories.ts";
import { prepareOctokit } from "../../github/prepare-octokit.ts";
import type { ReadBase } from "../../github/read-base.ts";
import type { RepositoryRef, Subject } from "../../intake/snapshot.ts";
import type { Clients } from "../clients.ts";
import { sweepList } from "./sweep-list.ts";
import { inOrderOfTurns, turnsIn, type Round, type Turn } from "./turns.ts";

/**
 * A sweep looks at every list once: what happened while we were not there is only late, not lost. Each step is a job of
 * its own, so that one installation or repository that fails is tried again by itself, and the others are not held up.
 * Without a `round` it begins at once, as at the start; else each list has its turn in the round. `isAwaited` is what somebody
 * has just given us to look at.
 */
export type SweepStep =
  | { readonly kind: "sweep"; readonly round?: Round }
  | {
      readonly kind: "installation";
      readonly installationId: number;
      readonly round?: Round;
      readonly isAwaited?: boolean;
    }
  | { readonly kind: "repository"; readonly installationId: number; readonly repository: RepositoryRef };

export interface SweepTools {
  readonly probot: Probot;
  readonly clients: Clients;
  readonly packaged: ReadonlyMap<string, string>;
  /** Not before `at`, in milliseconds since 1970; without one when there is room for it. */
  readonly later: (step: SweepStep, at?: number) => Promise<void>;
  readonly look: (installationId: number, subject: Subject) => Promise<void>;
  /** Sees to what else is to be seen to at a list, with its open issues. */
  readonly tendList?: (step: RepositoryStep, read: ReadBase, open: readonly OpenIssue[]) => Promise<void>;
}

export type RepositoryStep = SweepStep & { readonly kind: "repository" };

/** Milliseconds: a webhook that was lost is made up for within the hour. */
export const sweepEvery = 3_600_000;
/** In a round; each costs some six requests and more, and people are not to wait for them. */
const mostInstallations = 10_000;
/** Of an installation in a round; it has 5,000 requests an hour at least. */
const mostRepositories = 1_000;

export async function doSweepStep(tools: SweepTools, step: SweepStep): Promise<void> {
  const { probot, clients, later } = tools;
  if (step.kind === "sweep") {
    const due = turnsOf(await listInstallations(probot), step.round, mostInstallations);
    for (let first = 0; first < due.length; first += 100) {
      const some = due.slice(first, first + 100);
      await Promise.all(
        some.map(({ one: { id }, at, every }) => {
          const round = at !== undefined && every !== undefined && { round: { at, every } };
          return later({ kind: "installation", installationId: id, ...round }, at);
        }),
      );
    }
    return;
  }
  const { installationId } = step;
  const client = await clients.of(installationId);
  if (step.kind === "installation") {
    const due = turnsOf(await listRepositories(client), step.round, mostRepositories);
    const now = step.isAwaited === true ? Date.now() : undefined;
    await Promise.all(
      due.map(({ one, at }) => later({ kind: "repository", installationId, repository: one }, now ?? at)),
    );
    return;
  }
  await sweepList(tools, client, step);
}

/** Without a round all, as soon as there is room for them. */
function turnsOf<T extends { readonly id: number }>(
  all: readonly T[],
  round: Round | undefined,
  most: number,
): readonly (Pick<Turn<T>, "one"> & Partial<Turn<T>>)[] {
  if (round !== undefined) return turnsIn(all, round, most);
  return inOrderOfTurns(all, Date.now(), sweepEvery, most).map((one) => ({ one }));
}

/** One key a step, so that a sweep that is not over yet is not doubled by the next. */
export function sweepKey(step: SweepStep): string {
  switch (step.kind) {
    case "sweep":
      return "sweep";
    case "installation":
      return `sweep installation ${step.installationId}`;
    case "repository":
      return `sweep repository ${step.repository.id}`;
  }
}

/** Those that are not suspended. https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app */
async function listInstallations(probot: Probot): Promise<readonly { readonly id: number }[]> {
  const app = prepareOctokit(await probot.auth());
  const found: { readonly id: number }[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await app.request("GET /app/installations", { per_page: 100, page });
    for (const { id, suspended_at } of data)
      if (suspended_at === null || suspended_at === undefined) found.push({ id });
    if (data.length < 100) return found;
  }
}
