import { setImmediate } from "node:timers/promises";
import { findListMove, isInDoubt, type ListMove } from "../intake/is-in-doubt.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { mapSides, type Sides } from "../list/sides.ts";
import type { GithubClient } from "./client.ts";
import type { ReadBase } from "./read-base.ts";
import { memoryOf, type SettledAt } from "./repository-memory.ts";
import { settingsId } from "./settings-id.ts";

/**
 * The issues whose open proposals are to be looked at, since the default branch came to `read`. Asks nothing of GitHub:
 * what memory and cache do not tell is in doubt. The others count as looked at with `read`.
 *
 * @param branches heads of our branches for issues, as they are now
 */
export async function findInDoubt(
  client: GithubClient,
  repository: RepositoryRef,
  branches: ReadonlyMap<number, string>,
  read: ReadBase,
): Promise<readonly number[]> {
  const { settled } = memoryOf(client.memory, repository);
  const settings = settingsId(read);
  const moves = new Map<string, ListMove | undefined>();
  const moveFrom = (treeSha: string): ListMove | undefined => {
    if (!moves.has(treeSha)) moves.set(treeSha, findMove(client, treeSha, read));
    return moves.get(treeSha);
  };
  const found: number[] = [];
  for (const [issue, sha] of branches) {
    const known = settled.get(issue);
    const isKnown = known !== undefined && known.head === sha && known.settings === settings;
    const move = isKnown ? moveFrom(known.treeSha) : undefined;
    const texts = isKnown ? findTexts(client, known, read) : undefined;
    if (!isKnown || move === undefined || texts === undefined || isInDoubt(known.proposal, move, texts)) {
      found.push(issue);
    } else {
      settled.set(issue, { ...known, treeSha: read.base.treeSha });
    }
    // A long list takes a while: others go on in between.
    await setImmediate();
  }
  return found;
}

function findMove({ cache }: GithubClient, treeSha: string, read: ReadBase): ListMove | undefined {
  const before = cache.bases.get(treeSha)?.read?.base.list;
  const now = read.base.list;
  return before === undefined || now === undefined ? undefined : findListMove(before, now);
}

function findTexts({ cache }: GithubClient, { proposal }: SettledAt, read: ReadBase): Sides<string> | undefined {
  const blobs = { base: proposal.baseListBlob, ours: proposal.listBlob, theirs: read.base.listBlob };
  const { base, ours, theirs } = mapSides(blobs, (sha) => (sha === undefined ? undefined : cache.blobs.get(sha)?.text));
  return base === undefined || ours === undefined || theirs === undefined ? undefined : { base, ours, theirs };
}
