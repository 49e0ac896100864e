import type { Base, RepositoryRef } from "../intake/snapshot.ts";
import { checkList } from "../list/check-list.ts";
import {
  configurationPath,
  defaultConfiguration,
  parseConfiguration,
  type Configuration,
} from "../list/configuration.ts";
import { parseList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { locateProblems } from "../list/positions.ts";
import type { Problem, Result } from "../list/problem.ts";
import type { GithubClient } from "./client.ts";
import { looksLikeList } from "./looks-like-list.ts";
import { readHead, type Head } from "./read-head.ts";
import { readTemplates } from "./read-templates.ts";
import { readText } from "./read-text.ts";
import { readEntry } from "./read-tree.ts";

/** More than this the server does not read; the command line has no limit. */
export const maxListBytes = 20_000_000;
const maxConfigurationBytes = 65_536;

/** A commit of a list repository, read as far as our work needs it. */
export interface ReadBase {
  readonly base: Base;
  /** The repository's own templates, by path under `templates/`; those equal to the packaged ones are left out. */
  readonly templates: ReadonlyMap<string, string>;
  /** Absent where there is no such file, or it cannot be read. */
  readonly listText: string | undefined;
}

/**
 * The head of the default branch; undefined when this is no list repository.
 * One request when nothing changed since it was last read.
 *
 * @param packaged our own templates, by path under `templates/`
 */
export async function readBase(
  client: GithubClient,
  repository: RepositoryRef,
  packaged: ReadonlyMap<string, string>,
): Promise<ReadBase | undefined> {
  const head = await readHead(client, repository);
  return head === undefined ? undefined : readBaseAt(client, repository, head, packaged);
}

/** The same of any commit; no request at all when its tree was read before. */
export async function readBaseAt(
  client: GithubClient,
  repository: RepositoryRef,
  head: Head,
  packaged: ReadonlyMap<string, string>,
): Promise<ReadBase | undefined> {
  const known = client.cache.bases.get(head.treeSha);
  if (known !== undefined) {
    return known.read && { ...known.read, base: { ...known.read.base, sha: head.sha } };
  }
  const read = await readAnew(client, repository, head, packaged);
  client.cache.bases.set(head.treeSha, { read, size: read?.listText?.length ?? 0 });
  return read;
}

async function readAnew(
  client: GithubClient,
  repository: RepositoryRef,
  head: Head,
  packaged: ReadonlyMap<string, string>,
): Promise<ReadBase | undefined> {
  const configured = await readConfiguration(client, repository, head);
  const configuration = configured?.ok === true ? configured.value : defaultConfiguration;
  const listPath = configuration.list;
  const entry = await readEntry(client, repository, head.treeSha, listPath);
  if (configured === undefined && entry === undefined) return undefined;

  const file = await readText(client, repository, { entry, path: listPath, maxBytes: maxListBytes });
  if (configured === undefined && !(await looksLikeList(client, repository, head.treeSha, file))) return undefined;

  const { templates, problems: templateProblems } = await readTemplates(client, repository, head.treeSha, packaged);
  const list =
    file.kind === "text" ? parseOnce(client, file) : { ok: false as const, problems: [problemOf(file, listPath)] };
  const configurationProblems =
    configured === undefined ? [] : configured.ok ? (configured.warnings ?? []) : configured.problems;
  return {
    base: {
      sha: head.sha,
      treeSha: head.treeSha,
      listPath,
      listBlob: entry?.sha,
      configuration,
      list: list.ok && configured?.ok !== false ? list.value : undefined,
      problems: [...configurationProblems, ...(list.ok ? (list.warnings ?? []) : list.problems), ...templateProblems],
    },
    templates,
    listText: file.kind === "text" ? file.text : undefined,
  };
}

/** Undefined when there is no configuration file: then every default holds. */
async function readConfiguration(
  client: GithubClient,
  repository: RepositoryRef,
  head: Head,
): Promise<Result<Configuration> | undefined> {
  const entry = await readEntry(client, repository, head.treeSha, configurationPath);
  if (entry === undefined) return undefined;
  const file = await readText(client, repository, { entry, path: configurationPath, maxBytes: maxConfigurationBytes });
  if (file.kind === "text") return parseConfiguration(file.text);
  return { ok: false, problems: file.kind === "unreadable" ? [{ ...file.problem, file: configurationPath }] : [] };
}

/** One value for all commits that have this list, so that what is derived from it is derived once, too. */
function parseOnce(client: GithubClient, { sha, text }: { readonly sha: string; readonly text: string }): Result<List> {
  const known = client.cache.parsed.get(sha);
  if (known !== undefined) return known.result;
  const result = parseAndCheck(text);
  client.cache.parsed.set(sha, { result, size: text.length });
  return result;
}

/** A list that parses but holds, say, two papers of one id is as broken as one that does not: nothing may build on it. */
function parseAndCheck(text: string): Result<List> {
  const parsed = parseList(text);
  if (!parsed.ok) return { ok: false, problems: locateProblems(text, parsed.problems) };
  const problems = locateProblems(text, [...(parsed.warnings ?? []), ...checkList(parsed.value)]);
  return problems.some((problem) => problem.severity === "error")
    ? { ok: false, problems }
    : { ok: true, value: parsed.value, warnings: problems };
}

function problemOf(file: Exclude<Awaited<ReturnType<typeof readText>>, { kind: "text" }>, listPath: string): Problem {
  if (file.kind === "unreadable") return file.problem;
  return {
    code: "empty-file",
    severity: "error",
    field: listPath,
    message: `There is no ${listPath}. It is the source of everything else: make it, or name another in ${configurationPath}.`,
    example: '{ "title": "Awesome Things", "taxonomy": [{ "id": "all", "title": "All" }], "papers": [] }',
  };
}
