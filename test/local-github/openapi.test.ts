import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import type { Client } from "./support.ts";
import { branchWith, here, stage } from "./support.ts";

const github = stage();

interface Description {
  readonly paths: Record<string, Record<string, Operation | undefined> | undefined>;
}

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> } | undefined>;
}

describe("answers have all that GitHub's own description says", () => {
  let description: Description | undefined;

  beforeAll(async () => {
    const path = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.deref.json");
    description = JSON.parse(await readFile(path, "utf8"));
  });

  it("for everything a bot of ours reads and writes", async () => {
    const found = new Map<string, readonly string[]>();
    const app = await github.asApp();
    const wanda = github.as("wanda");
    for (const client of [app, wanda]) {
      client.hook.after("request", (response, options) => {
        const template = options.url.replace(/^https?:\/\/[^/]+/u, "");
        const operation = description?.paths[template]?.[options.method.toLowerCase()];
        const schema = operation?.responses[String(response.status)]?.content?.["application/json"]?.schema;
        const name = `${options.method} ${template} ${response.status}`;
        const before = found.get(name) ?? [];
        found.set(name, [...before, ...(schema === undefined ? [] : findMistakes(schema, response.data))]);
      });
    }
    await useEverything(app, wanda);
    expect(Object.fromEntries([...found].filter(([, mistakes]) => mistakes.length > 0))).toEqual({});
    expect(found.size).toBeGreaterThan(35);
  });
});

async function useEverything(app: Client, wanda: Client): Promise<void> {
  const { data: issue } = await app.rest.issues.create({
    ...here,
    title: "Paper",
    body: "x",
    labels: ["paper: ready"],
  });
  const about = { ...here, issue_number: issue.number };
  const { data: comment } = await app.rest.issues.createComment({ ...about, body: "Hello" });
  await app.rest.issues.updateComment({ ...here, comment_id: comment.id, body: "Hello you" });
  await app.rest.issues.getComment({ ...here, comment_id: comment.id });
  await app.rest.issues.listComments(about);
  await app.rest.issues.createLabel({ ...here, name: "bug", color: "cccccc" });
  await app.rest.issues.updateLabel({ ...here, name: "bug", color: "dddddd" });
  await app.rest.issues.addLabels({ ...about, labels: ["bug"] });
  await app.rest.issues.removeLabel({ ...about, name: "bug" });
  await app.rest.issues.listLabelsForRepo(here);
  await app.rest.reactions.createForIssueComment({ ...here, comment_id: comment.id, content: "+1" });
  await app.rest.issues.update({ ...about, state: "closed" });
  const sha = await branchWith(app, "described", { "docs/d.md": "d\n" });
  await app.rest.git.updateRef({ ...here, ref: "heads/described", sha });
  await app.rest.git.listMatchingRefs({ ...here, ref: "heads/" });
  await app.rest.git.createBlob({ ...here, content: "x" });
  const { data: tree } = await app.rest.git.getTree({ ...here, tree_sha: sha, recursive: "1" });
  const blob = tree.tree.find(({ type }) => type === "blob");
  await app.rest.git.getBlob({ ...here, file_sha: blob?.sha ?? "" });
  const { data: pull } = await app.rest.pulls.create({ ...here, title: "D", head: "described", base: "main" });
  const one = { ...here, pull_number: pull.number };
  await app.rest.pulls.update({ ...one, title: "Described" });
  await app.rest.pulls.list(here);
  await app.rest.pulls.listFiles(one);
  await app.rest.pulls.listCommits(one);
  await wanda.rest.pulls.createReview({ ...one, event: "APPROVE" });
  const comments = [{ path: "docs/d.md", line: 1, side: "RIGHT", body: "```suggestion\nD\n```" }];
  await app.rest.pulls.createReview({ ...one, event: "COMMENT", body: "Look", comments });
  await app.rest.pulls.listReviewComments(one);
  await app.rest.issues.listForRepo({ ...here, state: "all" });
  await app.rest.issues.get({ ...here, issue_number: pull.number });
  const run = { ...here, name: "awesome-papers", head_sha: sha, conclusion: "success" } as const;
  const { data: check } = await app.rest.checks.create({ ...run, output: { title: "Good", summary: "All well" } });
  await app.rest.checks.update({ ...here, check_run_id: check.id, conclusion: "neutral" });
  await app.rest.checks.listForRef({ ...here, ref: sha });
  await app.rest.pulls.merge(one);
  await app.rest.pulls.get(one);
  await app.rest.repos.get(here);
  await app.rest.repos.getBranch({ ...here, branch: "main" });
  await app.rest.repos.listBranches(here);
  await app.rest.repos.listCommits(here);
  await app.rest.repos.getCommit({ ...here, ref: sha });
  await app.rest.repos.compareCommitsWithBasehead({ ...here, basehead: `${pull.base.sha}...main` });
  await app.rest.repos.compareCommitsWithBasehead({ ...here, basehead: `${pull.base.sha}...main`, per_page: 1 });
  await app.rest.repos.getContent({ ...here, path: "README.md" });
  const content = Buffer.from("x").toString("base64");
  await wanda.rest.repos.createOrUpdateFileContents({ ...here, path: "x.md", message: "x", content });
  await app.rest.repos.getCollaboratorPermissionLevel({ ...here, username: "sam" });
  await app.rest.users.getByUsername({ username: "awesome-papers[bot]" });
  await app.rest.apps.listReposAccessibleToInstallation();
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

/** What is missing or wrong, each once. A file among `oneOf` folder, file, link and module is looked at as a file. */
function findMistakes(schema: object, data: unknown): readonly string[] {
  const choices = "oneOf" in schema && Array.isArray(schema.oneOf) ? schema.oneOf : [schema];
  const mistakes = choices.map((choice: unknown) => {
    if (ajv.validate(asJsonSchema(choice), data)) return [];
    return (ajv.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath.replaceAll(/\/\d+/gu, "/*")} ${message}`,
    );
  });
  const [fewest = []] = mistakes.toSorted((a, b) => a.length - b.length);
  return [...new Set(fewest)];
}

/** OpenAPI 3.0 says `nullable` where JSON Schema says "or null". */
function asJsonSchema(node: unknown): object {
  return convert(node) as object;
}

function convert(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => convert(item));
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key]) => !["example", "examples", "discriminator", "nullable"].includes(key),
  );
  const schema = Object.fromEntries(kept.map(([key, value]) => [key, convert(value)]));
  return "nullable" in node && node.nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}
