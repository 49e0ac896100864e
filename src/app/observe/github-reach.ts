/** Whether GitHub answers, from what the server's own requests show, and from a question where they show nothing. */
export interface GithubReach {
  /** GitHub answered a request. Nothing is learned from one failure, of which it has some every day. */
  readonly answered: () => void;
  isReachable(): Promise<boolean>;
}

/** Milliseconds that an answer counts for, and at least so many between two questions. */
const worth = 15_000;
const patience = 2_000;

/** `baseUrl` is that of the API. */
export function createGithubReach(baseUrl: string, send: typeof fetch = fetch): GithubReach {
  let answeredAt = -Infinity;
  let askedAt = -Infinity;
  let asking: Promise<void> = Promise.resolve();

  function answered(): void {
    answeredAt = performance.now();
  }

  /** It costs nothing of any limit: https://docs.github.com/en/rest/rate-limit/rate-limit */
  async function ask(): Promise<void> {
    try {
      const response = await send(`${baseUrl}/rate_limit`, {
        headers: { "user-agent": "awesome-papers" },
        signal: AbortSignal.timeout(patience),
      });
      await response.body?.cancel();
      // That it refuses us is an answer too.
      if (response.status < 500) answered();
    } catch {
      // No answer; the next question comes by itself.
    }
  }

  return {
    answered,
    async isReachable() {
      const now = performance.now();
      if (now - answeredAt < worth) return true;
      if (now - askedAt >= worth) {
        askedAt = now;
        asking = ask();
      }
      await asking;
      return performance.now() - answeredAt < worth;
    },
  };
}
