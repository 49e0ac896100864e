import type { HandEdit } from "../intake/pull-snapshot.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import type { EditedOutput, HandEditRules, PresentOutputs } from "./find-edited-by-hand.ts";
import { readBaseAt, type ReadBase } from "./read-base.ts";
import { readFiles } from "./read-files.ts";
import { readEntry } from "./read-tree.ts";

export interface ReadEditRules extends HandEditRules {
  /** Reads an edit back as data, by the templates that printed `before` from the list of that commit. */
  readonly edits: (
    then: ReadBase,
    edit: Pick<HandEdit, "path" | "list"> & { readonly before: string; readonly after: string },
  ) => Promise<Omit<HandEdit, "path" | "list">>;
}

/** Where we never wrote an output, so many commits before the newest are asked whether it was in step there. */
const mostAsked = 2;

/**
 * What people's edits of outputs say of the list, since our last commit to each; where there is none, since it last was
 * what its list renders to. Nothing is said of an output whose text before the edit is not found.
 * At most three requests for an output, where list, templates and configuration are those of now.
 */
export async function readHandEdits(
  client: GithubClient,
  repository: RepositoryRef,
  { present, edited }: { readonly present: PresentOutputs; readonly edited: readonly EditedOutput[] },
  rules: ReadEditRules,
): Promise<readonly HandEdit[]> {
  const edits: HandEdit[] = [];
  for (const output of edited) {
    const after = present.files[output.path];
    const found = await findBefore(client, repository, { output, files: present.files, rules });
    const list = found?.read.base.list;
    if (after === undefined || found === undefined || list === undefined) continue;
    const { read, before } = found;
    const { path } = output;
    edits.push({ ...(await rules.edits(read, { path, list, before, after })), path, list });
  }
  return edits;
}

interface Before {
  /** The commit whose text it is. */
  readonly read: ReadBase;
  readonly before: string;
}

async function findBefore(
  client: GithubClient,
  repository: RepositoryRef,
  { output, files, rules }: { output: EditedOutput; files: PresentOutputs["files"]; rules: ReadEditRules },
): Promise<Before | undefined> {
  const { path, commits } = output;
  const ours = commits.find((commit) => commit.ours);
  const heads = ours === undefined ? commits.slice(1, 1 + mostAsked) : [ours];
  for (const head of heads) {
    const read = await readBaseAt(client, repository, head, rules.packagedTemplates);
    if (read?.base.list === undefined) continue;
    // Mostly the text of then is what its list would make of the present one, and need not be read.
    const before = await render(read, files[path]);
    const entry = await readEntry(client, repository, head.treeSha, path);
    if (before !== undefined && entry?.sha === blobSha(before)) return { read, before };
  }
  const [head] = heads;
  const read = head && (await readBaseAt(client, repository, head, rules.packagedTemplates));
  const before = head && (await readFiles(client, repository, head.treeSha, [path])).files[path];
  if (read?.base.list === undefined || before === undefined) return undefined;
  // Of what was out of step already nobody knows what the person changed.
  return ours !== undefined || (await render(read, before)) === before ? { read, before } : undefined;

  async function render(then: ReadBase, text: string | undefined): Promise<string | undefined> {
    const rendered = await rules.render(then, { ...files, [path]: text });
    return rendered.files.find((file) => file.path === path)?.text;
  }
}
