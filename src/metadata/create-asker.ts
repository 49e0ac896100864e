import PQueue from "p-queue";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import type { SourceName } from "../list/paper-record.ts";
import { askInParts } from "./ask-in-parts.ts";
import { createBreaker } from "./breaker.ts";
import { failed } from "./failed.ts";
import type { Http } from "./http.ts";
import { createPace } from "./pace.ts";
import type { Source, SourceAnswer } from "./source.ts";
import { untilOutage } from "./until-outage.ts";

/** One source, asked at its pace: what comes together goes in one request, and what is asked already is not asked twice. */
export interface Asker {
  readonly name: SourceName;
  knows(query: PaperQuery): boolean;
  /** Never rejects. */
  ask(query: PaperQuery): Promise<SourceAnswer>;
  stop(): void;
}

export interface AskerOptions {
  readonly source: Source;
  /** Milliseconds between two requests. */
  readonly interval: number;
  /** Requests under way at once. */
  readonly connections: number;
  /** Whether one answer tells nothing about the next, since each comes from another server. */
  readonly manyServers?: boolean;
  /** The way to the service, for which `turn` gives leave. */
  readonly http: (turn: () => Promise<void>) => Http;
  readonly now: () => number;
}

interface Question {
  readonly query: PaperQuery;
  readonly answer: (answer: SourceAnswer) => void;
}

/** Milliseconds in which questions gather. */
const moment = 10;

export function createAsker({ source, interval, connections, manyServers, http, now }: AskerOptions): Asker {
  const { name } = source;
  const batch = Math.max(1, source.batch);
  const pace = createPace(interval);
  const places = new PQueue({ concurrency: connections });
  const breaker = createBreaker(now);
  const underWay = new Map<string, Promise<SourceAnswer>>();
  let waiting: Question[] = [];
  /** Batches that are to be taken from `waiting`. */
  let planned = 0;
  let gathering: NodeJS.Timeout | undefined;
  let stopped = false;

  return {
    name,
    knows: (query) => source.knows(query),
    ask(query) {
      const key = queryKey(query);
      const known = underWay.get(key);
      if (known !== undefined) return known;
      const answer = new Promise<SourceAnswer>((resolve) => {
        waiting.push({ query, answer: resolve });
        gathering ??= setTimeout(plan, moment);
      }).finally(() => underWay.delete(key));
      underWay.set(key, answer);
      if (refusal() !== undefined) refuseWaiting();
      return answer;
    },
    stop() {
      stopped = true;
      clearTimeout(gathering);
      pace.stop();
      refuseWaiting();
    },
  };

  function plan(): void {
    gathering = undefined;
    const searches = waiting.filter(isSearch).length;
    const batches = searches + Math.ceil((waiting.length - searches) / batch);
    for (; planned < batches; planned += 1) void places.add(askNext);
  }

  /** A search is a request of its own everywhere, so it would only hold up the others of its batch. */
  function takeBatch(): readonly Question[] {
    const together = waiting.filter((question) => !isSearch(question)).slice(0, batch);
    const taken = together.length > 0 ? together : waiting.slice(0, 1);
    waiting = waiting.filter((question) => !taken.includes(question));
    return taken;
  }

  /** The questions are taken only when the turn has come, so that those which came meanwhile go with them. */
  async function askNext(): Promise<void> {
    // Stopping rejects the turn, and has answered by then.
    if (waiting.length > 0) await pace.turn().catch(() => undefined);
    planned -= 1;
    if (refusal() !== undefined) return refuseWaiting();
    const questions = takeBatch();
    if (questions.length === 0) return;
    const way = untilOutage(http(takenTurn()));
    const answers = await askInParts(
      questions.map(({ query }) => query),
      (queries) => askOnce(queries, way),
    );
    note(answers).forEach((answer, at) => questions[at]?.answer(answer));
    if (refusal() !== undefined) refuseWaiting();
  }

  async function askOnce(queries: readonly PaperQuery[], way: Http): Promise<readonly SourceAnswer[]> {
    try {
      const answers = await source.ask(queries, way);
      return queries.map((_, at) => answers[at] ?? failed(name, "nonsense", "it left a question without an answer"));
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      return queries.map(() => failed(name, "nonsense", `its answer could not be read (${kind})`));
    }
  }

  /** The first request goes on the turn that was waited for. */
  function takenTurn(): () => Promise<void> {
    let taken = true;
    return async () => {
      if (!taken) await pace.turn();
      taken = false;
    };
  }

  function note(answers: readonly SourceAnswer[]): readonly SourceAnswer[] {
    if (manyServers === true) return answers;
    const [first] = answers;
    if (first?.kind !== "failed" || answers.some(({ kind }) => kind !== "failed")) {
      breaker.succeeded();
      return answers;
    }
    const { retryAt } = breaker.failed(first.failure);
    if (retryAt === undefined) return answers;
    return answers.map((answer) =>
      answer.kind === "failed" ? { kind: "failed", failure: { ...answer.failure, retryAt } } : answer,
    );
  }

  function refusal(): SourceAnswer | undefined {
    if (stopped) return failed(name, "down", "we stopped before it was asked");
    const failure = breaker.open();
    return failure === undefined ? undefined : { kind: "failed", failure };
  }

  function refuseWaiting(): void {
    const answer = refusal();
    if (answer === undefined) return;
    for (const question of waiting) question.answer(answer);
    waiting = [];
  }
}

function isSearch({ query }: Question): boolean {
  return query.kind === "title";
}
