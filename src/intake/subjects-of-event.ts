import { checkName, isOurBranch } from "./names.ts";
import type { RepositoryRef, Subject } from "./snapshot.ts";
import { findSubjectOfBranch } from "./subject-of-branch.ts";

/**
 * The part of a webhook that says which subjects to look at again; everything else in it is ignored.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export interface WebhookEvent {
  readonly name: string;
  readonly payload: {
    readonly action?: string | undefined;
    readonly sender?: { readonly id: number; readonly type?: string | undefined } | undefined;
    readonly repository?:
      | {
          readonly id: number;
          readonly name: string;
          readonly default_branch?: string | undefined;
          readonly html_url?: string | undefined;
          readonly archived?: boolean | undefined;
          readonly owner: { readonly login: string };
        }
      | undefined;
    readonly issue?: { readonly number: number; readonly pull_request?: unknown } | undefined;
    readonly pull_request?:
      | {
          readonly number: number;
          readonly user?: { readonly type?: string | undefined } | null | undefined;
          readonly head: {
            readonly ref: string;
            readonly sha?: string | undefined;
            readonly repo?: { readonly id: number } | null | undefined;
          };
        }
      | undefined;
    readonly changes?: { readonly base?: unknown } | undefined;
    readonly ref?: string | undefined;
    readonly after?: string | undefined;
    readonly check_run?:
      | {
          readonly name?: string | undefined;
          readonly check_suite?: CheckSuite | null | undefined;
          readonly head_sha?: string | undefined;
          readonly pull_requests?: readonly PullOfCheck[] | undefined;
        }
      | undefined;
    readonly check_suite?: CheckSuite | undefined;
    readonly merge_group?: { readonly head_sha: string; readonly base_ref: string } | undefined;
  };
}

interface CheckSuite {
  readonly head_branch?: string | null | undefined;
  readonly head_sha?: string | undefined;
  readonly pull_requests?: readonly PullOfCheck[] | undefined;
}

/** From the repository itself only: of a fork's GitHub says nothing here. */
interface PullOfCheck {
  readonly number: number;
  readonly base?: { readonly repo?: { readonly id: number } | undefined } | undefined;
}

const issueActions = new Set(["opened", "edited", "reopened", "closed", "unlocked", "transferred", "deleted"]);
const commentActions = new Set(["created", "edited", "deleted"]);
const pullActions = new Set(["opened", "closed", "reopened", "edited", "synchronize", "ready_for_review", "unlocked"]);
/** Of a proposal of ours, whose words are read when its issue is looked at. */
const proposalActions = new Set(["closed", "reopened", "edited", "synchronize"]);
/** After these a head is new, or new to be merged: it needs a check run. */
const headActions = new Set(["opened", "reopened", "synchronize"]);

/**
 * Which subjects an event concerns. What a bot did, we ourselves included, concerns none: except a push to the default
 * branch and a closed pull request, which may be the merge that we just made; and a new head of a person's pull request
 * or of a proposal of ours, which needs a check run whoever pushed it.
 */
export function subjectsOfEvent(event: WebhookEvent): readonly Subject[] {
  const { payload } = event;
  const repository = repositoryOf(payload.repository);
  if (repository === undefined) return [];
  const byBot = payload.sender?.type === "Bot";
  const action = payload.action ?? "";
  const issue = (number: number): Subject => ({ kind: "issue", repository, number });
  const pull = (number: number, again: { readonly recheck?: string } = {}): Subject => ({
    kind: "pull",
    repository,
    number,
    ...again,
  });
  const commit = (sha: string, again: { readonly recheck?: string } = {}): Subject => ({
    kind: "commit",
    repository,
    sha,
    ...again,
  });
  const branch: Subject & { kind: "branch" } = { kind: "branch", repository };
  const { id, defaultBranch } = repository;
  switch (event.name) {
    case "issues":
      return !byBot &&
        issueActions.has(action) &&
        payload.issue !== undefined &&
        payload.issue.pull_request === undefined
        ? [issue(payload.issue.number)]
        : [];
    case "issue_comment": {
      if (byBot || !commentActions.has(action) || payload.issue === undefined) return [];
      const { number, pull_request } = payload.issue;
      return [pull_request === undefined ? issue(number) : pull(number)];
    }
    case "pull_request":
      return payload.pull_request === undefined ? [] : ofPull(payload.pull_request);
    case "push": {
      if (payload.ref === `refs/heads/${defaultBranch}`) {
        return [payload.after === undefined ? branch : { ...branch, pushed: payload.after }];
      }
      return byBot || payload.ref?.startsWith("refs/heads/") !== true ? [] : ofBranch(payload.ref.slice(11));
    }
    case "check_run":
    case "check_suite":
      return ofCheck(payload.check_run, payload.check_suite);
    case "merge_group":
      return action === "checks_requested" && payload.merge_group?.base_ref === `refs/heads/${defaultBranch}`
        ? [commit(payload.merge_group.head_sha)]
        : [];
    case "repository":
      return byBot || payload.repository?.archived === true ? [] : [branch];
    default:
      return [];
  }

  function ofPull({ number, head, user }: NonNullable<WebhookEvent["payload"]["pull_request"]>): readonly Subject[] {
    if (head.repo?.id === id && isOurBranch(head.ref)) {
      const subjects = proposalActions.has(action) && (!byBot || action === "closed") ? ofBranch(head.ref) : [];
      return headActions.has(action) && head.sha !== undefined ? [...subjects, commit(head.sha)] : subjects;
    }
    const isNews = action === "closed" || (action === "synchronize" && user?.type !== "Bot");
    if (!pullActions.has(action) || (byBot && !isNews)) return [];
    // Its words say nothing about the list; where it goes does.
    return action === "edited" && payload.changes?.base === undefined ? [] : [pull(number)];
  }

  function ofCheck(run: WebhookEvent["payload"]["check_run"], suite: CheckSuite | undefined): readonly Subject[] {
    const ref = (suite ?? run?.check_suite)?.head_branch ?? undefined;
    const { head_sha: sha, pull_requests: pulls = [] } = run ?? suite ?? {};
    if (action === "completed" || action === "requested_action") {
      // A suite ends with its last run, which was told; our own says what we know.
      return run === undefined || run.name === checkName || ref === undefined ? [] : ofBranch(ref);
    }
    if (action !== "rerequested" || sha === undefined) return [];
    if (ref === defaultBranch) return [{ ...branch, recheck: sha }];
    const known = pulls.filter(({ base }) => base?.repo === undefined || base.repo.id === id);
    if (known.length === 0) return [commit(sha, { recheck: sha })];
    return known.map(({ number }) => pull(number, { recheck: sha }));
  }

  function ofBranch(ref: string): readonly Subject[] {
    const subject = repository && findSubjectOfBranch(repository, ref);
    return subject === undefined ? [] : [subject];
  }
}

function repositoryOf(repository: WebhookEvent["payload"]["repository"]): RepositoryRef | undefined {
  if (repository?.default_branch === undefined || repository.html_url === undefined) return undefined;
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    defaultBranch: repository.default_branch,
    url: repository.html_url,
  };
}
