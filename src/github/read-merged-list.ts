import type { ProposalHead, RepositoryRef } from "../intake/snapshot.ts";
import { mergeTexts } from "../list/merge-texts.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import { readBlob } from "./read-blob.ts";

/** The blob that git makes of the list when it merges this head into a default branch that has `tip`; undefined where that is in doubt. */
export async function readMergedList(
  client: GithubClient,
  repository: RepositoryRef,
  { baseListBlob: base, listBlob: ours }: ProposalHead,
  tip: string | undefined,
): Promise<string | undefined> {
  if (base === undefined || ours === undefined || tip === undefined) return undefined;
  const { merged } = client.cache;
  const key = `${base} ${ours} ${tip}`;
  const known = merged.get(key);
  if (known !== undefined) return known.blob;
  const texts = await Promise.all([base, ours, tip].map((sha) => readBlob(client, repository, sha)));
  const [before, left, right] = texts;
  const text =
    before === undefined || left === undefined || right === undefined
      ? undefined
      : mergeTexts({ base: before, ours: left, theirs: right });
  const blob = text === undefined ? undefined : blobSha(text);
  merged.set(key, { blob });
  return blob;
}

/** GitHub found a conflict where none was foretold: nothing is foretold of these any more. False where nothing was. */
export function distrustMergedList(
  { cache: { merged } }: GithubClient,
  { baseListBlob, listBlob }: ProposalHead,
  tip: string | undefined,
): boolean {
  const key = `${baseListBlob} ${listBlob} ${tip}`;
  if (merged.get(key)?.blob === undefined) return false;
  merged.set(key, { blob: undefined });
  return true;
}
