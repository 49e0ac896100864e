import { redeliverWebhooks } from "../../github/redeliver-webhooks.ts";
import { prepareOctokit } from "../../github/prepare-octokit.ts";
import type { AddOptions } from "../../queue/subject-queue.ts";
import { createPace } from "./pace.ts";
import { startRounds } from "./rounds.ts";
import { doSweepStep, sweepEvery, sweepKey, type SweepStep, type SweepTools } from "./sweep.ts";
import type { Round } from "./turns.ts";

/** What is done though nothing happened, as jobs of the queue: of all servers that share one, one does it. */
export type RoutineStep = SweepStep | RedeliverStep;

/** Asks GitHub for the webhooks that failed. */
export interface RedeliverStep {
  readonly kind: "redeliver";
}

export interface Routine {
  do(step: RoutineStep): Promise<void>;
  /** Resolves when it is stored that this is to be done. */
  begin(step: RoutineStep): Promise<void>;
  /** Begins at once, and anew in each round; resolves when the beginning is stored. */
  start(): Promise<void>;
  stop(): void;
}

export interface RoutineOptions extends Omit<SweepTools, "later"> {
  readonly add: (step: RoutineStep, options: AddOptions) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Called in each server when a round begins. */
  readonly onRound?: () => void;
  /** Milliseconds. */
  readonly sweepEvery?: number | undefined;
}

/** A start looks at the first 100 lists at once, and then at five a second: at 18,000 an hour, some six requests each. */
const burst = 200;
const stepEvery = 100;
const redeliverEvery = 600_000;
/** A webhook takes a while to fail, and to be told of. */
const overlap = 3_600_000;

export function createRoutine(options: RoutineOptions): Routine {
  const { add, onError, probot } = options;
  const pace = createPace(burst, stepEvery);
  /** Until then every webhook that failed was asked for; when this process starts it cannot know. */
  let redeliveredUntil = 0;
  let stops: readonly (() => void)[] = [];
  const tools: SweepTools = {
    ...options,
    later: (step, at) => put(step, at === undefined ? pace() : Math.max(0, at - Date.now())),
  };

  function put(step: RoutineStep, delay: number): Promise<void> {
    const group = "installationId" in step ? { group: String(step.installationId) } : {};
    return add(step, { delay, priority: -1, ...group });
  }

  async function redeliver(): Promise<void> {
    const begun = Date.now();
    const { isAll } = await redeliverWebhooks(prepareOctokit(await probot.auth()), redeliveredUntil - overlap);
    if (isAll) redeliveredUntil = begun;
  }

  function each(every: number, stepOf: (round: Round) => RoutineStep): () => void {
    return startRounds(every, (round, delay) => void put(stepOf(round), delay).catch(onError));
  }

  return {
    do: (step) => (step.kind === "redeliver" ? redeliver() : doSweepStep(tools, step)),
    begin: (step) => put(step, 0),
    async start() {
      stops = [
        each(options.sweepEvery ?? sweepEvery, (round) => {
          options.onRound?.();
          return { kind: "sweep", round };
        }),
        each(redeliverEvery, () => ({ kind: "redeliver" })),
      ];
      await Promise.all([put({ kind: "sweep" }, 0), put({ kind: "redeliver" }, 0)]);
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** One key a step: what is not over when it begins anew is not doubled. */
export function routineKey(step: RoutineStep): string {
  return step.kind === "redeliver" ? "redeliver webhooks" : sweepKey(step);
}
