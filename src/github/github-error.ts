import { RequestError } from "octokit";

/**
 * GitHub failed, or asks us to wait: the same look is to be tried again, by the queue, not before `retryAfter` seconds.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export class Outage extends Error {
  readonly kind = "outage";
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(message: string, options: { status: number; retryAfter?: number | undefined; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "Outage";
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}

/**
 * Why GitHub will not do something.
 *
 * - `gone`: no such thing (any more), or not for our eyes;
 * - `permission`: the App was not granted what this takes, or is not installed there;
 * - `read-only`: nobody writes there any more, in an archived repository or a locked thread;
 * - `forbidden`: something else stands against it, as a rule, a list of allowed addresses, a blocked account.
 */
export type RefusedReason = "gone" | "permission" | "read-only" | "forbidden";

/** GitHub will not do this for us; trying again changes nothing until a person changes something. */
export class Refused extends Error {
  readonly kind = "refused";
  readonly status: number;
  readonly reason: RefusedReason;
  /** What the App would have to be granted, as GitHub words it: `issues=write; pull_requests=write`. */
  readonly permission: string | undefined;

  constructor(
    message: string,
    options: { status: number; reason: RefusedReason; permission?: string | undefined; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "Refused";
    this.status = options.status;
    this.reason = options.reason;
    this.permission = options.permission;
  }
}

/**
 * What a failed request means to us. Anything that is neither an `Outage` nor a `Refused` comes back as it is:
 * either the caller knows the status (409, 422), or it is a bug.
 */
export function toGithubError(error: unknown, now: number): unknown {
  if (!(error instanceof Error)) return error;
  // A request of ours that was stopped has no answer either: octokit gives it the status 500.
  if (!isRequestError(error))
    return error.name === "AbortError" ? new Outage(error.message, { status: 500, cause: error }) : error;
  const { status } = error;
  const headers = error.response?.headers ?? {};
  const retryAfter = secondsToWait(headers, now);
  const message = describe(error);
  if (isRateLimit(error)) return new Outage(message, { status, retryAfter: retryAfter ?? 60, cause: error });
  // A token that was revoked, a key that is being changed, an App that is suspended: none is the subject's fault.
  if (status >= 500 || status === 0 || status === 401 || status === 408) {
    return new Outage(message, { status, retryAfter, cause: error });
  }
  if (status === 404 || status === 410) return new Refused(message, { status, reason: "gone", cause: error });
  if (status === 403 || status === 451) return forbidden(error, message);
  return error;
}

/** GitHub names what a route takes with any answer, so that only its words tell a missing permission. */
function forbidden(error: RequestError, message: string): Refused {
  const { status, response } = error;
  const words = wordsOf(error);
  if (words.startsWith("Resource not accessible by integration")) {
    const accepted = response?.headers["x-accepted-github-permissions"];
    const permission = typeof accepted === "string" && accepted !== "" ? accepted : undefined;
    const hint = permission === undefined ? "" : ` The App needs the permission ${permission}.`;
    return new Refused(`${message}${hint}`, { status, reason: "permission", permission, cause: error });
  }
  const isReadOnly = /^Repository was archived|\b(?:issue|conversation) is locked\b/.test(words);
  return new Refused(message, { status, reason: isReadOnly ? "read-only" : "forbidden", cause: error });
}

/** The status of GitHub's answer, whatever the error was made into. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof Outage || error instanceof Refused || isRequestError(error)) return error.status;
  return undefined;
}

/** GitHub's own words, without the link to its documentation; at most 500 characters. */
export function wordsOf(error: unknown): string {
  const origin = error instanceof Outage || error instanceof Refused ? error.cause : error;
  const data: unknown = isRequestError(origin) ? origin.response?.data : undefined;
  const words =
    typeof data === "object" && data !== null && "message" in data && typeof data.message === "string"
      ? data.message
      : error instanceof Error
        ? error.message
        : String(error);
  return words.slice(0, 500);
}

/**
 * Whether a rule of the repository stands against it, and not that somebody was faster. GitHub answers 422, to a new branch
 * also without naming the rule: https://github.com/github/rest-api-description/issues/4887
 */
export function isAgainstRules(error: unknown): boolean {
  const status = statusOf(error);
  return (
    (status === 403 || status === 422) &&
    /^(?:Repository rule violations found|Reference update failed)/.test(wordsOf(error))
  );
}

function isRequestError(error: unknown): error is RequestError {
  // Probot may bring its own copy of the class.
  return error instanceof RequestError || (error instanceof Error && error.name === "HttpError" && "status" in error);
}

function isRateLimit(error: RequestError): boolean {
  if (error.status === 429) return true;
  if (error.status !== 403) return false;
  const headers = error.response?.headers ?? {};
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /\bsecondary rate limit\b|\babuse detection\b/i.test(error.message)
  );
}

function secondsToWait(
  headers: Readonly<Record<string, string | number | undefined>>,
  now: number,
): number | undefined {
  const given = headers["retry-after"];
  if (given !== undefined) {
    const seconds = Number(given);
    if (Number.isFinite(seconds) && seconds >= 0) return Math.ceil(seconds);
    const until = Date.parse(String(given));
    if (!Number.isNaN(until)) return Math.max(0, Math.ceil((until - now) / 1000));
  }
  const reset = Number(headers["x-ratelimit-reset"]);
  if (headers["x-ratelimit-remaining"] === "0" && reset > 0) return Math.max(1, Math.ceil(reset - now / 1000) + 1);
  return undefined;
}

function describe(error: RequestError): string {
  const { method, url } = error.request;
  // Where nothing answered octokit says 500.
  const what = error.response === undefined ? "could not be reached for" : `answered ${error.status} to`;
  return `GitHub ${what} ${method} ${pathOf(url)}: ${wordsOf(error)}`;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
