import { App, Octokit } from "octokit";
import { octokitOptions, prepareOctokit, type GithubOctokit } from "./prepare-octokit.ts";

/** GitHub as the App itself sees it: a question is asked once, and nothing is logged. */
export interface AppClient {
  /** Signed in as the App. */
  readonly octokit: GithubOctokit;
  /** Signed in as an installation of it; asks for a token. */
  installation(installationId: number): Promise<GithubOctokit>;
  /** Seconds that this machine's clock is ahead of GitHub's, by the first answer; undefined before. Negative: behind. */
  secondsAhead(): number | undefined;
}

export interface AppClientOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly githubApiUrl: string;
  readonly now: () => Date;
}

/** A client for questions that a person waits for. */
export function createAppClient({ appId, privateKey, githubApiUrl, now }: AppClientOptions): AppClient {
  let ahead: number | undefined;
  const send: typeof fetch = async (input, init) => {
    const asked = now().getTime();
    const response = await fetch(input, init);
    const theirs = Date.parse(response.headers.get("date") ?? "");
    // The header is cut to the second, so half a second of it is lost on average.
    if (!Number.isNaN(theirs)) ahead ??= ((asked + now().getTime()) / 2 - theirs - 500) / 1000;
    return response;
  };
  const app = new App({
    appId,
    privateKey,
    Octokit: Octokit.defaults({
      baseUrl: githubApiUrl,
      request: { fetch: send },
      retry: { enabled: false },
      throttle: { ...octokitOptions.throttle, enabled: false },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    }),
  });
  return {
    octokit: prepareOctokit(app.octokit),
    installation: async (installationId) => prepareOctokit(await app.getInstallationOctokit(installationId)),
    secondsAhead: () => ahead,
  };
}

function silent(): void {
  // What went wrong is told by whoever asked.
}
