import { setImmediate as afterAll } from "node:timers/promises";
import { vi } from "vitest";
import { isBookkeeping } from "../../src/local-github/request-log.ts";
import type { Answer } from "../../src/local-github/world.ts";
import { createModelGithub, type Delivery, type ModelGithub } from "./model-github.ts";
import type { Fault, Way } from "./schedule.ts";
import { createServerProcess, type ServerProcess } from "./server-process.ts";
import { createStoredJobs } from "./stored-jobs.ts";

export interface WorldOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  readonly processes: number;
  /** From 0 up to 1; undefined takes everything in turn, and no time passes in between. */
  readonly random: (() => number) | undefined;
}

/** Something that may happen next. */
export interface Turn {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface SimulatedWorld {
  readonly github: ModelGithub;
  /** What happened, in order. */
  readonly log: readonly string[];
  /** What looks ended with that is neither an outage nor a refusal, or was given up. */
  readonly bugs: readonly string[];
  /** Requests of ours that changed something on GitHub. */
  readonly writes: () => number;
  /** Does one thing of all that may happen, `more` included; false where there is none, and time has to pass. */
  step(more: readonly Turn[]): Promise<boolean>;
  /** Lets time pass until something may happen; false where nothing ever will. */
  wait(): Promise<boolean>;
  pass(milliseconds: number): Promise<void>;
  /** Nothing goes wrong any more. */
  endFaults(): void;
  /** Puts a line into the log. */
  say(line: string): void;
  /** As every hour. */
  sweep(): Promise<void>;
}

interface Slot {
  process: ServerProcess | undefined;
  /** What it waits for: none of it comes when it is killed. */
  pending: (Turn & { readonly isRequest: boolean })[];
}

const concurrency = 3;
/** Milliseconds until another process notices. */
const lostAfter = 75_000;

/** GitHub, the queue's database and the processes between them, in which one thing happens after the other. */
export async function createSimulatedWorld({
  files,
  processes,
  random,
  ...options
}: WorldOptions): Promise<SimulatedWorld> {
  const github = await createModelGithub(files);
  const jobs = createStoredJobs();
  const slots = Array.from({ length: processes }, (): Slot => ({ process: undefined, pending: [] }));
  const log: string[] = [];
  const bugs: string[] = [];
  let faults = options.faults;
  let deliveries: Delivery[] = [];
  const count = { request: 0, webhook: 0, step: 0, writes: 0 };

  github.onDelivery = (delivery) => {
    const fault = faults.find(({ kind, at }) => kind === "webhook" && at === count.webhook);
    count.webhook += 1;
    if (fault !== undefined) log.push(`webhook ${delivery.name} ${fault.kind === "webhook" ? fault.way : ""}`);
    if (fault?.kind === "webhook" && fault.way === "is lost") return;
    deliveries.push(delivery);
    if (fault !== undefined) deliveries.push(delivery);
  };

  /** Each request is two turns: it is carried out, and its answer comes. */
  function fetchFor(slot: Slot, mine: Slot["pending"]): typeof fetch {
    return (input, init) =>
      new Promise((resolve, reject) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const method = init?.method ?? "GET";
        const label = `${method} ${url.pathname.replace("/repos/lab/list", "")}`;
        const come = (name: string, run: () => void): void => {
          // Its process may be gone meanwhile.
          if (slot.pending === mine) slot.pending.push({ label: name, run, isRequest: false });
        };
        const run = async (): Promise<void> => {
          const at = count.request;
          count.request += 1;
          const fault = faults.find((one) => one.kind === "request" && one.at === at);
          const way = fault?.kind === "request" ? fault.way : undefined;
          const answer = isCarriedOut(way)
            ? await github.answer(method, url.href, Object.fromEntries(new Headers(init?.headers)), textOf(init?.body))
            : undefined;
          if (answer !== undefined && method !== "GET" && answer.status < 400 && !isBookkeeping(url.pathname))
            count.writes += 1;
          if (way !== undefined) log.push(`${label} ${way}`);
          else log.push(`${label} ${answer?.status}`);
          const failed = way === undefined ? undefined : answerOf(way);
          if (failed === "cut") come(`no answer to ${label}`, () => reject(new TypeError("fetch failed")));
          else come(`answer to ${label}`, () => resolve(responseOf(url.href, failed ?? answer ?? { status: 500 })));
        };
        if (slot.pending === mine) mine.push({ label, run, isRequest: true });
      });
  }

  function start(number: number, slot: Slot): void {
    if (slots.length === 1) jobs.giveBackLost();
    const pending: Slot["pending"] = [];
    slot.pending = pending;
    slot.process = createServerProcess({
      number,
      isSole: slots.length === 1,
      fetch: fetchFor(slot, pending),
      jobs,
      statement: (label, done) =>
        new Promise((resolve) => {
          const run = (): void => {
            done();
            resolve();
          };
          if (slot.pending === pending) pending.push({ label, run, isRequest: false });
        }),
      onFailure({ job, error, givenUp }) {
        const known = error instanceof Error && (error.name === "Outage" || error.name === "Refused");
        log.push(`${job} failed: ${String(error)}`);
        if (givenUp && !(error instanceof Error && error.name === "Refused"))
          bugs.push(`${job} given up: ${String(error)}`);
        if (!known) bugs.push(`${job}: ${error instanceof Error ? String(error.stack) : String(error)}`);
      },
    });
    void slot.process.sweep();
  }

  async function kill(number: number, slot: Slot): Promise<void> {
    log.push(`process ${number} is killed`);
    slot.process = undefined;
    jobs.lose(number, slots.length === 1 ? 0 : Date.now() + lostAfter);
    const { pending } = slot;
    slot.pending = [];
    // What was sent is sent, whether or not its sender is still there.
    for (const { isRequest, run } of pending) if (isRequest && random !== undefined && random() < 0.5) await run();
  }

  function turns(more: readonly Turn[]): Turn[] {
    if (slots.length > 1) jobs.giveBackLost();
    const isDue = jobs.isDue();
    const all = slots.flatMap((slot, number): Turn[] => {
      const { process, pending } = slot;
      if (process === undefined) return [{ label: `process ${number} starts`, run: () => start(number, slot) }];
      const own = pending.map(({ label, run }): Turn => ({
        label: `${number}: ${label}`,
        run: () => {
          slot.pending.splice(
            slot.pending.findIndex((one) => one.run === run),
            1,
          );
          return run();
        },
      }));
      if (!isDue || process.running() >= concurrency) return own;
      const take = (): void => {
        const taken = jobs.take(number);
        log.push(`${number}: takes ${taken?.key}`);
        if (taken !== undefined) void process.work(taken);
      };
      return [...own, { label: `${number}: takes`, run: take }];
    });
    const arrivals = deliveries.map((delivery): Turn => ({
      label: `webhook ${delivery.name}`,
      async run() {
        deliveries = deliveries.filter((one) => one !== delivery);
        const living = slots.flatMap(({ process }) => process ?? []);
        const process = living[Math.floor((random?.() ?? 0) * living.length)];
        log.push(`webhook ${delivery.name}${process === undefined ? " finds nobody" : ""}`);
        void process?.deliver(delivery);
      },
    }));
    return [...all, ...arrivals, ...more];
  }

  async function pass(milliseconds: number): Promise<void> {
    vi.advanceTimersByTime(milliseconds);
    await afterAll();
  }

  return {
    github,
    log,
    bugs,
    writes: () => count.writes,
    say: (line) => void log.push(line),
    pass,
    async step(more) {
      const dying = faults.find(({ kind, at }) => kind === "kill" && at === count.step);
      count.step += 1;
      const living = slots.filter(({ process }) => process !== undefined);
      const slot = living[Math.floor((random?.() ?? 0) * living.length)];
      if (dying !== undefined && slot !== undefined) await kill(slots.indexOf(slot), slot);
      const all = turns(more);
      const next = all[Math.floor((random?.() ?? 0) * all.length)];
      if (next === undefined) return false;
      await next.run();
      await pass(random === undefined ? 0 : Math.floor(random() * 300));
      return true;
    },
    async wait() {
      // A long calculation lets others go on in between.
      for (let turn = 0; turn < 10; turn += 1) await afterAll();
      if (turns([]).length > 0) return true;
      const next = jobs.nextTime();
      // A read that failed is asked again by octokit, after some seconds.
      if (vi.getTimerCount() > 0) await pass(500);
      else if (next === undefined) return false;
      else await pass(Math.max(0, next - Date.now()));
      return true;
    },
    endFaults() {
      faults = [];
    },
    async sweep() {
      for (const { process } of slots) void process?.sweep();
      await afterAll();
    },
  };
}

function isCarriedOut(way: Way | undefined): boolean {
  return way === undefined || way.endsWith("after it was carried out");
}

function answerOf(way: Way): "cut" | Answer {
  const body = { message: way };
  switch (way) {
    case "is cut before it is carried out":
    case "is cut after it was carried out":
      return "cut";
    case "answers 500":
      return { status: 500, body };
    case "answers 502 after it was carried out":
      return { status: 502, body };
    case "answers 401":
      return { status: 401, body: { message: "Bad credentials" } };
    case "meets the secondary rate limit":
      return {
        status: 403,
        headers: { "retry-after": "60" },
        body: { message: "You have exceeded a secondary rate limit." },
      };
  }
}

function responseOf(url: string, { status, body, raw, headers }: Answer): Response {
  const text = raw === undefined ? (body === undefined ? "" : JSON.stringify(body)) : raw;
  const type = raw === undefined && text !== "" ? { "content-type": "application/json; charset=utf-8" } : {};
  const bodiless = status === 204 || status === 304;
  const made = new Response(bodiless ? null : text, { status, headers: { ...type, ...headers } });
  return Object.defineProperty(made, "url", { value: url });
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}
