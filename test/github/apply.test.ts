import { afterEach, describe, expect, it } from "vitest";
import { applyCheckRun } from "../../src/github/apply-check-run.ts";
import { applyCloseIssue, applyClosePull } from "../../src/github/apply-close.ts";
import { applyComment } from "../../src/github/apply-comment.ts";
import { applyCommit } from "../../src/github/apply-commit.ts";
import { applyLabels } from "../../src/github/apply-labels.ts";
import { applyMerge } from "../../src/github/apply-merge.ts";
import { applyProposal, type ProposalWrite } from "../../src/github/apply-proposal.ts";
import type { GithubClient } from "../../src/github/client.ts";
import { deleteBranch } from "../../src/github/delete-branch.ts";
import { printMarkedPart } from "../../src/github/marked-part.ts";
import type { Problem } from "../../src/list/problem.ts";
import { comment, commit, label, patched, pull, ref, repository, sha, tree, wholePull } from "./answers.ts";
import { forgetMocks, mockGithub, type Fault, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const tag = '<!-- awesome-papers:proposal {"hash":"1"} -->';
const marked = `Adds one paper\n${tag}`;
const base = { sha: sha("base"), treeSha: sha("base tree") };
const ourBranch = "awesome-papers/issue-12";
const ready = { name: "paper: ready", color: "1f883d", description: "Checked" };
const stranger = "octocat@example.com";

const proposal: ProposalWrite = {
  branch: ourBranch,
  base,
  files: [{ path: "list.json", text: "{}\n" }],
  title: "Add a-paper (#12)",
  trailers: ["Co-authored-by: octocat <7+octocat@users.noreply.github.com>"],
  commit: true,
  body: marked,
};
const present = { pull: 13, head: sha("head"), body: marked };

const makeTree: Step = {
  request: "POST git/trees",
  status: 201,
  body: {
    base_tree: base.treeSha,
    tree: [{ path: "list.json", mode: "100644", type: "blob", content: "{}\n" }],
  },
  answer: tree(sha("new tree"), { "list.json": "{}\n" }),
};
const makeCommit: Step = {
  request: "POST git/commits",
  status: 201,
  body: {
    message: "Add a-paper (#12)\n\nCo-authored-by: octocat <7+octocat@users.noreply.github.com>",
    tree: sha("new tree"),
    parents: [base.sha],
  },
  answer: commit(sha("new"), sha("new tree"), [base.sha]),
};
const makeRef: Step = {
  request: "POST git/refs",
  status: 201,
  body: { ref: `refs/heads/${ourBranch}`, sha: sha("new") },
  answer: ref(ourBranch, sha("new")),
};
const makePull: Step = {
  request: "POST pulls",
  status: 201,
  body: { title: "Add a-paper (#12)", head: ourBranch, base: "main", body: printMarkedPart(marked) },
  answer: wholePull(),
};
const encodedRef = "heads%2Fawesome-papers%2Fissue-12";
const readRef = (head: string): Step => ({ request: `GET git/ref/${encodedRef}`, answer: ref(ourBranch, head) });
const readCommit = (commitSha: string, email?: string): Step => ({
  request: `GET git/commits/${commitSha}`,
  answer: commit(commitSha, sha("t"), [], email),
});
/** What an earlier try left: on the same base, another text of the list, and what stands beside it as given. */
const readLeft = (beside: Readonly<Record<string, string>> = {}): readonly Step[] => [
  readRef(sha("left")),
  { ...readCommit(sha("left")), answer: commit(sha("left"), sha("left tree"), [base.sha]) },
  { ...readCommit(base.sha), answer: commit(base.sha, base.treeSha, [], stranger) },
  wholeTree(base.treeSha, { "list.json": "[]\n", "README.md": "Hi" }),
  wholeTree(sha("left tree"), { "list.json": "{ }\n", "README.md": "Hi", ...beside }),
];
const wholeTree = (treeSha: string, files: Readonly<Record<string, string>>): Step => ({
  request: `GET git/trees/${treeSha}`,
  query: { recursive: "1" },
  answer: tree(treeSha, files),
});
const findPull: Step = { request: "GET pulls", query: { state: "open", head: `octo:${ourBranch}` } };
const noRef: Step = { request: `GET git/ref/${encodedRef}`, status: 404 };
const forceRef: Step = {
  request: `PATCH git/refs/${encodedRef}`,
  body: { sha: sha("new"), force: true },
  answer: ref(ourBranch, sha("new")),
};
const readMain = (head: string): Step => ({ request: "GET git/ref/heads%2Fmain", answer: ref("main", head) });
const moveMain: Step = {
  request: "PATCH git/refs/heads%2Fmain",
  body: { sha: sha("new"), force: false },
  answer: ref("main", sha("new")),
};
const makeRegeneration: Step = {
  ...makeCommit,
  body: { message: "Regenerate", tree: sha("new tree"), parents: [base.sha] },
};
const removeRef: Step = { request: `DELETE git/refs/${encodedRef}`, status: 204 };
const refused = (step: Step, message: string): Step => ({
  ...step,
  status: 422,
  answer: { message, documentation_url: "https://docs.github.com/rest/git/refs", status: "422" },
});
const merge = (method: string): Step => ({
  request: "PUT pulls/13/merge",
  body: { sha: sha("head"), merge_method: method },
  answer: patched("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", { sha: sha("merged") }),
});
const refuseMerge = (method: string, status: number, message: string): Step => ({
  ...merge(method),
  status,
  answer: { message, documentation_url: "https://docs.github.com" },
});
const postComment: Step = {
  request: "POST issues/12/comments",
  status: 201,
  body: { body: "Hello" },
  answer: comment({ id: 901 }),
};
const editComment: Step = { request: "PATCH issues/comments/900", body: { body: "Hello" }, answer: comment() };
const removeComment: Step = { request: "DELETE issues/comments/900", status: 204 };
const addLabel: Step = {
  request: "POST issues/12/labels",
  body: { labels: ["paper: ready"] },
  answer: [label("paper: ready")],
};
const alreadyExists = {
  message: "Validation Failed",
  errors: [{ resource: "Label", code: "already_exists", field: "name" }],
  documentation_url: "https://docs.github.com/rest",
};
const makeLabel: Step = {
  request: "POST labels",
  status: 201,
  body: { name: "paper: ready", color: "1f883d", description: "Checked" },
  answer: label("paper: ready", "1f883d", "Checked"),
};
const removeLabel: Step = { request: "DELETE issues/12/labels/paper%3A%20incomplete", answer: [] };
const closeIssue: Step = {
  request: "PATCH issues/12",
  body: { state: "closed", state_reason: "completed" },
  answer: patched("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {}),
};
const closePull: Step = { request: "PATCH pulls/13", body: { state: "closed" }, answer: wholePull() };
const checkRun: Step = {
  request: "POST check-runs",
  status: 201,
  answer: patched("POST /repos/{owner}/{repo}/check-runs", {}, 201),
};

interface Scenario {
  readonly name: string;
  readonly run: (client: GithubClient) => Promise<unknown>;
  readonly steps: readonly Step[];
  readonly outcome: unknown;
  /** What comes after a step that fails with a status that is an answer to us: by step, then status. */
  readonly known?: Readonly<Record<number, Readonly<Record<number, Known>>>>;
}

interface Known {
  readonly next: readonly Step[];
  readonly outcome?: unknown;
  readonly error?: object;
}

const absent: Known = { next: [], outcome: { kind: "absent" } };
const movedMain: Known = { next: [readMain(sha("other"))], outcome: { kind: "moved", head: sha("other") } };
const refusals: Readonly<Record<number, Known>> = {
  409: { next: [], outcome: { kind: "moved" } },
  403: { next: [], outcome: { kind: "refused", message: "Mocked 403" } },
  422: { next: [], outcome: { kind: "refused", message: "Mocked 422" } },
};
function protectedMain(status: number): Known {
  return { next: [readMain(base.sha)], outcome: { kind: "refused", message: `Mocked ${status}` } };
}

const scenarios: readonly Scenario[] = [
  {
    name: "a new proposal",
    run: (client) => applyProposal(client, repository, proposal),
    steps: [makeTree, makeCommit, makeRef, makePull],
    outcome: { kind: "done", pull: 13, head: sha("new") },
    known: {
      // What an earlier try left, whose answer was lost.
      2: {
        422: {
          next: [...readLeft(), forceRef, makePull],
          outcome: { kind: "done", pull: 13, head: sha("new") },
        },
      },
      3: {
        422: {
          next: [{ ...findPull, answer: [pull({ number: 14 })] }],
          outcome: { kind: "done", pull: 14, head: sha("new") },
        },
      },
    },
  },
  {
    name: "a proposal brought up to date",
    run: (client) => applyProposal(client, repository, { ...proposal, present: { ...present, body: "Old" } }),
    // The text first: it remembers what people pushed to the branch that is replaced then.
    steps: [
      { request: "GET pulls/13", answer: wholePull({ body: `Hi\n\n${printMarkedPart(`Old\n${tag}`)}` }) },
      { request: "PATCH pulls/13", body: { body: `Hi\n\n${printMarkedPart(marked)}` }, answer: wholePull() },
      makeTree,
      makeCommit,
      readRef(sha("head")),
      forceRef,
    ],
    outcome: { kind: "done", pull: 13, head: sha("new") },
    known: { 4: { 404: { next: [makeRef], outcome: { kind: "done", pull: 13, head: sha("new") } } } },
  },
  {
    name: "a proposal whose text alone is old",
    run: (client) =>
      applyProposal(client, repository, { ...proposal, commit: false, present: { ...present, body: "Old" } }),
    steps: [
      { request: "GET pulls/13", answer: wholePull({ body: "" }) },
      { request: "PATCH pulls/13", body: { body: printMarkedPart(marked) }, answer: wholePull() },
    ],
    outcome: { kind: "done", pull: 13, head: sha("head") },
  },
  {
    name: "a proposal that is as it should be",
    run: (client) =>
      applyProposal(client, repository, { ...proposal, commit: false, present: { ...present, body: `${marked}\r\n` } }),
    steps: [],
    outcome: { kind: "done", pull: 13, head: sha("head") },
  },
  ...[
    "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n",
    "Reference update failed",
  ].map((message): Scenario => ({
    name: `a repository that does not allow our branches: ${message.slice(0, 20)}`,
    run: (client) => applyProposal(client, repository, proposal),
    steps: [makeTree, makeCommit, refused(makeRef, message), noRef],
    outcome: { kind: "refused", message },
    known: { 3: { 404: { next: [], outcome: { kind: "refused", message } } } },
  })),
  {
    name: "a repository that does not allow us to move our branch",
    run: (client) => applyProposal(client, repository, { ...proposal, present }),
    steps: [
      makeTree,
      makeCommit,
      readRef(present.head),
      refused(forceRef, "Repository rule violations found\n\nCannot force-push to this branch\n\n"),
    ],
    outcome: { kind: "refused", message: "Repository rule violations found\n\nCannot force-push to this branch\n\n" },
    known: { 2: { 404: { next: [makeRef], outcome: { kind: "done", pull: 13, head: sha("new") } } } },
  },
  {
    name: "a branch of the same name with a commit of a person",
    run: (client) => applyProposal(client, repository, proposal),
    steps: [
      makeTree,
      makeCommit,
      { ...makeRef, status: 422, answer: undefined },
      readRef(sha("theirs")),
      readCommit(sha("theirs"), stranger),
    ],
    outcome: { kind: "foreign", head: sha("theirs") },
    known: { 3: { 404: { next: [], error: { status: 422 } } } },
  },
  {
    name: "a branch of the same name with a commit under our name that brings another file",
    run: (client) => applyProposal(client, repository, proposal),
    steps: [makeTree, makeCommit, { ...makeRef, status: 422, answer: undefined }, ...readLeft({ "EVIL.md": "Hi" })],
    outcome: { kind: "foreign", head: sha("left") },
    known: { 3: { 404: { next: [], error: { status: 422 } } } },
  },
  {
    name: "a branch that an earlier try left, with the same in it",
    run: (client) => applyProposal(client, repository, proposal),
    steps: [
      makeTree,
      makeCommit,
      { ...makeRef, status: 422, answer: undefined },
      readRef(sha("left")),
      { ...readCommit(sha("left")), answer: commit(sha("left"), sha("new tree"), [base.sha]) },
      makePull,
    ],
    outcome: { kind: "done", pull: 13, head: sha("left") },
    known: {
      3: { 404: { next: [], error: { status: 422 } } },
      5: {
        422: {
          next: [{ ...findPull, answer: [pull({ number: 14 })] }],
          outcome: { kind: "done", pull: 14, head: sha("left") },
        },
      },
    },
  },
  {
    name: "a person pushed to our branch after we looked",
    run: (client) => applyProposal(client, repository, { ...proposal, present }),
    steps: [makeTree, makeCommit, readRef(sha("theirs"))],
    outcome: { kind: "foreign", head: sha("theirs") },
    known: { 2: { 404: { next: [makeRef], outcome: { kind: "done", pull: 13, head: sha("new") } } } },
  },
  {
    name: "a commit on the default branch",
    run: (client) => applyCommit(client, repository, { base, files: proposal.files, title: "Regenerate" }),
    steps: [makeTree, makeRegeneration, moveMain],
    outcome: { kind: "committed", sha: sha("new") },
    known: {
      2: { 403: protectedMain(403), 404: protectedMain(404), 409: protectedMain(409), 422: protectedMain(422) },
    },
  },
  {
    name: "a default branch that moved meanwhile",
    run: (client) => applyCommit(client, repository, { base, files: proposal.files, title: "Regenerate" }),
    steps: [makeTree, makeRegeneration, { ...moveMain, status: 422, answer: undefined }, readMain(sha("other"))],
    outcome: { kind: "moved", head: sha("other") },
    known: {
      2: { 403: movedMain, 404: movedMain, 409: movedMain, 422: movedMain },
      3: { 404: { next: [], outcome: { kind: "moved" } } },
    },
  },
  {
    name: "a merge",
    run: (client) => applyMerge(client, repository, { pull: 13, head: sha("head") }),
    steps: [merge("squash")],
    outcome: { kind: "merged", sha: sha("merged") },
    known: { 0: refusals },
  },
  {
    name: "a merge where squashing is not allowed",
    run: (client) => applyMerge(client, repository, { pull: 13, head: sha("head") }),
    steps: [refuseMerge("squash", 405, "Squash merges are not allowed on this repository."), merge("merge")],
    outcome: { kind: "merged", sha: sha("merged") },
    known: { 0: refusals, 1: refusals },
  },
  {
    name: "a merge that waits for a review",
    run: (client) => applyMerge(client, repository, { pull: 13, head: sha("head") }),
    steps: [refuseMerge("squash", 405, "At least 1 approving review is required by reviewers with write access.")],
    outcome: { kind: "refused", message: "At least 1 approving review is required by reviewers with write access." },
    known: { 0: refusals },
  },
  {
    name: "a merge of a base that moves",
    run: (client) => applyMerge(client, repository, { pull: 13, head: sha("head") }),
    steps: [refuseMerge("squash", 405, "Base branch was modified. Review and try the merge again.")],
    outcome: { kind: "moved" },
    known: { 0: refusals },
  },
  {
    name: "a merge by no method",
    run: (client) => applyMerge(client, repository, { pull: 13, head: sha("head") }),
    steps: ["squash", "merge", "rebase"].map((method) =>
      refuseMerge(method, 405, "Such merges are not allowed on this repository."),
    ),
    outcome: { kind: "refused", message: "Such merges are not allowed on this repository." },
    known: { 0: refusals, 1: refusals, 2: refusals },
  },
  {
    name: "a first comment",
    run: (client) => applyComment(client, repository, 12, { body: "Hello", repost: false }),
    steps: [postComment],
    outcome: { kind: "posted", id: 901 },
  },
  {
    name: "a comment that says something else now",
    run: (client) =>
      applyComment(client, repository, 12, { present: { id: 900, body: "Hi" }, body: "Hello", repost: false }),
    steps: [editComment],
    outcome: { kind: "edited", id: 900 },
    known: { 0: { 404: { next: [postComment], outcome: { kind: "posted", id: 901 } } } },
  },
  {
    name: "a comment posted anew",
    run: (client) =>
      applyComment(client, repository, 12, { present: { id: 900, body: "Hi" }, body: "Hello", repost: true }),
    steps: [removeComment, postComment],
    outcome: { kind: "posted", id: 901 },
    known: { 0: { 404: { next: [postComment], outcome: { kind: "posted", id: 901 } } } },
  },
  {
    name: "a comment that is there twice",
    run: (client) =>
      applyComment(client, repository, 12, {
        present: { id: 902, body: "Hello" },
        doubles: [900],
        body: "Hello",
        repost: false,
      }),
    steps: [removeComment],
    outcome: { kind: "unchanged", id: 902 },
    known: { 0: { 404: { next: [], outcome: { kind: "unchanged", id: 902 } } } },
  },
  {
    name: "a comment that says so already",
    run: (client) =>
      applyComment(client, repository, 12, { present: { id: 900, body: "Hello\r\n" }, body: "Hello", repost: false }),
    steps: [],
    outcome: { kind: "unchanged", id: 900 },
  },
  {
    name: "labels, one of them new to the repository",
    run: (client) =>
      applyLabels(client, repository, 12, {
        add: [ready],
        remove: ["paper: incomplete", "absent"],
        present: ["Paper: Incomplete"],
      }),
    steps: [makeLabel, addLabel, removeLabel],
    outcome: undefined,
    known: { 2: { 404: { next: [] } } },
  },
  {
    name: "a label that is there already",
    run: (client) => applyLabels(client, repository, 12, { add: [ready], remove: [] }),
    steps: [{ ...makeLabel, status: 422, answer: alreadyExists }, addLabel],
    outcome: undefined,
  },
  {
    name: "labels that are there, or gone, already",
    run: (client) => applyLabels(client, repository, 12, { add: [ready], remove: ["x"], present: ["paper: ready"] }),
    steps: [],
    outcome: undefined,
  },
  {
    name: "an issue to close",
    run: (client) => applyCloseIssue(client, repository, 12, "completed"),
    steps: [closeIssue],
    outcome: undefined,
  },
  {
    name: "a pull request to close",
    run: (client) => applyClosePull(client, repository, 13),
    steps: [closePull],
    outcome: undefined,
  },
  {
    name: "a branch to delete",
    run: (client) => deleteBranch(client, repository, { branch: ourBranch, expected: sha("head") }),
    steps: [readRef(sha("head")), removeRef],
    outcome: { kind: "deleted" },
    known: { 0: { 404: absent }, 1: { 404: absent, 422: { ...absent, next: [noRef] } } },
  },
  {
    name: "a branch that a person pushed to",
    run: (client) => deleteBranch(client, repository, { branch: ourBranch, expected: sha("head") }),
    steps: [readRef(sha("theirs"))],
    outcome: { kind: "moved", head: sha("theirs") },
    known: { 0: { 404: absent } },
  },
  {
    name: "a check run",
    run: (client) =>
      applyCheckRun(client, repository, {
        sha: sha("base"),
        conclusion: "success",
        problems: [],
        listPath: "list.json",
        title: "Fine",
        summary: "All is well.",
      }),
    steps: [checkRun],
    outcome: undefined,
  },
];

const faults: readonly (readonly [string, Fault, object])[] = [
  ["401", { status: 401 }, { kind: "outage", status: 401 }],
  ["403", { status: 403 }, { kind: "refused", reason: "forbidden" }],
  ["404", { status: 404 }, { kind: "refused", reason: "gone" }],
  ["409", { status: 409 }, { status: 409 }],
  ["422", { status: 422 }, { status: 422 }],
  ["429", { status: 429 }, { kind: "outage", retryAfter: 60 }],
  ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }, { kind: "outage", retryAfter: 7 }],
  ["500", { status: 500 }, { kind: "outage", status: 500 }],
  ["a dropped connection", "dropped", { kind: "outage" }],
];

describe.each(scenarios)("$name", ({ run, steps, outcome, known }) => {
  it("takes these requests and no others", async () => {
    const github = mockGithub();
    github.expect(...steps);
    expect(await run(github.client)).toEqual(outcome);
    expect(github.check()).toEqual([]);
    expect(github.made).toHaveLength(steps.length);
  });

  const cases = steps.flatMap((step, at) => faults.map(([name, fault, error]) => ({ name, step, at, fault, error })));
  it.each(cases)("meets $name at request $at: $step.request", async ({ step, at, fault, error }) => {
    const github = mockGithub();
    github.expect(...steps.slice(0, at));
    const read = step.request.startsWith("GET");
    const retried = read && (fault === "dropped" || fault.status === 500);
    // A read is tried four times; a write once, for it may have been done.
    github.fail(step, fault, retried ? 4 : 1);
    const status = fault === "dropped" ? 500 : fault.status;
    const meant = known?.[at]?.[status];
    github.expect(...(meant?.next ?? followUp(step, status)));
    const expected = meant === undefined ? error : meant.error;
    const answer = await run(github.client).catch((thrown: unknown) => ({ thrown }));
    expect(answer).toEqual(expected === undefined ? meant?.outcome : thrownLike(expected));
    expect(github.check()).toEqual([]);
  });
});

function thrownLike(error: object): object {
  return { thrown: expect.objectContaining(error) as unknown };
}

/** What is read to tell one meaning of a refusal from another, before the error is passed on. */
function followUp(step: Step, status: number): readonly Step[] {
  if (status !== 422) return [];
  if (step.request === "POST git/refs") return [noRef];
  if (step.request === "POST pulls") {
    return [{ ...findPull, answer: [] }];
  }
  return [];
}

describe("a pull request that GitHub has, but does not list yet", () => {
  it("is left to the next look", async () => {
    const github = mockGithub();
    const message = "Validation Failed";
    const errors = [
      { resource: "PullRequest", code: "custom", message: `A pull request already exists for octo:${ourBranch}.` },
    ];
    const exists: Step = {
      ...makePull,
      status: 422,
      answer: { message, errors, documentation_url: "https://docs.github.com" },
    };
    github.expect(makeTree, makeCommit, makeRef, exists, { ...findPull, answer: [] });
    const run = applyProposal(github.client, repository, proposal);
    await expect(run).rejects.toMatchObject({ kind: "outage", retryAfter: 5 });
    expect(github.check()).toEqual([]);
  });
});

describe("a check run with problems", () => {
  const problem: Problem = {
    code: "unknown-category",
    severity: "error",
    field: "papers[0].categories",
    message: 'There is no category "embodiment/acton-head".',
    nearest: "embodiment/action-head",
    example: '"categories": ["embodiment/action-head"]',
    position: { line: 40, column: 7 },
  };
  const write = {
    sha: sha("base"),
    conclusion: "failure",
    listPath: "list.json",
    title: "Broken",
    summary: "Mend it.",
  } as const;

  it("stands on the line, with how to mend it", async () => {
    const github = mockGithub();
    github.expect({
      ...checkRun,
      body: {
        name: "awesome-papers",
        head_sha: sha("base"),
        status: "completed",
        conclusion: "failure",
        output: {
          title: "Broken",
          summary: "Mend it.",
          annotations: [
            {
              path: "list.json",
              start_line: 40,
              end_line: 40,
              start_column: 7,
              end_column: 7,
              annotation_level: "failure",
              title: "papers[0].categories",
              message:
                'There is no category "embodiment/acton-head".\nDid you mean embodiment/action-head?\nExample: "categories": ["embodiment/action-head"]',
            },
            {
              path: "README.md",
              start_line: 1,
              end_line: 1,
              annotation_level: "warning",
              title: "region",
              message: "Odd.",
            },
          ],
        },
      },
    });
    const warning: Problem = {
      code: "region-unknown",
      severity: "warning",
      field: "region",
      file: "README.md",
      message: "Odd.",
    };
    await applyCheckRun(github.client, repository, { ...write, problems: [problem, warning] });
    expect(github.check()).toEqual([]);
  });

  it("counts those that GitHub has no room for, and is not made twice", async () => {
    const github = mockGithub();
    github.expect({ ...checkRun });
    const problems = Array.from({ length: 53 }, () => problem);
    await applyCheckRun(github.client, repository, { ...write, problems });
    await applyCheckRun(github.client, repository, { ...write, problems });
    expect(github.bodies[0]).toMatchObject({ output: { summary: "Mend it.\n\n…and 3 more problems." } });
    expect(github.bodies[0]).toHaveProperty("output.annotations.length", 50);
    expect(github.check()).toEqual([]);
  });
});

it("leaves a branch that a rule of the repository keeps", async () => {
  const github = mockGithub();
  const message = "Repository rule violations found\n\nCannot delete this branch";
  github.expect(readRef(sha("head")), { ...removeRef, status: 422, answer: { message } });
  const done = await deleteBranch(github.client, repository, { branch: ourBranch, expected: sha("head") });
  expect(done).toEqual({ kind: "refused" });
  expect(github.check()).toEqual([]);
});

it("takes a limit that a write meets for a limit, and not for a branch that refuses us", async () => {
  const github = mockGithub();
  const limited = {
    status: 403,
    headers: { "retry-after": "60" },
    answer: { message: "You have exceeded a secondary rate limit." },
  };
  github.expect(makeTree, makeRegeneration, { ...moveMain, ...limited });
  const write = applyCommit(github.client, repository, { base, files: proposal.files, title: "Regenerate" });
  await expect(write).rejects.toMatchObject({ kind: "outage", retryAfter: 60 });
  expect(github.check()).toEqual([]);
});
