import type { PullRequest, PullSnapshot } from "../intake/pull-snapshot.ts";
import type { Comment, Permission, Person, RepositoryRef } from "../intake/snapshot.ts";
import type { Configuration } from "../list/configuration.ts";
import type { Problem } from "../list/problem.ts";
import type { GithubClient } from "./client.ts";
import { readBase, readBaseAt, type ReadBase } from "./read-base.ts";
import { readCheckRun } from "./read-check-run.ts";
import { readComments } from "./read-comments.ts";
import { mostComparedFiles, readComparison, type ComparedFile, type LineRange } from "./read-comparison.ts";
import { readFiles } from "./read-files.ts";
import { readListAt } from "./read-list-at.ts";
import { readPermission } from "./read-permission.ts";
import { readPull } from "./read-pull.ts";
import { forgetPullThread } from "./read-pull-thread.ts";
import { readTree } from "./read-tree.ts";
import { findTouched, readTouched } from "./read-touched.ts";
import { memoryOf, type AskedElsewhere } from "./repository-memory.ts";

export interface PullRules {
  /** Our own templates, by path under `templates/`. */
  readonly packagedTemplates: ReadonlyMap<string, string>;
  readonly outputPaths: (configuration: Configuration) => readonly string[];
  /** Whose permission would change something. */
  readonly peopleToAsk: (
    pull: PullRequest,
    comments: readonly Comment[],
    configuration: Configuration,
  ) => readonly Person[];
}

export type PullLook =
  /** Out of our reach: forget it. */
  | { readonly kind: "gone" }
  /** Nothing for us to say a word about. */
  | { readonly kind: "not-ours" }
  /** One of ours: what it is, and what is said in its thread, belongs to whom it is for; `sha` waits for a check run. */
  | { readonly kind: "proposal"; readonly branch: string; readonly sha?: string }
  /** Closed or merged: what we said stands. */
  | { readonly kind: "closed"; readonly pull: PullRequest }
  | GatheredPull;

export interface GatheredPull {
  readonly kind: "pull";
  readonly snapshot: Omit<PullSnapshot, "edits" | "templates" | "elsewhere" | "lookUps">;
  /** The default branch: configuration and templates for every decision. */
  readonly read: ReadBase;
  /** Outputs that it changes: text where it left the default branch, and at its head; undefined where there is none. */
  readonly outputs: readonly {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
  /** Of outputs at its head that cannot be read; these are not in `outputs`. */
  readonly outputProblems: readonly Problem[];
  /** Where it changes configuration or templates: its head, read as if it were the default branch. Only to show what it would do. */
  readonly preview?: Preview;
  /** Lines of the list and of the outputs, by path, on which a suggested change can stand. */
  readonly shown: Readonly<Record<string, readonly LineRange[]>>;
}

export type Preview =
  | { readonly kind: "read"; readonly read: ReadBase }
  /** It would be no list repository any more. */
  | { readonly kind: "no-list" }
  | { readonly kind: "too-many"; readonly files: number };

/** Each costs a request, and anybody may open a pull request. */
const mostPreviewedFiles = 20;

/**
 * All that a decision about a person's pull request may need, but what is computed from it. One request where it is none
 * of ours by itself, three where it touches nothing of ours, and three (pull request, branch, comments) where nothing
 * changed since the last look. Forks are read through the repository itself; nothing of them is run.
 */
export async function gatherPull(
  client: GithubClient,
  repository: RepositoryRef,
  number: number,
  rules: PullRules,
): Promise<PullLook> {
  const memory = memoryOf(client.memory, repository);
  const lookForList = async (present: RepositoryRef): Promise<ReadBase | undefined> => {
    const read = await readBase(client, present, rules.packagedTemplates);
    memory.listRepository = read !== undefined;
    return read;
  };
  // Where there was no list at the last look, one request tells that there still is none.
  if (memory.listRepository === false && (await lookForList(repository)) === undefined) return { kind: "not-ours" };
  const answer = await readPull(client, repository, number);
  if (answer.kind === "gone") return answer;
  const { pull, repository: present, now } = answer;
  const { head } = pull;
  const isOpenHere = pull.state === "open" && pull.base === present.defaultBranch;
  if (answer.ours && !answer.archived) {
    forgetPullThread(client, present, number, answer.comments);
    return { kind: "proposal", branch: head.ref, ...(isOpenHere && { sha: head.sha }) };
  }
  if (pull.base !== present.defaultBranch || answer.archived) return { kind: "not-ours" };
  if (pull.state !== "open") return { kind: "closed", pull };
  if (pull.draft || pull.locked) return { kind: "not-ours" };

  const read = await lookForList(present);
  if (read === undefined) return { kind: "not-ours" };
  const { base } = read;
  const comparison = await readComparison(client, present, base.sha, head.sha);
  if (comparison === undefined) return { kind: "not-ours" };
  const { mergeBase, files } = comparison;
  const moreFiles = files.length >= mostComparedFiles && answer.changedFiles > files.length;
  const ours = { listPath: base.listPath, outputs: rules.outputPaths(base.configuration) };
  const touched = moreFiles
    ? await readTouched(client, present, { from: mergeBase.treeSha, to: head.sha }, ours)
    : findTouched(files, ours);
  const touches = touched.list || touched.outputs.length + touched.settings.length > 0;
  // One that touched something before has words of ours, which are to be taken back.
  if (!touches && !memory.reviewed.has(number)) return { kind: "not-ours" };

  const path = base.listPath;
  const renamedTo = files.find(({ previousPath, status }) => status === "renamed" && previousPath === path)?.path;
  const readsBase = touched.list || touched.outputs.length > 0;
  // First, so that each is asked for once.
  await Promise.all([
    readTree(client, present, head.sha),
    readsBase ? readTree(client, present, mergeBase.treeSha) : undefined,
  ]);
  const [comments, before, after, outputs] = await Promise.all([
    answer.comments === 0 ? [] : readComments(client, present, number, answer.comments, pull.author.id),
    readsBase ? readListAt(client, present, { ...mergeBase, path }) : undefined,
    touched.list ? readListAt(client, present, { sha: head.sha, treeSha: head.sha, path, renamedTo }) : undefined,
    readOutputs(client, present, { from: mergeBase.treeSha, to: head.sha }, touched.outputs),
  ]);
  const replacedFor = memory.replacedFor.get(number);
  const recheck = memory.rechecks.has(head.sha);
  if (recheck) memory.checkRuns.delete(head.sha);
  const [checked, permissions, preview] = await Promise.all([
    recheck ? undefined : readChecked(client, present, head.sha, comments),
    readPermissions(client, present, rules.peopleToAsk(pull, comments, base.configuration)),
    touched.settings.length > 0 ? readPreview(client, present, head.sha, touched.settings, rules) : undefined,
  ]);
  return {
    kind: "pull",
    snapshot: {
      now,
      self: client.self,
      repository: present,
      pull,
      comments,
      ...answerOf(memory.asked.get(number)),
      base,
      files: files.map(({ shown: _shown, ...file }) => file),
      moreFiles,
      ...(before === undefined ? {} : { mergeBase: before }),
      ...(after === undefined ? {} : { head: after }),
      permissions,
      ...(checked === undefined ? {} : { checked }),
      ...(replacedFor === undefined ? {} : { replacedFor }),
      ...(recheck ? { recheck } : {}),
    },
    read,
    ...outputs,
    ...(preview === undefined ? {} : { preview }),
    shown: shownOf(files, [path, ...touched.outputs]),
  };
}

function answerOf({ answer }: Partial<AskedElsewhere> = {}): Pick<PullSnapshot, "answer"> {
  return answer === undefined ? {} : { answer };
}

async function readOutputs(
  client: GithubClient,
  repository: RepositoryRef,
  trees: { readonly from: string; readonly to: string },
  paths: readonly string[],
): Promise<Pick<GatheredPull, "outputs" | "outputProblems">> {
  if (paths.length === 0) return { outputs: [], outputProblems: [] };
  const before = await readFiles(client, repository, trees.from, paths);
  const after = await readFiles(client, repository, trees.to, paths);
  const readable = paths.filter((path) => Object.hasOwn(after.files, path));
  return {
    outputs: readable.map((path) => ({ path, before: before.files[path], after: after.files[path] })),
    outputProblems: after.problems,
  };
}

async function readPreview(
  client: GithubClient,
  repository: RepositoryRef,
  head: string,
  settings: readonly string[],
  { packagedTemplates }: PullRules,
): Promise<Preview> {
  if (settings.length > mostPreviewedFiles) return { kind: "too-many", files: settings.length };
  const read = await readBaseAt(client, repository, { sha: head, treeSha: head }, packagedTemplates);
  return read === undefined ? { kind: "no-list" } : { kind: "read", read };
}

/** Where we never said a word there is no check run of ours either, and nothing is asked. */
async function readChecked(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  comments: readonly Comment[],
): Promise<"success" | "failure" | undefined> {
  if (comments.some(({ author }) => author.id === client.self.id)) return readCheckRun(client, repository, sha);
  return memoryOf(client.memory, repository).checkRuns.get(sha)?.conclusion;
}

async function readPermissions(
  client: GithubClient,
  repository: RepositoryRef,
  people: readonly Person[],
): Promise<Readonly<Record<string, Permission>>> {
  const entries = people.map(
    async (person) => [String(person.id), await readPermission(client, repository, person)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function shownOf(
  files: readonly ComparedFile[],
  paths: readonly string[],
): Readonly<Record<string, readonly LineRange[]>> {
  const wanted = new Set(paths);
  return Object.fromEntries(files.filter(({ path }) => wanted.has(path)).map(({ path, shown }) => [path, shown]));
}
