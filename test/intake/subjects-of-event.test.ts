import examples from "@octokit/webhooks-examples" with { type: "json" };
import { describe, expect, it } from "vitest";
import type { Subject } from "../../src/intake/snapshot.ts";
import { subjectsOfEvent, type WebhookEvent } from "../../src/intake/subjects-of-event.ts";

interface Example {
  readonly name: string;
  readonly examples: readonly WebhookEvent["payload"][];
}

/** A real payload of GitHub's for this event, with its sender a person unless said otherwise. */
function payload(name: string, action?: string, more: object = {}): WebhookEvent["payload"] {
  const found = (examples as unknown as readonly Example[])
    .find((one) => one.name === name)
    ?.examples.find((one) => action === undefined || one.action === action);
  if (found === undefined) throw new Error(`no example of ${name} ${action ?? ""}`);
  return { ...found, ...(action === undefined ? {} : { action }), sender: { id: 1, type: "User" }, ...more };
}

const look = (name: string, action?: string, more?: object): readonly string[] =>
  subjectsOfEvent({ name, payload: payload(name, action, more) }).map(printKind);

function printKind(subject: Subject): string {
  switch (subject.kind) {
    case "issue":
      return `#${subject.number}`;
    case "pull":
      return `!${subject.number}${subject.recheck === undefined ? "" : ` again ${subject.recheck}`}`;
    case "commit":
      return `@${subject.sha}${subject.recheck === undefined ? "" : " again"}`;
    case "branch":
    case "dashboard":
      return subject.kind;
  }
}
const bot = { sender: { id: 9, type: "Bot" } };
const head = (ref: string, repo = payload("pull_request", "closed").repository?.id ?? 0): object => ({
  pull_request: { number: 5, head: { ref, sha: "5ha", repo: { id: repo } }, user: { type: "User" } },
});
const fork = head("patch-1", 999);
const byBot = { pull_request: { number: 5, head: { ref: "bump", sha: "5ha", repo: null }, user: { type: "Bot" } } };

describe("subjectsOfEvent", () => {
  it.each([
    ["issues opened", look("issues", "opened"), ["#1"]],
    ["issues edited", look("issues", "edited"), ["#1"]],
    ["issues labeled", look("issues", "labeled"), []],
    ["issues opened by a bot", look("issues", "opened", bot), []],
    ["issue_comment created", look("issue_comment", "created"), ["#1"]],
    ["issue_comment by a bot", look("issue_comment", "created", bot), []],
    [
      "a comment on a pull request",
      look("issue_comment", "created", { issue: { number: 3, pull_request: {} } }),
      ["!3"],
    ],
    [
      "our comment on a pull request",
      look("issue_comment", "created", { issue: { number: 3, pull_request: {} }, ...bot }),
      [],
    ],
    [
      "a push to the default branch",
      look("push", undefined, { ref: `refs/heads/${payload("push").repository?.default_branch ?? ""}` }),
      ["branch"],
    ],
    [
      "our own push there, after our merge",
      look("push", undefined, { ref: `refs/heads/${payload("push").repository?.default_branch ?? ""}`, ...bot }),
      ["branch"],
    ],
    ["a push to a branch of ours", look("push", undefined, { ref: "refs/heads/awesome-papers/issue-12" }), ["#12"]],
    ["our own push to it", look("push", undefined, { ref: "refs/heads/awesome-papers/issue-12", ...bot }), []],
    ["a push to another branch", look("push", undefined, { ref: "refs/heads/topic" }), []],
    ["a tag", look("push", undefined, { ref: "refs/tags/v1" }), []],
    ["our pull request closed by a person", look("pull_request", "closed", head("awesome-papers/issue-7")), ["#7"]],
    [
      "our pull request closed by us",
      look("pull_request", "closed", { ...head("awesome-papers/issue-7"), ...bot }),
      ["#7"],
    ],
    ["the stack of a batch closed", look("pull_request", "closed", head("awesome-papers/stack")), ["dashboard"]],
    ["the regeneration closed", look("pull_request", "closed", head("awesome-papers/regenerate")), ["branch"]],
    ["somebody's pull request closed", look("pull_request", "closed", head("patch-1")), ["!5"]],
    ["a fork's branch of our name", look("pull_request", "closed", head("awesome-papers/issue-7", 999)), ["!5"]],
    ["a fork's pull request opened", look("pull_request", "opened", fork), ["!5"]],
    ["one pushed to", look("pull_request", "synchronize", fork), ["!5"]],
    ["one pushed to by us", look("pull_request", "synchronize", { ...fork, ...bot }), ["!5"]],
    ["a bot's own pushed to by it", look("pull_request", "synchronize", { ...byBot, ...bot }), []],
    ["a bot's own opened", look("pull_request", "opened", { ...byBot, ...bot }), []],
    ["a bot's own reopened by a person", look("pull_request", "reopened", byBot), ["!5"]],
    ["a draft that is ready", look("pull_request", "ready_for_review", fork), ["!5"]],
    [
      "another title",
      look("pull_request", "closed", { ...fork, action: "edited", changes: { title: { from: "x" } } }),
      [],
    ],
    [
      "another base",
      look("pull_request", "closed", { ...fork, action: "edited", changes: { base: { ref: { from: "x" } } } }),
      ["!5"],
    ],
    ["a label", look("pull_request", "labeled", fork), []],
    [
      "our pull request opened: its head needs a check run",
      look("pull_request", "opened", { ...head("awesome-papers/issue-7"), ...bot }),
      ["@5ha"],
    ],
    [
      "our pull request pushed to by a person",
      look("pull_request", "synchronize", head("awesome-papers/issue-7")),
      ["#7", "@5ha"],
    ],
    ["our replacement closed", look("pull_request", "closed", head("awesome-papers/pull-4")), ["!4"]],
    [
      "a merge queue",
      look("merge_group", "checks_requested", {
        repository: payload("push").repository,
        merge_group: { head_sha: "9a", base_ref: `refs/heads/${payload("push").repository?.default_branch ?? ""}` },
      }),
      ["@9a"],
    ],
    [
      "a merge queue of another branch",
      look("merge_group", "checks_requested", { merge_group: { head_sha: "9a", base_ref: "refs/heads/next" } }),
      [],
    ],
    [
      "a branch that only looks like ours",
      look("push", undefined, { ref: "refs/heads/awesome-papers/issue-007x" }),
      [],
    ],
    ["a star", look("star", "created"), []],
    ["an installation", look("installation", "created"), []],
  ])("%s", (_, found, wanted) => {
    expect(found).toEqual(wanted);
  });

  it.each([
    ["no repository", { repository: undefined }],
    [
      "a check of another branch",
      { repository: payload("push").repository, check_suite: { head_branch: "topic" }, action: "completed" },
    ],
  ])("finds nothing in %s", (_, more) => {
    expect(subjectsOfEvent({ name: "check_suite", payload: more })).toEqual([]);
  });

  it("knows which commit's check is asked for again", () => {
    const repository = payload("push").repository;
    const head_branch = repository?.default_branch ?? "";
    const recheck = (name: string, more: object): unknown =>
      subjectsOfEvent({ name, payload: { action: "rerequested", repository, ...more } });
    const wanted = [{ kind: "branch", recheck: "abc" }];
    expect(recheck("check_run", { check_run: { head_sha: "abc", check_suite: { head_branch } } })).toMatchObject(
      wanted,
    );
    expect(recheck("check_suite", { check_suite: { head_sha: "abc", head_branch } })).toMatchObject(wanted);
  });

  it("finds the pull requests whose check is asked for again by their numbers, those of forks by the commit", () => {
    const { repository } = payload("push");
    const again = (pull_requests: readonly object[], head_branch: string | null): readonly string[] =>
      subjectsOfEvent({
        name: "check_suite",
        payload: {
          action: "rerequested",
          repository,
          check_suite: { head_sha: "5ha", head_branch, pull_requests } as NonNullable<
            WebhookEvent["payload"]["check_suite"]
          >,
        },
      }).map(printKind);
    expect(again([{ number: 5, base: { repo: { id: repository?.id } } }], "patch-1")).toEqual(["!5 again 5ha"]);
    expect(again([{ number: 5, base: { repo: { id: 1 } } }], "patch-1")).toEqual(["@5ha again"]);
    expect(again([], null)).toEqual(["@5ha again"]);
  });

  it("looks at the default branch when its check is asked for again, and at a suggestion when checks of its pull request end", () => {
    const repository = payload("push").repository;
    const run = (action: string, head_branch: string, name: string): unknown =>
      subjectsOfEvent({
        name: "check_run",
        payload: { action, repository, check_run: { name, head_sha: "1", check_suite: { head_branch } } },
      }).map(({ kind }) => kind);
    expect(run("rerequested", repository?.default_branch ?? "", "awesome-papers")).toEqual(["branch"]);
    expect(run("completed", repository?.default_branch ?? "", "tests")).toEqual([]);
    expect(run("completed", "awesome-papers/issue-3", "tests")).toEqual(["issue"]);
    expect(run("completed", "awesome-papers/issue-3", "awesome-papers")).toEqual([]);
  });
});
