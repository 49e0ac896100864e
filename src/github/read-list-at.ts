import type { ListAt } from "../intake/pull-snapshot.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { checkList } from "../list/check-list.ts";
import { configurationPath } from "../list/configuration.ts";
import { parseListDraft } from "../list/list-draft.ts";
import { locateProblems } from "../list/positions.ts";
import type { Problem } from "../list/problem.ts";
import type { GithubClient } from "./client.ts";
import { maxListBytes } from "./read-base.ts";
import { readText } from "./read-text.ts";
import { readEntry } from "./read-tree.ts";
import type { KnownList } from "./sha-cache.ts";

export interface ListPlace {
  readonly sha: string;
  /** The commit's tree, or the commit: GitHub takes either for the tree. */
  readonly treeSha: string;
  readonly path: string;
  /** Where the list went, if it was renamed. */
  readonly renamedTo?: string | undefined;
}

/**
 * The list file at a commit, which may be anything: gone, no plain file, no text, no list. A list that can be read is
 * there although papers in it are wrong, so that what changes can be said; nothing may be built on one with errors.
 */
export async function readListAt(client: GithubClient, repository: RepositoryRef, place: ListPlace): Promise<ListAt> {
  const { sha, path } = place;
  const entry = await readEntry(client, repository, place.treeSha, path);
  const file = await readText(client, repository, { entry, path, maxBytes: maxListBytes });
  const blob = entry?.sha;
  switch (file.kind) {
    case "absent":
      return { sha, blob, list: undefined, text: undefined, problems: [gone(place)] };
    case "unreadable":
      return { sha, blob, list: undefined, text: undefined, problems: [file.problem] };
    case "text": {
      const key = `${file.sha} ${path}`;
      const known = client.cache.lists.get(key) ?? parseAndCheck(file.text);
      client.cache.lists.set(key, known);
      const { list, draft, problems } = known;
      return { sha, blob, list, ...(draft && { draft }), text: file.text, problems };
    }
  }
}

function parseAndCheck(text: string): KnownList {
  const { draft, problems } = parseListDraft(text);
  const size = text.length;
  if (draft === undefined || problems.length > 0)
    return { list: undefined, draft, problems: locateProblems(text, problems), size };
  return { list: draft, draft: undefined, problems: locateProblems(text, checkList(draft)), size };
}

function gone({ path, renamedTo }: ListPlace): Problem {
  const message =
    renamedTo === undefined
      ? `There is no ${path} here. It is the source of everything else: put it back.`
      : `${path} is called ${renamedTo} here. Name it ${path} again; where the list is to move, change \`list\` in ${configurationPath} first.`;
  return {
    code: "empty-file",
    severity: "error",
    field: path,
    message,
    ...(renamedTo === undefined ? {} : { given: renamedTo }),
  };
}
