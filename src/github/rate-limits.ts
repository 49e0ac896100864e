import { createBoundedCache } from "./bounded-cache.ts";

/** What an installation may still ask, as GitHub last said it. */
export interface RateLimit {
  /** Requests an hour. */
  readonly limit: number;
  readonly remaining: number;
  /** When `remaining` is `limit` again, in milliseconds since 1970. */
  readonly resetAt: number;
}

/**
 * The primary limits of the installations that this process asks in the name of, read from every answer.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
 */
export interface RateLimits {
  /** Takes in the headers of an answer. */
  note(installationId: number, headers: Headers): void;
  /** Undefined where nothing was asked since the last reset. */
  of(installationId: number): RateLimit | undefined;
  /** By installation, those of which something is known. */
  all(): ReadonlyMap<number, RateLimit>;
}

/** This part of its limit is for what people do: sweeps leave it alone. */
const reserved = 1 / 4;

export function createRateLimits(): RateLimits {
  const known = createBoundedCache<number, RateLimit>(10_000);

  function current(installationId: number): RateLimit | undefined {
    const limit = known.peek(installationId);
    return limit !== undefined && limit.resetAt > Date.now() ? limit : undefined;
  }

  return {
    of: current,
    note(installationId, headers) {
      const next = parseRateLimit(headers);
      const last = current(installationId);
      // Of answers that come at once the last need not be the newest.
      if (next === undefined || (last !== undefined && last.resetAt > next.resetAt)) return;
      const remaining = last?.resetAt === next.resetAt ? Math.min(last.remaining, next.remaining) : next.remaining;
      known.set(installationId, { ...next, remaining });
    },
    all() {
      const entries = [...known.keys()].map((id) => [id, current(id)] as const);
      return new Map(entries.flatMap(([id, limit]) => (limit === undefined ? [] : [[id, limit]])));
    },
  };
}

/** Until when what nobody waits for is to wait, in milliseconds since 1970; 0 where it need not. */
export function holdForPeople(limit: RateLimit | undefined): number {
  return limit !== undefined && limit.remaining < limit.limit * reserved ? limit.resetAt : 0;
}

/** Searches and the like have limits of their own. */
function parseRateLimit(headers: Headers): RateLimit | undefined {
  if ((headers.get("x-ratelimit-resource") ?? "core") !== "core") return undefined;
  const [limit = 0, remaining = NaN, reset = 0] = ["limit", "remaining", "reset"].map((name) =>
    Number(headers.get(`x-ratelimit-${name}`) ?? NaN),
  );
  return limit > 0 && remaining >= 0 && reset > 0 ? { limit, remaining, resetAt: reset * 1000 } : undefined;
}
