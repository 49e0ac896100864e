import { applyAlarm, applyAlarmEnd } from "../../github/apply-alarm.ts";
import type { GithubClient } from "../../github/client.ts";
import { readAlarms } from "../../github/read-alarms.ts";
import type { ReadBase } from "../../github/read-base.ts";
import { readFirstChange } from "../../github/read-first-change.ts";
import { readLastChange } from "../../github/read-last-change.ts";
import type { Facts } from "../../intake/effect.ts";
import { deriveHeartbeat, pathsToFollow, type Ailing, type Standing } from "../../intake/heartbeat.ts";
import type { Subject } from "../../intake/snapshot.ts";
import type { SubjectQueue } from "../../queue/subject-queue.ts";
import type { Clients } from "../clients.ts";
import { jobKey, type Job } from "../job.ts";
import { onOneLine } from "../on-one-line.ts";
import { placeOf } from "../looks/place-of.ts";
import type { Shell } from "../looks/shell.ts";
import type { RepositoryStep } from "../sweep/sweep.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { Words } from "../words.ts";

export interface SilenceTools {
  readonly clients: Clients;
  readonly words: Words;
  readonly queue: Pick<SubjectQueue<Job>, "findGivenUp">;
}

/** Told in full on the check run. */
const mostProblems = 3;

/**
 * Tells maintainers by an issue of a list that could not be kept up for longer than they want to wait, and closes it when
 * the list is well. Nothing where we may write no issues.
 */
export async function tellHeartbeat(
  shell: Pick<Shell, "github" | "words">,
  { repository, alarm }: Subject & { kind: "branch" },
  read: ReadBase,
  standing: Standing,
): Promise<void> {
  if (standing.kind !== "well") await unlessRefused(tellAiling(shell, repository, read, standing));
  else if (alarm === true) await unlessRefused(tellWell(shell, repository, read));
}

async function tellAiling(
  { github, words }: Pick<Shell, "github" | "words">,
  repository: Subject["repository"],
  read: ReadBase,
  standing: Ailing,
): Promise<void> {
  const { listPath, configuration } = read.base;
  const days = configuration.heartbeat;
  const since = await readSince(github, repository, read, standing);
  const alarm = deriveHeartbeat(standing, since, { now: new Date().toISOString(), days });
  if (alarm === undefined) return;
  const text = await words.plain(
    "heartbeat",
    { ...factsOf(standing, listPath), since: alarm.since, days, repository: repository.url },
    read,
  );
  await applyAlarm(github, repository, {
    ...alarm,
    title: `This list has not been kept up since ${alarm.since}`,
    text,
  });
}

/** ISO 8601; undefined where nobody knows. */
async function readSince(
  github: GithubClient,
  repository: Subject["repository"],
  { base: { sha, listPath, configuration } }: ReadBase,
  standing: Ailing,
): Promise<string | undefined> {
  if (standing.kind === "failing") return standing.since;
  if (standing.kind !== "broken") {
    // The list goes on meanwhile: its newest change says nothing of those before.
    const followed = await readLastChange(github, repository, sha, configuration.outputs);
    const first =
      followed === undefined ? undefined : await readFirstChange(github, repository, sha, listPath, followed);
    if (first !== undefined) return first;
  }
  return readLastChange(github, repository, sha, pathsToFollow(standing, listPath));
}

async function tellWell(
  { github, words }: Pick<Shell, "github" | "words">,
  repository: Subject["repository"],
  read: ReadBase,
): Promise<void> {
  for (const known of await readAlarms(github, repository)) {
    if (known.about === "heartbeat" && known.isOpen)
      await applyAlarmEnd(github, repository, known, await words.plain("alarm-over", { about: known.about }, read));
  }
}

function factsOf(standing: Ailing, listPath: string): Facts {
  switch (standing.kind) {
    case "broken": {
      const errors = standing.problems.filter(({ severity }) => severity === "error");
      return {
        kind: "broken",
        problems: errors.slice(0, mostProblems).map((one) => ({ ...one, place: placeOf(one, listPath) })),
        more: Math.max(0, errors.length - mostProblems),
      };
    }
    case "refused":
      return { kind: "refused", branch: standing.branch, message: onOneLine(standing.message) };
    case "occupied":
      return { kind: "occupied", branch: standing.branch };
    case "failing":
      return { kind: "failing", reference: standing.reference, message: onOneLine(standing.message ?? "") };
  }
}

/** Tells it also of a list whose looks are given up, so that none comes to an end. */
export async function tellSilence(
  { clients, words, queue }: SilenceTools,
  { installationId, repository }: RepositoryStep,
  read: ReadBase,
): Promise<void> {
  const subject = { kind: "branch", repository } as const;
  const givenUp = await queue.findGivenUp(jobKey({ kind: "look", installationId, subject }));
  if (givenUp === undefined) return;
  const { since, reference, error = "" } = givenUp;
  // What is a fault of ours is for who runs this.
  const message = error.startsWith("Refused: ") ? { message: error.slice("Refused: ".length) } : {};
  const standing = { kind: "failing", since: new Date(since).toISOString(), reference, ...message } as const;
  await tellHeartbeat({ github: await clients.of(installationId), words }, subject, read, standing);
}
