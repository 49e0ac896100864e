import { roleOf } from "./gate.ts";
import { isAncestor } from "./git-history.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { push } from "./push.ts";
import { notFound, refuse } from "./refusal.ts";
import type { Actor, Answer, Needs, Repository, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const read: Needs = [{ contents: "read" }];
const write: Needs = [{ contents: "write" }];
const git = "/repos/:owner/:repo/git";

export const refRoutes: readonly Route[] = [
  { method: "GET", path: `${git}/ref/:ref+`, app: read, person: "none", handle: showRef },
  { method: "GET", path: `${git}/matching-refs/:ref+`, app: read, person: "none", handle: listRefs },
  { method: "POST", path: `${git}/refs`, app: write, person: "write", handle: makeRef },
  { method: "PATCH", path: `${git}/refs/:ref+`, app: write, person: "write", handle: moveRef },
  { method: "DELETE", path: `${git}/refs/:ref+`, app: write, person: "write", handle: removeRef },
];

function showRef(world: World, { repository, params }: RepositoryCall): Answer {
  const ref = `refs/${params["ref"]}`;
  const sha = repository.refs.get(ref);
  if (sha === undefined) throw notFound();
  return { status: 200, body: printRef(world, repository, ref, sha) };
}

function listRefs(world: World, { repository, params }: RepositoryCall): Answer {
  const found = [...repository.refs].filter(([ref]) => ref.startsWith(`refs/${params["ref"]}`));
  const body = found
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, sha]) => printRef(world, repository, ref, sha));
  return { status: 200, body };
}

async function makeRef(world: World, { repository, actor, body }: RepositoryCall): Promise<Answer> {
  const ref = textAt(body, "ref") ?? "";
  const sha = textAt(body, "sha") ?? "";
  if (!/^refs\/(?:heads|tags)\/[^\s~^:?*[\\]+$/u.test(ref) || ref.includes("..") || ref.endsWith("/")) {
    throw refuse(422, `${ref} is not a valid ref name.`);
  }
  if (repository.refs.has(ref)) throw refuse(422, "Reference already exists");
  if (!world.objects.commits.has(sha)) throw refuse(422, "Object does not exist");
  // A branch is a file of that name in git, and cannot be a folder, too.
  const clash = [...repository.refs.keys()].find((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
  if (clash !== undefined) throw refuse(422, `Reference cannot be created: ${clash} exists`);
  await push(world, repository, actor, ref, sha);
  return { status: 201, body: printRef(world, repository, ref, sha) };
}

async function moveRef(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor, body, params } = call;
  const ref = `refs/${params["ref"]}`;
  const sha = textAt(body, "sha") ?? "";
  const before = repository.refs.get(ref);
  if (before === undefined) throw refuse(422, "Reference does not exist");
  if (!world.objects.commits.has(sha)) throw refuse(422, "Object does not exist");
  if (body.force !== true && !isAncestor(world.objects, before, sha)) throw refuse(422, "Update is not a fast forward");
  if (isProtected(repository, actor, ref)) {
    throw refuse(422, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n");
  }
  await push(world, repository, actor, ref, sha);
  return { status: 200, body: printRef(world, repository, ref, sha) };
}

async function removeRef(world: World, { repository, actor, params }: RepositoryCall): Promise<Answer> {
  const ref = `refs/${params["ref"]}`;
  if (!repository.refs.has(ref)) throw refuse(422, "Reference does not exist");
  if (ref === `refs/heads/${repository.defaultBranch}`) throw refuse(422, "Cannot delete the default branch");
  if (isProtected(repository, actor, ref)) throw refuse(422, "Cannot delete this protected branch");
  await push(world, repository, actor, ref, undefined);
  return { status: 204 };
}

/** Whether this actor must go by a pull request. Admins may pass, as where a rule does not name them. */
export function isProtected(repository: Repository, actor: Actor, ref: string): boolean {
  if (!repository.protectedBranches.has(ref.replace(/^refs\/heads\//u, ""))) return false;
  return actor.kind !== "person" || roleOf(repository, actor.account.login) !== "admin";
}

function printRef(world: World, repository: Repository, ref: string, sha: string): JsonObject {
  const api = `${world.url}/repos/${fullNameOf(repository)}/git`;
  const object = { type: "commit", sha, url: `${api}/commits/${sha}` };
  return { ref, node_id: "", url: `${api}/${ref}`, object };
}
