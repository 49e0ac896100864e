import type { RepositoryRef } from "../intake/snapshot.ts";
import type { Problem } from "../list/problem.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import { readText } from "./read-text.ts";
import { readFolder } from "./read-tree.ts";

const maxTemplateBytes = 512_000;
const maxTemplates = 200;

/** The repository's own templates by path under `templates/`, those that equal ours left out, unread. */
export async function readTemplates(
  client: GithubClient,
  repository: RepositoryRef,
  treeSha: string,
  packaged: ReadonlyMap<string, string>,
): Promise<{ readonly templates: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
  const entries = (await readFolder(client, repository, treeSha, "templates"))
    .filter((entry) => entry.path.endsWith(".liquid"))
    .filter((entry) => entry.sha !== packagedSha(packaged, entry.path.slice("templates/".length)));
  const problems: Problem[] = [];
  if (entries.length > maxTemplates) {
    const message = `templates/ holds ${entries.length} templates of its own; the server reads up to ${maxTemplates}.`;
    problems.push({ code: "too-large", severity: "error", field: "templates", file: "templates", message });
  }
  const files = await Promise.all(
    entries.slice(0, maxTemplates).map(async (entry) => {
      const file = await readText(client, repository, { entry, path: entry.path, maxBytes: maxTemplateBytes });
      return { path: entry.path, file };
    }),
  );
  const templates = new Map<string, string>();
  for (const { path, file } of files) {
    if (file.kind === "text") templates.set(path.slice("templates/".length), file.text);
    if (file.kind === "unreadable") problems.push({ ...file.problem, file: path });
  }
  return { templates, problems };
}

const shas = new WeakMap<ReadonlyMap<string, string>, Map<string, string>>();

/** Computed once for each packaged template: they do not change while we run. */
function packagedSha(packaged: ReadonlyMap<string, string>, path: string): string | undefined {
  const source = packaged.get(path);
  if (source === undefined) return undefined;
  const known = shas.get(packaged) ?? new Map<string, string>();
  shas.set(packaged, known);
  const sha = known.get(path) ?? blobSha(source);
  known.set(path, sha);
  return sha;
}
