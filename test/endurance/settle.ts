import type { LocalGithub } from "../../src/local-github/start.ts";

/** Until no webhook is under way, nothing waits to be looked at, and neither makes more of the other. */
export async function settle(github: LocalGithub, idle: () => Promise<void>): Promise<void> {
  for (let calm = 0; calm < 2;) {
    const before = github.requests.length;
    await github.idle();
    await idle();
    calm = github.requests.length === before ? calm + 1 : 0;
  }
}
