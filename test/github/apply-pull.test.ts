import { afterEach, describe, expect, it } from "vitest";
import { applyPullCommit } from "../../src/github/apply-pull-commit.ts";
import { applyReaction } from "../../src/github/apply-reaction.ts";
import { applyReplacement } from "../../src/github/apply-replacement.ts";
import { applySuggestions, mostSuggestions, type SuggestedChange } from "../../src/github/apply-suggestions.ts";
import { exampleAnswer } from "../support/openapi.ts";
import { account, commit, octocat, patched, pull, ref, repository, self, sha, tree, wholePull } from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type MockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const text = "{}\n";
const files = [{ path: "list.json", text }];
const stranger = "7+octocat@users.noreply.github.com";
const readRef = (branch: string, head: string): Step => ({
  request: `GET git/ref/heads%2F${encodeURIComponent(branch)}`,
  answer: ref(branch, head),
});
const readCommit = (name: string, parents: readonly string[], email?: string): Step => ({
  request: `GET git/commits/${sha(name)}`,
  answer: commit(sha(name), sha(`${name} tree`), parents, email),
});
const readTree = (name: string, list: string): Step => ({
  request: `GET git/trees/${sha(name)}`,
  query: { recursive: "1" },
  answer: tree(sha(name), { "list.json": list }),
});
const makeTree = (on: string): Step => ({
  request: "POST git/trees",
  status: 201,
  body: { base_tree: sha(on), tree: [{ path: "list.json", mode: "100644", type: "blob", content: text }] },
  answer: patched("POST /repos/{owner}/{repo}/git/trees", { sha: sha("new tree") }, 201),
});
const makeCommit = (message: string, parents: readonly string[]): Step => ({
  request: "POST git/commits",
  status: 201,
  body: { message, tree: sha("new tree"), parents },
  answer: patched("POST /repos/{owner}/{repo}/git/commits", { sha: sha("new") }, 201),
});
const faults: readonly (readonly [string, Fault, object])[] = [
  ["401", { status: 401 }, { kind: "outage" }],
  ["429", { status: 429 }, { kind: "outage", retryAfter: 60 }],
  ["500", { status: 500 }, { kind: "outage" }],
  ["a dropped connection", "dropped", { kind: "outage" }],
];

/** Each fault at each request of a list. */
function eachFault(steps: readonly Step[]) {
  return steps.flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })));
}

/** What comes of it, and whether a write was sent again. */
async function failing(
  steps: readonly Step[],
  { step, at, fault }: ReturnType<typeof eachFault>[number],
  act: (github: MockGithub) => Promise<unknown>,
): Promise<{ readonly error: unknown; readonly again: boolean }> {
  const github = mockGithub();
  github.expect(...steps.slice(0, at));
  github.fail(step, fault, 4);
  const error: unknown = await act(github).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, again: !step.request.startsWith("GET ") && github.made.length > at + 1 };
}

describe("applyPullCommit", () => {
  const write = {
    branch: "patch-1",
    head: sha("head"),
    files,
    title: "Convert",
    trailers: ["Co-authored-by: A <a@b.c>"],
  };
  const move: Step = {
    request: "PATCH git/refs/heads%2Fpatch-1",
    body: { sha: sha("new"), force: false },
    answer: ref("patch-1", sha("new")),
  };
  const steps = [
    readRef("patch-1", sha("head")),
    readCommit("head", [sha("base")], stranger),
    makeTree("head tree"),
    makeCommit("Convert\n\nCo-authored-by: A <a@b.c>", [sha("head")]),
    move,
  ];
  const apply = (github: MockGithub): Promise<unknown> => applyPullCommit(github.client, repository, write);
  const applied = async (...expected: readonly Step[]): Promise<unknown> => {
    const github = mockGithub();
    github.expect(...expected);
    const outcome = await apply(github);
    expect(github.check()).toEqual([]);
    return outcome;
  };

  it("puts one commit on exactly the head that was read", async () => {
    expect(await applied(...steps)).toEqual({ kind: "committed", sha: sha("new") });
  });

  it("joins another commit, over whose tree it writes", async () => {
    const github = mockGithub();
    const onto = { sha: sha("tip"), treeSha: sha("tip tree") };
    const [read = move] = steps;
    github.expect(read, makeTree("tip tree"), makeCommit("Rebase", [sha("head"), sha("tip")]), move);
    const joined = { ...write, onto, title: "Rebase", trailers: [] };
    expect(await applyPullCommit(github.client, repository, joined)).toMatchObject({ kind: "committed" });
    expect(github.check()).toEqual([]);
  });

  it("finds what an earlier try wrote", async () => {
    const found = [readRef("patch-1", sha("done")), readCommit("done", [sha("head")]), readTree("done tree", text)];
    expect(await applied(...found)).toEqual({ kind: "committed", sha: sha("done") });
  });

  it.each<readonly [string, readonly Step[], unknown]>([
    ["moved on", [readRef("patch-1", sha("x")), readCommit("x", [sha("head")], stranger)], sha("x")],
    [
      "got another commit of ours",
      [readRef("patch-1", sha("x")), readCommit("x", [sha("head")]), readTree("x tree", "[]")],
      sha("x"),
    ],
    ["was set back", [readRef("patch-1", sha("base")), readCommit("base", [])], sha("base")],
    ["was deleted", [{ ...readRef("patch-1", ""), status: 404, answer: undefined }], undefined],
  ])("writes nothing on a branch that %s", async (_name, expected, head) => {
    expect(await applied(...expected)).toEqual({ kind: "moved", head });
  });

  it.each([403, 404, 409, 422])("tells a branch that moved from one that refuses: %i", async (status) => {
    const refused = [...steps.slice(0, -1), { ...move, status, answer: undefined }];
    expect(await applied(...refused, readRef("patch-1", sha("x")))).toEqual({ kind: "moved", head: sha("x") });
    expect(await applied(...refused, readRef("patch-1", sha("head")))).toEqual({
      kind: "refused",
      message: `Mocked ${status}`,
    });
  });

  it.each(eachFault(steps))("meets $name at $step.request", async (one) => {
    expect(await failing(steps, one, apply)).toMatchObject({ error: one.error, again: false });
  });
});

describe("applyReplacement", () => {
  const branch = "awesome-papers/pull-5";
  const base = { sha: sha("base"), treeSha: sha("base tree") };
  const marked = 'Replaces #5\n\n<!-- awesome-papers:proposal {"hash":"1","papers":[]} -->';
  const write = {
    replaces: 5,
    base,
    file: { path: "list.json", text },
    title: "Add a-paper (#5)",
    trailers: [],
    body: marked,
  };
  const list = (...answer: readonly object[]): Step => ({
    request: "GET pulls",
    query: { state: "all", head: `octo:${branch}`, per_page: "100" },
    answer,
  });
  const replacement = (patch: object = {}): object =>
    pull({ number: 6, head: { ref: branch, sha: sha("head") }, body: marked, ...patch });
  const makeRef: Step = {
    request: "POST git/refs",
    status: 201,
    body: { ref: `refs/heads/${branch}`, sha: sha("new") },
    answer: ref(branch, sha("new")),
  };
  const steps = [
    list(),
    makeTree("base tree"),
    makeCommit("Add a-paper (#5)", [base.sha]),
    makeRef,
    { request: "POST pulls", status: 201, answer: wholePull({ number: 6 }) },
  ];
  const apply = (github: MockGithub): Promise<unknown> => applyReplacement(github.client, repository, write);
  const applied = async (...expected: readonly Step[]): Promise<unknown> => {
    const github = mockGithub();
    github.expect(...expected);
    const outcome = await apply(github);
    expect(github.check()).toEqual([]);
    return outcome;
  };

  it("makes a branch, a commit and a pull request, and finds all three again", async () => {
    expect(await applied(...steps)).toEqual({ kind: "done", pull: 6, head: sha("new") });
    const there = [
      list(replacement()),
      readCommit("head", [base.sha]),
      readCommit("base", [], stranger),
      readTree("head tree", text),
      readTree("base tree", "[]"),
      { request: "GET pulls/6", answer: wholePull({ number: 6, commits: 1 }) },
    ];
    expect(await applied(...there)).toEqual({ kind: "done", pull: 6, head: sha("head") });
  });

  it("makes no other where somebody ended it", async () => {
    const closedBy = { request: "GET issues/6", status: 404 };
    const closed = { state: "closed", closed_at: "2026-11-21T07:00:00Z" };
    expect(await applied(list(replacement(closed)), closedBy)).toEqual({ kind: "closed", pull: 6 });
    expect(await applied(list(replacement({ ...closed, merged_at: "2026-11-21T07:00:00Z" })))).toEqual({
      kind: "merged",
      pull: 6,
    });
  });

  it("leaves a person's commit on our branch", async () => {
    const theirs = [
      list(replacement()),
      readCommit("head", [base.sha], stranger),
      readCommit("base", [], stranger),
      readTree("head tree", text),
      readTree("base tree", "[]"),
    ];
    expect(await applied(...theirs)).toEqual({ kind: "foreign", head: sha("head"), pull: 6 });
  });

  it.each(eachFault(steps))("meets $name at $step.request", async (one) => {
    expect(await failing(steps, one, apply)).toMatchObject({ error: one.error, again: false });
  });
});

describe("applySuggestions", () => {
  const change: SuggestedChange = {
    path: "list.json",
    lines: { from: 4, to: 4 },
    text: '  "date": "2025"',
    words: "A date:",
  };
  const write = { pull: 5, head: sha("head"), changes: [change], body: "Two suggestions." };
  const list = (...answer: readonly object[]): Step => ({
    request: "GET pulls/5/comments",
    query: { per_page: "100", page: "1" },
    answer,
  });
  const [example] = exampleAnswer("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments") as readonly object[];
  const made = (body: string, patch: object = {}): object => ({
    ...example,
    user: { ...(example as { user: object }).user, ...account(self) },
    body,
    ...patch,
  });
  const tagged = 'A date:\n\n```suggestion\n  "date": "2025"\n```\n\n';
  const review: Step = {
    request: "POST pulls/5/reviews",
    answer: exampleAnswer("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews"),
  };
  const apply = (github: MockGithub): Promise<unknown> => applySuggestions(github.client, repository, write);

  it("makes them in one review, each once for a head, and not again where it still stands", async () => {
    const github = mockGithub();
    github.expect(list(), review);
    expect(await apply(github)).toEqual({ kind: "made", count: 1 });
    expect(await apply(github)).toEqual({ kind: "unchanged" });
    expect(github.check()).toEqual([]);
    const [, sent] = github.bodies as readonly [unknown, { comments: readonly { body: string }[] }];
    expect(sent).toMatchObject({
      commit_id: sha("head"),
      event: "COMMENT",
      body: "Two suggestions.",
      comments: [{ path: "list.json", line: 4, side: "RIGHT", body: expect.stringContaining(tagged) }],
    });
    expect(sent.comments[0]).not.toHaveProperty("start_line");
    const body = sent.comments[0]?.body ?? "";

    const next = mockGithub();
    next.expect(list(made(body)));
    expect(await apply(next)).toEqual({ kind: "unchanged" });
    expect(next.check()).toEqual([]);
    for (const other of [made(body, { line: null }), made(body, { user: account(octocat) }), made(`${body} or not`)]) {
      const again = mockGithub();
      again.expect({ ...list(other), undescribed: true }, review);
      expect(await apply(again)).toEqual({ kind: "made", count: 1 });
    }
  });

  it("makes ten at most, over several lines, in a fence that their text cannot end", async () => {
    const github = mockGithub();
    github.expect(list(), review);
    const changes = Array.from({ length: 12 }, (_, at) => ({
      ...change,
      lines: { from: at + 1, to: at + 2 },
      text: `\`\`\`\` ${at}`,
    }));
    const outcome = await applySuggestions(github.client, repository, { ...write, changes });
    expect(outcome).toEqual({ kind: "made", count: mostSuggestions });
    expect(github.check()).toEqual([]);
    expect(github.bodies[1]).toMatchObject({
      comments: Array.from({ length: 10 }, (_, at) => ({
        start_line: at + 1,
        start_side: "RIGHT",
        line: at + 2,
        body: expect.stringContaining(`\n\`\`\`\`\`suggestion\n\`\`\`\` ${at}\n\`\`\`\`\`\n`),
      })),
    });
  });

  it("says that GitHub takes none, and does not ask again for this head", async () => {
    const github = mockGithub();
    github.expect(list(), { ...review, status: 422, answer: undefined });
    expect(await apply(github)).toEqual({ kind: "refused", message: "Mocked 422" });
    expect(await apply(github)).toEqual({ kind: "unchanged" });
    expect(github.check()).toEqual([]);
  });

  it.each(eachFault([list(), review]))("meets $name at $step.request", async (one) => {
    expect(await failing([list(), review], one, apply)).toMatchObject({ error: one.error, again: false });
  });
});

describe("applyReaction", () => {
  const react: Step = {
    request: "POST issues/comments/900/reactions",
    body: { content: "eyes" },
    answer: exampleAnswer("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"),
  };
  const apply = (github: MockGithub): Promise<void> => applyReaction(github.client, repository, 900, "eyes");

  it.each([200, 201])("is made once, whether or not it was there: %i", async (status) => {
    const github = mockGithub();
    github.expect({ ...react, status });
    await apply(github);
    await apply(github);
    expect(github.check()).toEqual([]);
  });

  it.each([403, 404, 410, 422])("stops nothing where GitHub will not have it: %i", async (status) => {
    const github = mockGithub();
    github.expect({ ...react, status, answer: undefined });
    await apply(github);
    expect(github.check()).toEqual([]);
  });

  it("waits where a limit is met", async () => {
    const github = mockGithub();
    const message = "You have exceeded a secondary rate limit.";
    github.expect({ ...react, status: 403, headers: { "retry-after": "60" }, answer: { message } });
    await expect(apply(github)).rejects.toMatchObject({ kind: "outage", retryAfter: 60 });
    expect(github.check()).toEqual([]);
  });

  it.each(eachFault([react]))("meets $name at $step.request", async (one) => {
    expect(await failing([react], one, apply)).toMatchObject({ error: one.error, again: false });
  });
});
