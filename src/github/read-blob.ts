import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

/**
 * The text of a file by its sha, undefined where it is not UTF-8; a byte order mark is kept.
 * https://docs.github.com/en/rest/git/blobs#get-a-blob (up to 100 MB, unlike contents)
 */
export async function readBlob(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
): Promise<string | undefined> {
  const known = client.cache.blobs.get(sha);
  if (known !== undefined) return known.text;
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...routeOf(repository),
    file_sha: sha,
  });
  const bytes = Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
  const text = decode(bytes);
  client.cache.blobs.set(sha, { text });
  return text;
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
