import { announce, printApp } from "./announce.ts";
import { numberAt, listAt, objectAt, textAt, isObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { paged } from "./paged.ts";
import { invalid, notFound, refuse } from "./refusal.ts";
import { findCommit } from "./resolve-commit.ts";
import type { Answer, CheckRun, Needs, Repository, RepositoryCall, Route, World } from "./world.ts";
import { accountOf, fullNameOf, timestamp } from "./world.ts";

const read: Needs = [{ checks: "read" }];
const write: Needs = [{ checks: "write" }];
const repo = "/repos/:owner/:repo";
const mostAnnotations = 50;
const longestText = 65_535;
const conclusions = new Set([
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "stale",
  "timed_out",
]);

export const checkRoutes: readonly Route[] = [
  { method: "POST", path: `${repo}/check-runs`, app: write, person: "read", handle: makeRun },
  { method: "GET", path: `${repo}/check-runs/:id`, app: read, person: "none", handle: showRun },
  { method: "PATCH", path: `${repo}/check-runs/:id`, app: write, person: "read", handle: changeRun },
  { method: "GET", path: `${repo}/check-runs/:id/annotations`, app: read, person: "none", handle: listAnnotations },
  { method: "POST", path: `${repo}/check-runs/:id/rerequest`, app: write, person: "write", handle: rerequest },
  { method: "GET", path: `${repo}/commits/:ref+/check-runs`, app: read, person: "none", handle: listRuns },
];

function makeRun(world: World, call: RepositoryCall): Answer {
  requireApp(call);
  const { repository, body } = call;
  const name = textAt(body, "name");
  const sha = textAt(body, "head_sha") ?? "";
  if (name === undefined) throw invalid([{ resource: "CheckRun", code: "missing_field", field: "name" }]);
  if (!world.objects.commits.has(sha)) throw refuse(422, `No commit found for SHA: ${sha}`);
  const id = world.nextId();
  const suite = repository.checkSuites.get(sha) ?? world.nextId();
  repository.checkSuites.set(sha, suite);
  const run: CheckRun = {
    id,
    annotations: [],
    json: {
      id,
      node_id: `CR_${id}`,
      name,
      head_sha: sha,
      status: "queued",
      conclusion: null,
      started_at: timestamp(),
      completed_at: null,
      external_id: "",
      url: `${world.url}/repos/${fullNameOf(repository)}/check-runs/${id}`,
      html_url: `${world.url}/${fullNameOf(repository)}/runs/${id}`,
      details_url: `${world.url}/${fullNameOf(repository)}/runs/${id}`,
      output: { title: null, summary: null, text: null, annotations_count: 0 },
      check_suite: { id: suite, ...placeOf(world, repository, sha) },
      app: printApp(world),
      pull_requests: placeOf(world, repository, sha).pull_requests,
    },
  };
  apply(run, body);
  repository.checkRuns.push(run);
  tell(world, call, run, "created");
  if (run.json.status === "completed") tell(world, call, run, "completed");
  return { status: 201, body: run.json };
}

function showRun(_world: World, call: RepositoryCall): Answer {
  return { status: 200, body: findRun(call).json };
}

function changeRun(world: World, call: RepositoryCall): Answer {
  requireApp(call);
  const run = findRun(call);
  const was = run.json.status;
  apply(run, call.body);
  if (was !== "completed" && run.json.status === "completed") tell(world, call, run, "completed");
  return { status: 200, body: run.json };
}

function listAnnotations(world: World, call: RepositoryCall): Answer {
  const page = paged(world, call, findRun(call).annotations);
  return { status: 200, body: page.items, headers: page.headers };
}

function rerequest(world: World, call: RepositoryCall): Answer {
  tell(world, call, findRun(call), "rerequested");
  return { status: 201, body: {} };
}

function listRuns(world: World, call: RepositoryCall): Answer {
  const { repository, params, query } = call;
  const commit = findCommit(world, repository, params["ref"] ?? null);
  if (commit === undefined) throw refuse(422, `No commit found for SHA: ${params["ref"]}`);
  const name = query.get("check_name");
  const mine = repository.checkRuns
    .map(({ json }) => json)
    .filter((json) => json.head_sha === commit.sha && (name === null || json.name === name))
    .toReversed();
  // "latest", the default, shows of each name the newest.
  const newest = mine.filter((json, index) => mine.findIndex((other) => other.name === json.name) === index);
  const found = query.get("filter") === "all" ? mine : newest;
  const page = paged(world, call, found);
  return { status: 200, body: { total_count: found.length, check_runs: page.items }, headers: page.headers };
}

function findRun({ repository, params }: RepositoryCall): CheckRun {
  const run = repository.checkRuns.find(({ id }) => String(id) === params["id"]);
  if (run === undefined) throw notFound();
  return run;
}

function requireApp({ actor }: RepositoryCall): void {
  if (actor.kind !== "app") throw refuse(403, "You must authenticate via a GitHub App.");
}

/** GitHub knows the branch and the pull requests of what was pushed here; of a fork's commit it knows neither. */
function placeOf(
  world: World,
  repository: Repository,
  sha: string,
): { readonly head_branch: string | null; readonly head_sha: string; readonly pull_requests: readonly JsonObject[] } {
  const ref = [...repository.refs].find(([name, tip]) => tip === sha && name.startsWith("refs/heads/"))?.[0];
  const urlOf = (one: Repository): string => `${world.url}/repos/${fullNameOf(one)}`;
  const short = (one: Repository): JsonObject => ({ id: one.id, name: one.name, url: urlOf(one) });
  const pulls = [...repository.pulls.values()].filter(
    ({ state, headRepository, headSha }) => state === "open" && headRepository === repository && headSha === sha,
  );
  return {
    head_branch: ref?.slice("refs/heads/".length) ?? null,
    head_sha: sha,
    pull_requests: pulls.map((pull) => ({
      id: pull.number,
      number: pull.number,
      url: `${urlOf(repository)}/pulls/${pull.number}`,
      head: { ref: pull.headRef, sha, repo: short(repository) },
      base: { ref: pull.baseRef, sha: pull.baseSha, repo: short(repository) },
    })),
  };
}

function apply(run: CheckRun, body: JsonObject): void {
  const conclusion = textAt(body, "conclusion");
  // A conclusion alone completes the run.
  const status = conclusion === undefined ? (textAt(body, "status") ?? run.json.status) : "completed";
  if (status === "completed" && conclusion === undefined && run.json.conclusion === null) {
    throw invalid([{ resource: "CheckRun", code: "missing_field", field: "conclusion" }]);
  }
  if (conclusion !== undefined && !conclusions.has(conclusion)) {
    throw invalid([{ resource: "CheckRun", code: "invalid", field: "conclusion" }]);
  }
  const output = objectAt(body, "output");
  if (isObject(body.output)) checkOutput(output);
  run.annotations = [...run.annotations, ...listAt(output, "annotations").filter((item) => isObject(item))];
  const { title, summary, text } = { ...objectAt(run.json, "output"), ...output };
  run.json = {
    ...run.json,
    status,
    name: textAt(body, "name") ?? run.json.name,
    external_id: textAt(body, "external_id") ?? run.json.external_id,
    details_url: textAt(body, "details_url") ?? run.json.details_url,
    conclusion: conclusion ?? run.json.conclusion,
    completed_at: status === "completed" ? (textAt(body, "completed_at") ?? timestamp()) : null,
    output: {
      title: title ?? null,
      summary: summary ?? null,
      text: text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${textAt(run.json, "url")}/annotations`,
    },
  };
}

function checkOutput(output: JsonObject): void {
  for (const field of ["title", "summary"]) {
    if (textAt(output, field) === undefined) {
      throw invalid([{ resource: "CheckRun", code: "missing_field", field: `output.${field}` }]);
    }
  }
  for (const field of ["summary", "text"]) {
    if ((textAt(output, field) ?? "").length > longestText) {
      const message = `Only ${longestText} characters are allowed; ${textAt(output, field)?.length} were supplied.`;
      throw invalid([{ resource: "CheckRun", code: "custom", field, message }]);
    }
  }
  const annotations = listAt(output, "annotations");
  if (annotations.length > mostAnnotations) {
    const message = `annotations exceeds a maximum quantity of ${mostAnnotations}`;
    throw invalid([{ resource: "CheckRun", code: "invalid", field: "annotations", message }]);
  }
  for (const annotation of annotations) {
    const level = textAt(annotation, "annotation_level") ?? "";
    const hasPlace = textAt(annotation, "path") !== undefined && numberAt(annotation, "start_line") !== undefined;
    const isWhole = numberAt(annotation, "end_line") !== undefined && textAt(annotation, "message") !== undefined;
    if (!hasPlace || !isWhole || !["notice", "warning", "failure"].includes(level)) {
      throw invalid([{ resource: "CheckRun", code: "invalid", field: "annotations" }]);
    }
  }
}

function tell(world: World, call: RepositoryCall, run: CheckRun, action: string): void {
  const sender = accountOf(call.actor);
  const place = placeOf(world, call.repository, textAt(run.json, "head_sha") ?? "");
  const check_suite = { ...objectAt(run.json, "check_suite"), ...place };
  const check_run = { ...run.json, check_suite, pull_requests: place.pull_requests };
  announce(world, call.repository, sender, "check_run", { action, check_run });
  const siblings = call.repository.checkRuns.filter(({ json }) => json.head_sha === run.json.head_sha);
  if (action !== "completed" || siblings.some(({ json }) => json.status !== "completed")) return;
  const conclusion = siblings.every(({ json }) => json.conclusion === "success") ? "success" : run.json.conclusion;
  const suite = { ...check_suite, status: "completed", conclusion };
  announce(world, call.repository, sender, "check_suite", { action, check_suite: { ...suite, app: printApp(world) } });
}
