import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import { gatherIssue } from "../../src/github/gather-issue.ts";
import { readPermission } from "../../src/github/read-permission.ts";
import {
  account,
  blob,
  branch,
  comment,
  commit,
  entry,
  issue,
  octocat,
  patched,
  permission,
  pull,
  ref,
  repository,
  self,
  sha,
  tree,
  wholePull,
} from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const list = JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] });
const rules = { packagedTemplates: new Map<string, string>() };
const proposedList = `${list}\n`;

const readIssue: Step = { request: "GET issues/12", answer: issue({ comments: 1 }) };
const readComments: Step = {
  request: "GET issues/12/comments",
  query: { per_page: "100", page: "1" },
  answer: [comment({ user: account(self), body: "Thank you" })],
};
const pullsQuery = { state: "all", head: "octo:awesome-papers/issue-12", per_page: "100" };
const readPulls: Step = { request: "GET pulls", query: pullsQuery, answer: [pull()] };
const readBranch: Step = { request: "GET branches/main", answer: branch(sha("base"), sha("base tree")) };
const readTree: Step = {
  request: `GET git/trees/${sha("base tree")}`,
  query: { recursive: "1" },
  answer: tree(sha("base tree"), { "list.json": list }),
};
const readList: Step = { request: `GET git/blobs/${blobSha(list)}`, answer: blob(list) };
const readThread = (number: number, ...answer: readonly object[]): Step => ({
  request: `GET issues/${number}/comments`,
  query: { per_page: "100", page: "1" },
  answer,
});
const readCommit: Step = {
  request: `GET git/commits/${sha("head")}`,
  answer: commit(sha("head"), sha("head tree"), [sha("base")]),
};
const readHeadTree: Step = {
  request: `GET git/trees/${sha("head tree")}`,
  query: { recursive: "1" },
  answer: tree(sha("head tree"), { "list.json": proposedList }),
};
const pointsTo = (name: string): Pick<Step, "answer"> => ({ answer: ref("awesome-papers/issue-12", sha(name)) });
const readLate = (email?: string): Step => ({
  request: `GET git/commits/${sha("late")}`,
  answer: commit(sha("late"), sha("late tree"), [sha("base")], email),
});
const cold = [
  readIssue,
  readComments,
  readPulls,
  readBranch,
  readTree,
  readList,
  readThread(13),
  readCommit,
  readHeadTree,
];

describe("gatherIssue", () => {
  it("reads all there is, and the next time only what may have changed", async () => {
    const github = mockGithub();
    github.expect(...cold);
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toMatchObject({
      kind: "issue",
      snapshot: {
        now: "2026-11-21T08:00:00.000Z",
        self,
        issue: { number: 12, author: octocat, state: "open" },
        comments: [{ author: self, body: "Thank you" }],
        proposals: [
          {
            number: 13,
            state: "open",
            body: "What it adds\n\n<!-- awesome-papers:proposal {} -->",
            head: { sha: sha("head"), listBlob: blobSha(proposedList), baseListBlob: blobSha(list) },
          },
        ],
        base: { sha: sha("base"), list: { title: "Awesome" } },
        permissions: {},
      },
    });
    expect(look).not.toHaveProperty("snapshot.proposals.0.head.madeBy");
    expect(github.check()).toEqual([]);

    github.expect(readIssue, readComments, readPulls, readBranch);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
    expect(github.made).toHaveLength(cold.length + 4);
  });

  const faults: readonly (readonly [string, Fault, object])[] = [
    ["401", { status: 401 }, { kind: "outage" }],
    ["403", { status: 403 }, { kind: "refused", reason: "forbidden" }],
    ["404", { status: 404 }, { kind: "refused", reason: "gone" }],
    ["409", { status: 409 }, { status: 409 }],
    ["422", { status: 422 }, { status: 422 }],
    ["429", { status: 429 }, { kind: "outage", retryAfter: 60 }],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }, { kind: "outage", retryAfter: 7 }],
    ["500", { status: 500 }, { kind: "outage" }],
    ["a dropped connection", "dropped", { kind: "outage" }],
  ];
  const cases = cold
    .flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })))
    // These answer something to us: see the tests below.
    .filter(({ step, name }) => name !== "404" || (step !== readIssue && step !== readBranch));
  it.each(cases)("meets $name at $step.request", async ({ step, at, fault, error }) => {
    const github = mockGithub();
    github.expect(...cold.toSpliced(at, 1));
    github.fail(step, fault, 4);
    await expect(gatherIssue(github.client, repository, 12, rules)).rejects.toMatchObject(error);
  });

  it.each([404, 410])("an issue that answers %i is gone", async (status) => {
    const github = mockGithub();
    github.expect({ ...readIssue, status, answer: undefined });
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "gone" });
    expect(github.check()).toEqual([]);
  });

  const moved = { ...readIssue, answer: issue({ repository_url: "https://api.github.com/repos/octo/other" }) };
  const whole = "GET /repos/{owner}/{repo}";
  // GitHub's example of these is not what its description says.
  const lean = { language: null, source: undefined, parent: undefined, template_repository: undefined };
  it("a transferred issue is gone", async () => {
    const github = mockGithub();
    github.expect(
      {
        ...readIssue,
        status: 301,
        headers: { location: "https://api.github.com/repositories/99/issues/3" },
        answer: undefined,
      },
      { ...moved, request: "GET /repositories/99/issues/3", undescribed: true },
      { request: "GET /repos/octo/other", answer: patched(whole, { id: 99, ...lean }) },
    );
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "gone" });
    expect(github.check()).toEqual([]);
  });

  it("an issue of a repository that was renamed is still there, under the new name", async () => {
    const github = mockGithub();
    const renamed = patched(whole, {
      id: repository.id,
      owner: { login: "octo" },
      name: "other",
      default_branch: "main",
      ...lean,
    });
    const at = (step: Step): Step => ({ ...step, request: step.request.replace("GET ", "GET /repos/octo/other/") });
    github.expect(
      moved,
      { request: "GET /repos/octo/other", answer: renamed },
      at(readPulls),
      ...cold.slice(3).map(at),
    );
    expect(await gatherIssue(github.client, repository, 12, rules)).toMatchObject({
      snapshot: { repository: { id: repository.id, name: "other" } },
    });
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["a pull request", { pull_request: { url: null, html_url: null, diff_url: null, patch_url: null } }],
    ["an issue that is no suggestion and without comments", { locked: true }],
  ])("%s costs one request", async (_name, patch) => {
    const github = mockGithub();
    github.expect({ ...readIssue, answer: issue(patch) });
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "not-ours" });
    expect(github.check()).toEqual([]);
  });

  it("a talk that is none of ours costs two", async () => {
    const github = mockGithub();
    github.expect(
      { ...readIssue, answer: issue({ locked: true, comments: 1 }) },
      { ...readComments, answer: [comment({ body: "I suggest /suggestions" })] },
    );
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "not-ours" });
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["its branch is gone", { status: 404 }, [], undefined],
    // Whichever process looks: another one may have listed the branches.
    ["its branch is left", pointsTo("head"), [], sha("head")],
    ["a commit of ours came late", pointsTo("late"), [readLate()], sha("late")],
    ["a person works on", pointsTo("late"), [readLate("7+octocat@users.noreply.github.com")], undefined],
  ])("a closed issue whose proposal is merged needs no list: %s", async (_, answer, more, branchSha) => {
    const github = mockGithub();
    github.expect(
      { ...readIssue, answer: issue({ state: "closed", state_reason: "completed", closed_by: account(octocat) }) },
      {
        ...readPulls,
        answer: [pull({ state: "closed", merged_at: "2026-11-21T07:00:00Z", closed_at: "2026-11-21T07:00:00Z" })],
      },
      { request: "GET git/ref/heads%2Fawesome-papers%2Fissue-12", ...answer },
      ...more,
    );
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toMatchObject({
      kind: "issue",
      snapshot: {
        issue: { state: "closed", closedBy: octocat, stateReason: "completed" },
        proposals: [{ state: "merged" }],
      },
    });
    expect(look.kind === "issue" && look.snapshot.branchSha).toBe(branchSha);
    expect(github.check()).toEqual([]);
  });

  it("asks once who closed our pull request, and takes no other for ours", async () => {
    const github = mockGithub();
    const closed = { state: "closed", closed_at: "2026-11-21T07:00:00Z" };
    const answer = [
      pull({ number: 20, user: account(octocat) }),
      pull({ number: 19, head: { repo: { id: 5 } } }),
      pull({ number: 18, head: { repo: null } }),
      pull({ number: 13, ...closed }),
      pull({ number: 11, ...closed }),
    ];
    github.expect(
      { ...readIssue, answer: issue() },
      { ...readPulls, answer, undescribed: true },
      readBranch,
      readTree,
      readList,
      readThread(13),
      readThread(11),
      {
        request: "GET issues/13",
        answer: issue({ number: 13, ...closed, closed_by: account(octocat) }),
      },
    );
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toMatchObject({ snapshot: { proposals: [{ number: 13, closedBy: octocat }, { number: 11 }] } });
    expect(look).toHaveProperty("snapshot.proposals.length", 2);
    github.expect({ ...readIssue, answer: issue() }, { ...readPulls, answer, undescribed: true }, readBranch);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
  });

  it("says whose commit stands on our branch", async () => {
    const github = mockGithub();
    const theirs = commit(sha("head"), sha("head tree"), [sha("base")], "7+octocat@users.noreply.github.com");
    github.expect(...cold.map((step) => (step === readCommit ? { ...step, answer: theirs } : step)));
    expect(await gatherIssue(github.client, repository, 12, rules)).toMatchObject({
      snapshot: { proposals: [{ head: { madeBy: "octocat" } }] },
    });
    expect(github.check()).toEqual([]);
  });

  const byUs = "41+awesome-papers[bot]@users.noreply.github.com";
  const forgeries: readonly (readonly [string, readonly Step[], string])[] = [
    [
      "brings another file",
      [
        readCommit,
        { ...readHeadTree, answer: tree(sha("head tree"), { "list.json": proposedList, "EVIL.md": "Never shown" }) },
      ],
      "awesome-papers[bot]",
    ],
    [
      "has two parents",
      [{ ...readCommit, answer: commit(sha("head"), sha("head tree"), [sha("base"), sha("b")]) }, readHeadTree],
      "awesome-papers[bot]",
    ],
    [
      "is not signed by GitHub",
      [
        {
          ...readCommit,
          answer: commit(sha("head"), sha("head tree"), [sha("base")], "41+x@users.noreply.github.com"),
        },
        readHeadTree,
      ],
      "x",
    ],
    [
      "stands on another person's commit of the branch",
      [
        { ...readCommit, answer: commit(sha("head"), sha("head tree"), [sha("below")], byUs) },
        {
          request: `GET git/commits/${sha("below")}`,
          answer: commit(sha("below"), sha("base tree"), [sha("base")], "a@b.c"),
        },
        readHeadTree,
        { request: "GET pulls/13", answer: wholePull({ commits: 2 }) },
      ],
      "awesome-papers[bot]",
    ],
    [
      "makes the list a link",
      [
        readCommit,
        {
          ...readHeadTree,
          answer: tree(sha("head tree"), {}, { tree: [entry("list.json", blobSha(proposedList), 9, "120000")] }),
        },
      ],
      "awesome-papers[bot]",
    ],
  ];
  it.each(forgeries)("takes no commit under our name for ours that %s", async (_name, steps, madeBy) => {
    const github = mockGithub();
    github.expect(...cold.slice(0, -2), ...steps);
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toMatchObject({ snapshot: { proposals: [{ head: { madeBy } }] } });
    expect(github.check()).toEqual([]);
    // Judged once.
    github.expect(readIssue, readComments, readPulls, readBranch);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
  });

  it("knows a commit of ours on an older base by its standing alone, asked once", async () => {
    const github = mockGithub();
    github.expect(
      ...cold.slice(0, -2),
      { ...readCommit, answer: commit(sha("head"), sha("head tree"), [sha("old")]) },
      { request: `GET git/commits/${sha("old")}`, answer: commit(sha("old"), sha("base tree"), []) },
      readHeadTree,
      { request: "GET pulls/13", answer: wholePull({ commits: 1 }) },
    );
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).not.toHaveProperty("snapshot.proposals.0.head.madeBy");
    github.expect(readIssue, readComments, readPulls, readBranch);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual(look);
    expect(github.check()).toEqual([]);
  });

  it("knows a batch that was cut short for ours, and for more than this proposal", async () => {
    const github = mockGithub();
    github.expect(
      ...cold.slice(0, -2),
      { ...readCommit, answer: commit(sha("head"), sha("head tree"), [sha("below")]) },
      { request: `GET git/commits/${sha("below")}`, answer: commit(sha("below"), sha("base tree"), [sha("base")]) },
      readHeadTree,
      { request: "GET pulls/13", answer: wholePull({ commits: 2 }) },
    );
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toHaveProperty("snapshot.proposals.0.head.baseListBlob", undefined);
    expect(look).not.toHaveProperty("snapshot.proposals.0.head.madeBy");
    expect(github.check()).toEqual([]);
  });

  it("takes an account that is gone for the person who closed our pull request", async () => {
    const github = mockGithub();
    const closed = { state: "closed", closed_at: "2026-11-21T07:00:00Z" };
    github.expect(
      { ...readIssue, answer: issue() },
      { ...readPulls, answer: [pull({ number: 13, ...closed })] },
      readBranch,
      readTree,
      readList,
      readThread(13),
      { request: "GET issues/13", answer: issue({ number: 13, ...closed, closed_by: null }) },
    );
    const look = await gatherIssue(github.client, repository, 12, rules);
    expect(look).toMatchObject({ snapshot: { proposals: [{ closedBy: { login: "ghost", type: "User" } }] } });
    expect(github.check()).toEqual([]);
  });

  it("takes what people command in the thread of our pull request for said in the issue, and asks what they may", async () => {
    const github = mockGithub();
    const said = [
      comment({ id: 7, user: account(octocat), body: "/approve" }),
      comment({ id: 8, user: account(octocat), body: "Good." }),
      comment({ id: 9, user: account(self), body: "/approve" }),
    ];
    github.expect(
      { ...readIssue, answer: issue({ comments: 1, user: account({ ...octocat, id: 8 }) }) },
      { ...readComments, answer: [comment({ id: 8 })] },
      ...cold.slice(2).map((step) => (step.request === "GET issues/13/comments" ? readThread(13, ...said) : step)),
      {
        request: "GET collaborators/octocat/permission",
        answer: permission(octocat, { admin: false, push: true, pull: true }),
      },
    );
    expect(await gatherIssue(github.client, repository, 12, rules)).toMatchObject({
      snapshot: { comments: [{ id: 7, body: "/approve" }, { id: 8 }], permissions: { [octocat.id]: "write" } },
    });
    expect(github.check()).toEqual([]);
  });

  it("a repository without a list is left alone, from the second time on by one request", async () => {
    const github = mockGithub();
    const bare = { ...readTree, answer: tree(sha("base tree"), { "README.md": "Hi" }) };
    github.expect({ ...readIssue, answer: issue() }, { ...readPulls, answer: [] }, readBranch, bare);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "not-ours" });
    github.expect(readBranch);
    expect(await gatherIssue(github.client, repository, 12, rules)).toEqual({ kind: "not-ours" });
    expect(github.check()).toEqual([]);
  });

  it("reads a long thread page by page, and of a very long one the ends", async () => {
    const page = (number: number, count = 100): Step => ({
      ...readComments,
      query: { per_page: "100", page: String(number) },
      answer: Array.from({ length: count }, (_, at) => comment({ id: number * 1000 + at, body: "Nice" })),
    });
    const read = async (count: number, ...pages: readonly Step[]): Promise<unknown> => {
      const github = mockGithub();
      github.expect({ ...readIssue, answer: issue({ comments: count }) }, ...pages, ...cold.slice(2));
      const look = await gatherIssue(github.client, repository, 12, rules);
      expect(github.check()).toEqual([]);
      return look.kind === "issue" ? look.snapshot.comments.length : look;
    };
    expect(await read(150, page(1), page(2, 50))).toBe(150);
    // More came between the two reads.
    expect(await read(100, page(1), page(2, 1))).toBe(101);
    expect(await read(1950, page(1), ...[12, 13, 14, 15, 16, 17, 18, 19].map((at) => page(at)), page(20, 50))).toBe(
      950,
    );
  });
});

it("a crowd that commands without end, in the issue and in our pull request, costs a bounded number of requests", async () => {
  const github = mockGithub();
  const person = (at: number) => ({ id: 1000 + (at % 300), login: `p${at % 300}`, type: "User" });
  const page = (thread: number, number: number): Step => ({
    request: `GET issues/${thread}/comments`,
    query: { per_page: "100", page: String(number) },
    headers: { link: '<https://api.github.com/repositories/1/issues/1/comments?per_page=100&page=30>; rel="last"' },
    answer: Array.from({ length: number < 30 ? 100 : 99 }, (_, at) => {
      const id = thread * 10_000 + number * 100 + at;
      // The maintainer spoke early.
      const isFirst = thread === 12 && number === 1 && at === 0;
      const user = account(isFirst ? octocat : person(at + number * 100));
      return comment({ id, user, body: "/approve", author_association: isFirst ? "MEMBER" : "NONE" });
    }),
  });
  const pages = [1, 22, 23, 24, 25, 26, 27, 28, 29, 30];
  const asked = [octocat, ...Array.from({ length: 19 }, (_, at) => person(99 - 1 - at))];
  github.expect(
    { ...readIssue, answer: issue({ comments: 2999, user: account({ ...octocat, id: 8 }) }) },
    ...pages.flatMap((number) => [page(12, number), page(13, number)]),
    ...cold.slice(2).filter(({ request }) => request !== "GET issues/13/comments"),
    ...asked.map((one) => ({
      request: `GET collaborators/${one.login}/permission`,
      answer: permission({ ...one, type: "User" }, { admin: false, push: one === octocat, pull: true }),
    })),
  );
  const look = await gatherIssue(github.client, repository, 12, rules);
  expect(look).toMatchObject({ snapshot: { permissions: { [octocat.id]: "write" } } });
  expect(github.check()).toEqual([]);
});

describe("readPermission", () => {
  it.each([
    ["admin", { admin: true, maintain: true, push: true, triage: true, pull: true }],
    ["maintain", { admin: false, maintain: true, push: true, triage: true, pull: true }],
    ["write", { admin: false, push: true, pull: true }],
    ["triage", { admin: false, push: false, triage: true, pull: true }],
    ["read", { admin: false, push: false, pull: true }],
  ] as const)("knows %s by its flags, whatever the role is called", async (expected, flags) => {
    const github = mockGithub();
    const answer = permission(octocat, flags, "list-keeper");
    github.expect({ request: "GET collaborators/octocat/permission", answer });
    expect(await readPermission(github.client, repository, octocat)).toBe(expected);
    expect(github.check()).toEqual([]);
  });

  it.each([
    ["maintain", "maintain", "maintain"],
    ["triage", "triage", "triage"],
    ["push", "push", "write"],
    ["pull", "pull", "read"],
    ["custom", "admin", "admin"],
    ["custom", "other", "none"],
  ])("without flags goes by the role %s, then by %s", async (role, coarse, expected) => {
    const github = mockGithub();
    const answer = { permission: coarse, role_name: role, user: { ...octocat, id: octocat.id } };
    github.expect({ request: "GET collaborators/octocat/permission", answer, undescribed: true });
    expect(await readPermission(github.client, repository, octocat)).toBe(expected);
    expect(github.check()).toEqual([]);
  });

  it("gives nothing to another account of the same login, nor to one GitHub does not know", async () => {
    const github = mockGithub();
    const request = "GET collaborators/octocat/permission";
    github.expect({ request, answer: permission({ ...octocat, id: 8 }, { admin: true, push: true, pull: true }) });
    expect(await readPermission(github.client, repository, octocat)).toBe("none");
    github.expect({ request, status: 404 });
    expect(await readPermission(github.client, repository, octocat)).toBe("none");
    expect(github.check()).toEqual([]);
  });
});
