import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLError } from "yaml";
import { findNearest } from "./nearest.ts";
import type { Position, Problem, Result } from "./problem.ts";
import { quote } from "./quote.ts";
import { isListPath, isOutputPath, isSamePath } from "./repository-path.ts";

/** What `.github/awesome-papers.yml` says; every key is optional there. */
export interface Configuration {
  /** Path of the list in the repository. */
  readonly list: string;
  /** Paths of the files that are made from the list. */
  readonly outputs: readonly string[];
  /** How the outputs reach the default branch after a merge. */
  readonly regenerate: "commit" | "pull_request";
  /** Seconds to gather merges before one regeneration. */
  readonly regenerateAfter: number;
  /** What is taken as a suggestion: also an issue of nothing but links, or the form only. */
  readonly intake: "link" | "form";
  /** Who may approve: everybody with at least this permission, or these logins. */
  readonly approvers: "write" | "maintain" | "admin" | readonly string[];
  /** Days after which maintainers are told by an issue that the list could not be kept up; 0: never. */
  readonly heartbeat: number;
}

export const defaultConfiguration: Configuration = {
  list: "list.json",
  outputs: ["README.md"],
  regenerate: "commit",
  regenerateAfter: 20,
  intake: "link",
  approvers: "write",
  heartbeat: 7,
};

export const configurationPath = ".github/awesome-papers.yml";

/** Ten minutes: a person who merges wants to see the README change. */
const longestWait = 600;
const longestHeartbeat = 365;
/** Far more than seven keys need, and read within the blink of an eye whatever stands there. */
const longestText = 16_384;
/** What follows the first faults in YAML is mostly guesswork. */
const mostFaults = 20;

type Reader<T> = (value: unknown) => T | Mistake;

/** What is wrong with a value, in words that follow the key's name. */
interface Mistake {
  readonly mistake: string;
  readonly allowed?: readonly string[];
  readonly example: string;
  readonly nearest?: string;
}

const readers: { readonly [K in keyof Configuration]: Reader<Configuration[K]> } = {
  list: (value) =>
    readPath(value, "list.json", isListPath, "must be a .json file in the repository, outside .github and templates"),
  outputs: readOutputs,
  regenerate: (value) => readChoice(value, ["commit", "pull_request"]),
  regenerateAfter: (value) => readWhole(value, "seconds", longestWait, "20"),
  intake: (value) => readChoice(value, ["link", "form"]),
  approvers: readApprovers,
  heartbeat: (value) => readWhole(value, "days", longestHeartbeat, "7"),
};

/**
 * Reads `.github/awesome-papers.yml`. An empty file is the defaults; an unknown key, a wrong value and a path that
 * is unsafe are problems with their line, all at once.
 */
export function parseConfiguration(text: string): Result<Configuration> {
  if (text.length > longestText) {
    return { ok: false, problems: [problem("configuration", "The configuration is longer than 16 kB.", {})] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    // Two that stand at one place are one mistake, in two of the library's words.
    const firsts = new Map<number, YAMLError>();
    for (const error of document.errors) if (!firsts.has(error.pos[0])) firsts.set(error.pos[0], error);
    const problems = [...firsts]
      .slice(0, mostFaults)
      .map(([offset, error]) => problem("configuration", notYaml(error), { position: at(offset) }));
    return { ok: false, problems };
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { ok: true, value: defaultConfiguration };
  if (!isMap(root)) {
    const message = "The configuration must be keys with values, one a line.";
    return { ok: false, problems: [problem("configuration", message, { example: "intake: link" })] };
  }
  const problems: Problem[] = [];
  const read: Record<string, unknown> = {};
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    const position = at(startOf(key) ?? startOf(root) ?? 0);
    if (!isConfigurationKey(name)) {
      problems.push(unknownKey(name, position));
      continue;
    }
    const given = plainValue(value);
    const answer: unknown = readers[name](given);
    if (isMistake(answer)) problems.push(wrongValue(name, given, answer, at(startOf(value) ?? startOf(key) ?? 0)));
    else read[name] = answer;
  }
  const value = { ...defaultConfiguration, ...read };
  if (value.outputs.some((path) => isSamePath(path, value.list))) {
    problems.push(
      problem("configuration.outputs", `${quote(value.list)} is the list itself and cannot be made from it.`, {
        given: value.list,
        example: "README.md",
      }),
    );
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

/** Plain data of a node; an alias or a tag of its own is no plain data and fits no reader. */
function plainValue(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (node === null || typeof node !== "object" || !("items" in node) || !Array.isArray(node.items) || isMap(node)) {
    return node;
  }
  return node.items.map((item: unknown) => (isScalar(item) ? item.value : item));
}

function isConfigurationKey(name: string): name is keyof Configuration {
  return Object.hasOwn(readers, name);
}

function isMistake(answer: unknown): answer is Mistake {
  return typeof answer === "object" && answer !== null && "mistake" in answer;
}

function readChoice<const T extends string>(value: unknown, allowed: readonly T[]): T | Mistake {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const nearest = typeof value === "string" ? findNearest(value, allowed) : undefined;
  return {
    mistake: `must be ${allowed.join(" or ")}`,
    allowed,
    example: allowed[0] ?? "",
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function readWhole(value: unknown, unit: string, most: number, example: string): number | Mistake {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : { mistake: `must be a whole number of ${unit} from 0 to ${most}`, example };
}

function readPath(value: unknown, example: string, fits: (path: string) => boolean, mistake: string): string | Mistake {
  return typeof value === "string" && fits(value) ? value : { mistake, example };
}

function readOutputs(value: unknown): readonly string[] | Mistake {
  const paths = Array.isArray(value) ? value : [value];
  const fits = paths.length > 0 && paths.every((path) => typeof path === "string" && isOutputPath(path));
  if (fits && new Set(paths).size === paths.length) return paths as readonly string[];
  return {
    mistake: "must be paths of files in the repository, each once, outside .github and templates",
    example: "[README.md]",
  };
}

const loginPattern = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;

function readApprovers(value: unknown): Configuration["approvers"] | Mistake {
  if (value === "write" || value === "maintain" || value === "admin") return value;
  const words = Array.isArray(value) ? value : [];
  const logins = words.map((word: unknown) => String(word).replace(/^@/, ""));
  if (logins.length > 0 && logins.every((login) => loginPattern.test(login))) return logins;
  const allowed = ["write", "maintain", "admin"];
  const nearest = typeof value === "string" ? findNearest(value, allowed) : undefined;
  return {
    mistake: "must be write, maintain or admin, or a list of GitHub logins",
    allowed,
    example: "[octocat, hubot]",
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function startOf(node: unknown): number | undefined {
  return typeof node === "object" && node !== null && "range" in node ? (node as Node).range?.[0] : undefined;
}

/** Our words first: the library's are for those who know YAML. */
function notYaml({ code, message }: YAMLError): string {
  const what =
    code === "DUPLICATE_KEY"
      ? "The configuration has a key twice. Keep one of them"
      : "The configuration is not YAML here. Write one `key: value` a line, none indented, brackets and quotes closed";
  return `${what} (${message.replace(/[.\s]+$/, "")}).`;
}

/** Where the configuration says this of a key, or this key at all; undefined where it does not. */
export function positionInConfiguration(text: string, key: keyof Configuration, item?: string): Position | undefined {
  const lines = new LineCounter();
  const root = parseDocument(text.replace(/^\uFEFF/, ""), { lineCounter: lines }).contents;
  const pair = isMap(root) ? root.items.find((one) => isScalar(one.key) && one.key.value === key) : undefined;
  const items = isSeq(pair?.value) ? pair.value.items : [pair?.value];
  const node = items.find((one) => isScalar(one) && one.value === item) ?? pair?.key;
  const start = startOf(node);
  if (start === undefined) return undefined;
  const { line, col } = lines.linePos(start);
  return { line, column: col };
}

function unknownKey(name: string, position: Position): Problem {
  const allowed = Object.keys(readers);
  const nearest = findNearest(name, allowed);
  const hint = nearest === undefined ? `It knows ${allowed.join(", ")}.` : `Did you mean ${quote(nearest)}?`;
  return problem(`configuration.${name.slice(0, 100)}`, `The configuration has no key ${quote(name)}. ${hint}`, {
    code: "unknown-key",
    given: name,
    allowed,
    position,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

function wrongValue(name: string, given: unknown, wrong: Mistake, position: Position): Problem {
  const hint = wrong.nearest === undefined ? "" : ` Did you mean ${quote(wrong.nearest)}?`;
  const { mistake, ...facts } = wrong;
  return problem(`configuration.${name}`, `${quote(name)} in the configuration ${mistake}.${hint}`, {
    ...facts,
    position,
    given: typeof given === "string" ? given : (JSON.stringify(given)?.slice(0, 200) ?? "nothing"),
  });
}

function problem(field: string, message: string, facts: Partial<Problem>): Problem {
  return { code: "bad-configuration", severity: "error", field, message, file: configurationPath, ...facts };
}
