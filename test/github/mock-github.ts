import { isDeepStrictEqual } from "node:util";
import nock from "nock";
import { Octokit } from "octokit";
import { createGithubClient, type GithubClient } from "../../src/github/client.ts";
import { octokitOptions, type RequestMade } from "../../src/github/prepare-octokit.ts";
import { checkAnswer, checkRequest, type SentRequest } from "../support/openapi.ts";
import { self } from "./answers.ts";

const api = "https://api.github.com";

/** One request that must come, and what GitHub says to it. */
export interface Step {
  /** `GET issues/12`, below the repository; `GET /repos/…` as it is. */
  readonly request: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What the request's body must be, whole. */
  readonly body?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a redirect leads: no route that GitHub describes. */
  readonly undescribed?: boolean;
}

export type Fault = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | "dropped";

export interface MockGithub {
  readonly client: GithubClient;
  /** Every HTTP request that our code made. */
  readonly made: readonly RequestMade[];
  /** Their bodies, in order. */
  readonly bodies: readonly unknown[];
  expect(...steps: readonly Step[]): void;
  /** The step's request comes as often as it is tried, and fails each time. */
  fail(step: Step, fault: Fault, times?: number): void;
  /** What is wrong: requests that did not come, and those that are, they or their answers, not as GitHub describes them. */
  check(): readonly string[];
}

/** A GitHub that answers exactly what a test says, on the real octokit with its retries, which do not wait. */
export function mockGithub(): MockGithub {
  nock.disableNetConnect();
  const wrong: string[] = [];
  const made: RequestMade[] = [];
  const bodies: unknown[] = [];
  const octokit = new Octokit({
    auth: "token",
    retry: { ...octokitOptions.retry, retryAfterBaseValue: 1 },
    throttle: { enabled: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const client = createGithubClient({ octokit, self, onRequest: (request) => made.push(request) });

  function add(step: Step, times = 1): nock.Interceptor {
    const [method = "GET", target = ""] = step.request.split(" ");
    const path = target.startsWith("/") ? target : `/repos/octo/list/${target}`.replace(/\/$/, "");
    return nock(api)
      .intercept((uri) => uri.split("?")[0] === path, method)
      .times(times)
      .query((query) => JSON.stringify(sorted(query)) === JSON.stringify(sorted(step.query ?? {})));
  }

  async function note(sent: Request, step: Step): Promise<SentRequest> {
    const url = new URL(sent.url);
    const text = await sent.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    bodies.push(body);
    const request = {
      method: sent.method,
      path: url.pathname,
      query: url.search.slice(1),
      ...(text === "" ? {} : { body }),
    };
    if (step.undescribed !== true) wrong.push(...checkRequest(request));
    return request;
  }

  return {
    client,
    made,
    bodies,
    expect(...steps) {
      for (const step of steps) {
        add(step).reply(async (sent: Request) => {
          const request = await note(sent, step);
          if (step.body !== undefined && !isDeepStrictEqual(request.body, step.body)) {
            wrong.push(`${step.request} was sent ${JSON.stringify(request.body)}`);
          }
          const status = step.status ?? 200;
          const answer = step.answer ?? (status >= 300 ? failure(status) : undefined);
          if (step.undescribed !== true) wrong.push(...checkAnswer(request, { status, body: answer }));
          const headers = { date: "Sat, 21 Nov 2026 08:00:00 GMT", ...step.headers };
          return [
            status,
            answer === undefined ? "" : JSON.stringify(answer),
            { "content-type": "application/json; charset=utf-8", ...headers },
          ];
        });
      }
    },
    fail(step, fault, times = 1) {
      const interceptor = add(step, times);
      if (fault === "dropped") {
        interceptor.replyWithError(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
        return;
      }
      interceptor.reply(async (sent: Request) => {
        await note(sent, step);
        return [fault.status, failure(fault.status), { "content-type": "application/json", ...fault.headers }];
      });
    },
    check: () => [...nock.pendingMocks(), ...wrong],
  };
}

/** Leaves no mock behind, whether or not the test failed. */
export function forgetMocks(): void {
  nock.abortPendingRequests();
  nock.cleanAll();
}

function failure(status: number): { readonly message: string; readonly documentation_url: string } {
  return { message: `Mocked ${status}`, documentation_url: "https://docs.github.com/rest" };
}

function sorted(query: object): readonly (readonly [string, string])[] {
  return Object.entries(query)
    .map(([key, value]) => [key, String(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function ignore(): void {
  // Retries are logged; a test looks at the requests instead.
}
