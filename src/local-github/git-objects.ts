import { createHash } from "node:crypto";

export interface TreeEntry {
  readonly name: string;
  /** As git writes it: "100644", "100755", "120000", "160000" or "40000". */
  readonly mode: string;
  readonly sha: string;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, whole seconds. */
  readonly date: string;
}

export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly message: string;
}

export interface Commit extends CommitFacts {
  readonly sha: string;
}

/** Git's objects by their true names, so that equal content has an equal sha, as on GitHub. */
export interface GitObjects {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly commits: Map<string, Commit>;
  /** Commits that GitHub signed. */
  readonly verified: Set<string>;
}

export function emptyGitObjects(): GitObjects {
  return { blobs: new Map(), trees: new Map(), commits: new Map(), verified: new Set() };
}

export function putBlob(objects: GitObjects, bytes: Buffer): string {
  const sha = hash("blob", bytes);
  if (!objects.blobs.has(sha)) objects.blobs.set(sha, bytes);
  return sha;
}

export function putTree(objects: GitObjects, entries: readonly TreeEntry[]): string {
  const sorted = entries.toSorted((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const bytes = sorted.map((entry) =>
    Buffer.concat([Buffer.from(`${entry.mode} ${entry.name}\0`), Buffer.from(entry.sha, "hex")]),
  );
  const sha = hash("tree", Buffer.concat(bytes));
  if (!objects.trees.has(sha)) objects.trees.set(sha, sorted);
  return sha;
}

export function putCommit(objects: GitObjects, facts: CommitFacts): Commit {
  const lines = [
    `tree ${facts.tree}`,
    ...facts.parents.map((parent) => `parent ${parent}`),
    `author ${printIdentity(facts.author)}`,
    `committer ${printIdentity(facts.committer)}`,
    "",
    facts.message,
  ];
  const commit = { ...facts, sha: hash("commit", Buffer.from(lines.join("\n"))) };
  objects.commits.set(commit.sha, commit);
  return commit;
}

function hash(type: string, bytes: Buffer): string {
  return createHash("sha1").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Git sorts a folder as if its name ended in a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.mode === "40000" ? `${entry.name}/` : entry.name);
}

function printIdentity(identity: Identity): string {
  return `${identity.name} <${identity.email}> ${Math.floor(Date.parse(identity.date) / 1000)} +0000`;
}
