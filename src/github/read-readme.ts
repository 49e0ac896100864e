import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

export interface GithubReadme {
  /** In the repository: `README.md`, `docs/README.md`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * The README that GitHub shows for a repository, of the default branch or of `ref`.
 * https://docs.github.com/en/rest/repos/contents#get-a-repository-readme; over 1 MB it comes without its content, which
 * https://docs.github.com/en/rest/git/blobs#get-a-blob gives.
 */
export async function readReadme(
  { octokit }: Pick<GithubClient, "octokit">,
  repository: Pick<RepositoryRef, "owner" | "name">,
  ref: string | undefined,
): Promise<GithubReadme> {
  const { data: file } = await octokit.request("GET /repos/{owner}/{repo}/readme", {
    ...routeOf(repository),
    ...(ref === undefined ? {} : { ref }),
  });
  if (file.encoding === "base64") return { path: file.path, bytes: Buffer.from(file.content, "base64") };
  const { data: blob } = await octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...routeOf(repository),
    file_sha: file.sha,
  });
  return { path: file.path, bytes: Buffer.from(blob.content, blob.encoding === "base64" ? "base64" : "utf8") };
}
