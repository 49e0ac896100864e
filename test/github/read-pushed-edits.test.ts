import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import { readPushedEdits, type PushedOnTop } from "../../src/github/read-pushed-edits.ts";
import { blob, commit, entry, patched, repository, sha } from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

/** main: base, tip; our branch: base, ours, theirs. */
const paper = (id: string, more: object = {}) => ({
  id,
  title: id,
  categories: ["all"],
  identifiers: { doi: `10.1234/${id}` },
  ...more,
});
const listOf = (papers: readonly object[], more: object = {}): string =>
  JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers, ...more });
const base = listOf([paper("one")]);
const ours = listOf([paper("one"), paper("two")]);
const theirs = listOf([paper("one"), paper("two", { venue: "CoRL" })]);
const theirMail = "writer@example.com";

const readCommit = (name: string, parents: readonly string[], email?: string): Step => ({
  request: `GET git/commits/${sha(name)}`,
  answer: commit(sha(name), sha(`${name} tree`), parents.map(sha), email),
});
const readTree = (name: string, text: string, more: readonly object[] = []): Step => ({
  request: `GET git/trees/${sha(`${name} tree`)}`,
  query: { recursive: "1" },
  answer: patched("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    sha: sha(`${name} tree`),
    truncated: false,
    tree: [entry("list.json", blobSha(text), Buffer.byteLength(text)), ...more],
  }),
});
const readBlob = (text: string): Step => ({ request: `GET git/blobs/${blobSha(text)}`, answer: blob(text) });
const compare = (
  files: readonly string[],
  { head = "theirs", mergeBase = "base", status = "modified" } = {},
): Step => ({
  request: `GET compare/${sha("tip")}...${sha(head)}`,
  query: { per_page: "1", page: "1" },
  answer: patched("GET /repos/{owner}/{repo}/compare/{basehead}", {
    merge_base_commit: { sha: sha(mergeBase), commit: { tree: { sha: sha(`${mergeBase} tree`) } } },
    files: files.map((filename) => ({
      sha: sha(filename),
      filename,
      status,
      additions: 1,
      deletions: 0,
      changes: 1,
      blob_url: "https://github.com/x",
      raw_url: "https://github.com/x",
      contents_url: "https://api.github.com/x",
    })),
  }),
});

const [readTheirs, readOurs, readBelow] = [
  readCommit("theirs", ["ours"], theirMail),
  readCommit("ours", ["base"]),
  readCommit("base", []),
] as const;
const baseTree = readTree("base", base);
const oursTree = readTree("ours", ours);
/** Down to ours, which is seen to change nothing but the list. */
const chain = [readTheirs, readOurs, readBelow, baseTree, oursTree];
const cold = [
  ...chain,
  compare(["list.json"]),
  readTree("theirs", theirs),
  readBlob(base),
  readBlob(ours),
  readBlob(theirs),
];

async function read(steps: readonly Step[], github = mockGithub(), head = "theirs"): Promise<PushedOnTop> {
  github.expect(...steps);
  const place = { tip: sha("tip"), listPath: "list.json" };
  const found = await readPushedEdits(github.client, repository, headAt(head), place);
  expect(github.check()).toEqual([]);
  return found;
}
function headAt(name: string) {
  return { sha: sha(name), madeBy: "writer", listBlob: undefined, baseListBlob: undefined };
}

describe("readPushedEdits", () => {
  it("reads what a person made of our papers, and the next time nothing", async () => {
    const github = mockGithub();
    const first = await read(cold, github);
    expect(first).toEqual({
      head: {
        ...headAt("theirs"),
        baseListBlob: blobSha(base),
        pushed: {
          on: sha("ours"),
          by: [{ name: "Somebody", email: theirMail }],
          papers: [{ id: "two", isOurs: true, before: {}, after: { venue: "CoRL" } }],
        },
      },
      ours: { listBlob: blobSha(ours) },
    });
    expect(await read([], github)).toEqual(first);
  });

  it("measures against the list of the default branch that was merged in, and credits nobody for that", async () => {
    const tip = listOf([paper("one"), paper("three")]);
    const merged = listOf([paper("one"), paper("three"), paper("two", { venue: "CoRL" })]);
    const found = await read(
      [
        readCommit("merge", ["theirs", "tip"], "merger@example.com"),
        ...chain,
        compare(["list.json"], { head: "merge", mergeBase: "tip" }),
        readTree("merge", merged),
        readTree("tip", tip),
        ...[tip, base, ours, merged].map(readBlob),
      ],
      mockGithub(),
      "merge",
    );
    expect(found.head.baseListBlob).toBe(blobSha(tip));
    expect(found.head.pushed).toEqual({
      on: sha("ours"),
      by: [{ name: "Somebody", email: theirMail }],
      papers: [{ id: "two", isOurs: true, before: {}, after: { venue: "CoRL" } }],
    });
  });

  const others = listOf([paper("one"), paper("two")], { title: "Mine" });
  const link = [entry("list.json", blobSha("x"), 1, "120000")];
  it.each<readonly [string, string, readonly Step[]]>([
    ["a first commit of the repository", "no-commit-of-ours", [readCommit("theirs", [], theirMail)]],
    ["a commit right on the default branch", "no-commit-of-ours", [readCommit("theirs", ["tip"], theirMail)]],
    [
      "a commit that only says it is ours",
      "no-commit-of-ours",
      [readTheirs, readOurs, readBelow, baseTree, readTree("ours", ours, [entry("evil.yml", sha("evil"), 4)])],
    ],
    [
      "a branch without a common past",
      "no-commit-of-ours",
      [...chain, { ...compare([]), status: 404, answer: undefined }],
    ],
    ["ours that is merged already", "no-commit-of-ours", [...chain, compare(["list.json"], { mergeBase: "ours" })]],
    ["another file", "other-files", [...chain, compare(["list.json", "notes.md"]), readTree("theirs", theirs)]],
    [
      "a list that is taken out",
      "other-files",
      [...chain, compare(["list.json"], { status: "removed" }), readTree("theirs", theirs)],
    ],
    ["a list that is a link", "other-files", [...chain, compare(["list.json"]), readTree("theirs", theirs, link)]],
    [
      "no JSON",
      "no-list",
      [...chain, compare(["list.json"]), readTree("theirs", "{"), ...[base, ours, "{"].map(readBlob)],
    ],
    [
      "another title of the list",
      "beside-papers",
      [...chain, compare(["list.json"]), readTree("theirs", others), ...[base, ours, others].map(readBlob)],
    ],
  ])("leaves %s alone: %s", async (_, because, steps) => {
    expect(await read(steps)).toEqual({ head: { ...headAt("theirs"), pushed: { because } } });
  });

  it("does not go down for ever", async () => {
    const names = Array.from({ length: 11 }, (_, at) => (at === 0 ? "theirs" : `theirs ${at}`));
    const steps = names.map((name, at) => readCommit(name, [`theirs ${at + 1}`], theirMail));
    const found = await read(steps);
    expect(found.head.pushed).toEqual({ because: "no-commit-of-ours" });
  });

  const faults: readonly (readonly [string, Fault, object])[] = [
    ["404", { status: 404 }, { kind: "refused", reason: "gone" }],
    ["409", { status: 409 }, { status: 409 }],
    ["500", { status: 500 }, { kind: "outage" }],
    ["a dropped connection", "dropped", { kind: "outage" }],
  ];
  const cases = cold
    .flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })))
    // No common past: see above.
    .filter(({ step, name }) => name !== "404" || !step.request.startsWith("GET compare/"));
  it.each(cases)("meets $name at $step.request", async ({ step, at, fault, error }) => {
    const github = mockGithub();
    github.expect(...cold.toSpliced(at, 1));
    github.fail(step, fault, 4);
    const place = { tip: sha("tip"), listPath: "list.json" };
    await expect(readPushedEdits(github.client, repository, headAt("theirs"), place)).rejects.toMatchObject(error);
  });
});
