import examples from "@octokit/webhooks-examples" with { type: "json" };
import { describe, expect, it } from "vitest";
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
  subjectsOfEvent({ name, payload: payload(name, action, more) }).map((subject) =>
    subject.kind === "issue" ? `#${subject.number}` : "branch",
  );
const bot = { sender: { id: 9, type: "Bot" } };
const head = (ref: string, repo = payload("pull_request", "closed").repository?.id ?? 0): object => ({
  pull_request: { number: 5, head: { ref, repo: { id: repo } } },
});

describe("subjectsOfEvent", () => {
  it.each([
    ["issues opened", look("issues", "opened"), ["#1"]],
    ["issues edited", look("issues", "edited"), ["#1"]],
    ["issues labeled", look("issues", "labeled"), []],
    ["issues opened by a bot", look("issues", "opened", bot), []],
    ["issue_comment created", look("issue_comment", "created"), ["#1"]],
    ["issue_comment by a bot", look("issue_comment", "created", bot), []],
    ["a comment on a pull request", look("issue_comment", "created", { issue: { number: 3, pull_request: {} } }), []],
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
    ["the regeneration closed", look("pull_request", "closed", head("awesome-papers/regenerate")), ["branch"]],
    ["somebody's pull request closed", look("pull_request", "closed", head("patch-1")), []],
    ["a fork's branch of our name", look("pull_request", "closed", head("awesome-papers/issue-7", 999)), []],
    ["our pull request opened", look("pull_request", "opened", { ...head("awesome-papers/issue-7"), ...bot }), []],
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

  it("looks at the default branch when its check is asked for again, and at a suggestion when checks of its pull request end", () => {
    const repository = payload("push").repository;
    const suite = (action: string, head_branch: string): unknown =>
      subjectsOfEvent({ name: "check_suite", payload: { action, repository, check_suite: { head_branch } } }).map(
        ({ kind }) => kind,
      );
    expect(suite("rerequested", repository?.default_branch ?? "")).toEqual(["branch"]);
    expect(suite("completed", repository?.default_branch ?? "")).toEqual([]);
    expect(suite("completed", "awesome-papers/issue-3")).toEqual(["issue"]);
  });
});
