import { parseProposalBranch, regenerateBranch } from "./names.ts";
import type { RepositoryRef, Subject } from "./snapshot.ts";

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
          readonly head: { readonly ref: string; readonly repo?: { readonly id: number } | null };
        }
      | undefined;
    readonly ref?: string | undefined;
    readonly after?: string | undefined;
    readonly check_run?:
      | { readonly name?: string; readonly check_suite?: CheckSuite | null; readonly head_sha?: string }
      | undefined;
    readonly check_suite?: CheckSuite | undefined;
  };
}

interface CheckSuite {
  readonly head_branch?: string | null;
  readonly head_sha?: string;
}

const issueActions = new Set(["opened", "edited", "reopened", "closed", "unlocked", "transferred", "deleted"]);
const commentActions = new Set(["created", "edited", "deleted"]);
const pullActions = new Set(["closed", "reopened", "edited", "synchronize"]);
const checkActions = new Set(["rerequested", "requested_action", "completed"]);

/**
 * Which subjects an event concerns. What a bot did, we ourselves included, concerns none:
 * except a push to the default branch and a closed pull request, which may be the merge that we just made.
 */
export function subjectsOfEvent(event: WebhookEvent): readonly Subject[] {
  const { payload } = event;
  const repository = repositoryOf(payload.repository);
  if (repository === undefined) return [];
  const byBot = payload.sender?.type === "Bot";
  const action = payload.action ?? "";
  const issue = (number: number): Subject => ({ kind: "issue", repository, number });
  const branch: Subject = { kind: "branch", repository };
  switch (event.name) {
    case "issues":
      return !byBot &&
        issueActions.has(action) &&
        payload.issue !== undefined &&
        payload.issue.pull_request === undefined
        ? [issue(payload.issue.number)]
        : [];
    case "issue_comment":
      return !byBot &&
        commentActions.has(action) &&
        payload.issue !== undefined &&
        payload.issue.pull_request === undefined
        ? [issue(payload.issue.number)]
        : [];
    case "pull_request": {
      if (!pullActions.has(action) || (byBot && action !== "closed")) return [];
      const head = payload.pull_request?.head;
      if (head === undefined || head.repo?.id !== repository.id) return [];
      return ofBranch(head.ref);
    }
    case "push": {
      if (payload.ref === `refs/heads/${repository.defaultBranch}`) {
        return [payload.after === undefined ? branch : { ...branch, pushed: payload.after }];
      }
      return byBot || payload.ref?.startsWith("refs/heads/") !== true ? [] : ofBranch(payload.ref.slice(11));
    }
    case "check_run":
    case "check_suite": {
      const ref = (payload.check_suite ?? payload.check_run?.check_suite)?.head_branch;
      if (!checkActions.has(action) || ref === undefined || ref === null) return [];
      if (ref !== repository.defaultBranch) return ofBranch(ref);
      const sha = (payload.check_run ?? payload.check_suite)?.head_sha;
      if (action === "rerequested" && sha !== undefined) return [{ ...branch, recheck: sha }];
      return action === "completed" ? [] : [branch];
    }
    case "repository":
      return byBot || payload.repository?.archived === true ? [] : [branch];
    default:
      return [];
  }

  function ofBranch(ref: string): readonly Subject[] {
    if (ref === regenerateBranch) return [branch];
    const number = parseProposalBranch(ref);
    return number === undefined ? [] : [issue(number)];
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
