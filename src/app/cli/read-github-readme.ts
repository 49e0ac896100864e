import { Octokit } from "octokit";
import { Outage, Refused, wordsOf } from "../../github/github-error.ts";
import { octokitOptions, prepareOctokit } from "../../github/prepare-octokit.ts";
import { readReadme, type GithubReadme } from "../../github/read-readme.ts";
import type { CliIo } from "./io.ts";
import { UsageError } from "./usage-error.ts";

export interface ReadmeOnGithub {
  readonly owner: string;
  readonly name: string;
  /** Branch, tag or commit; undefined is the default branch. */
  readonly ref: string | undefined;
}

/** Reads a README as GITHUB_API_URL and GITHUB_TOKEN say. Where GitHub does not give it, an `Outage` says why and what to do. */
export async function readGithubReadme(wanted: ReadmeOnGithub, { env }: Pick<CliIo, "env">): Promise<GithubReadme> {
  const token = env["GITHUB_TOKEN"]?.trim() ?? "";
  const baseUrl = (env["GITHUB_API_URL"]?.trim() || "https://api.github.com").replace(/\/+$/, "");
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "")) {
    throw new UsageError("GITHUB_API_URL must be an http or https URL, as https://api.github.com");
  }
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const octokit = prepareOctokit(
    new Octokit({ ...octokitOptions, baseUrl, log: silent, ...(token === "" ? {} : { auth: token }) }),
  );
  try {
    return await readReadme({ octokit }, wanted, wanted.ref);
  } catch (error) {
    throw explained(error, wanted, token !== "");
  }
}

function explained(error: unknown, { owner, name, ref }: ReadmeOnGithub, hasToken: boolean): unknown {
  const given = `${owner}/${name}${ref === undefined ? "" : `@${ref}`}`;
  if (error instanceof Refused && error.reason === "gone") {
    const hint = hasToken ? "that GITHUB_TOKEN may read" : "for everybody; a private one needs GITHUB_TOKEN";
    return outage(`GitHub has no README at ${given} ${hint}.`, error);
  }
  if (error instanceof Refused) return outage(`GitHub does not let us read ${given}: ${wordsOf(error)}`, error);
  if (!(error instanceof Outage)) return error;
  if (error.status === 401)
    return outage("GitHub does not accept GITHUB_TOKEN: it is wrong or no longer valid.", error);
  if (error.status === 403 || error.status === 429) {
    const minutes = Math.ceil((error.retryAfter ?? 60) / 60);
    const hint = hasToken ? "" : " With GITHUB_TOKEN set, the limit is higher.";
    return outage(
      `GitHub takes no more requests for ${minutes === 1 ? "a minute" : `${minutes} minutes`}.${hint}`,
      error,
    );
  }
  return error;
}

function outage(message: string, cause: Outage | Refused): Outage {
  return new Outage(message, { status: cause.status, cause });
}

function ignore(): void {
  // How a request went is told once, by what is thrown.
}
