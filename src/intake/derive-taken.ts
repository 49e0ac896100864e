import type { ListChange } from "../list/list-change.ts";
import { paperShape } from "../list/list-shape.ts";
import { checkShape } from "../list/check-shape.ts";
import type { List } from "../list/list.ts";
import { lengthInTag, parseProposalTag } from "./comment-tag.ts";
import type { CommitAuthor, IssueSnapshot, LeftAlone, PaperEdit, Proposal, PushedEdits } from "./snapshot.ts";
import type { OpenSuggestion } from "./suggestion.ts";
import { takeEdits } from "./take-edits.ts";

/** Beside what was looked up there is room for this much in a tag. */
const longestTaken = 5_000;

/** What is proposed: what is suggested, with what people pushed to our branch. */
export function deriveTaken(
  snapshot: IssueSnapshot,
  list: List,
  suggested: readonly ListChange[],
): Pick<OpenSuggestion, "changes" | "taken" | "left"> {
  const proposal = findNewest(snapshot);
  const { head } = proposal ?? {};
  const pushed = head?.pushed;
  if (head?.madeBy !== undefined && (pushed === undefined || "because" in pushed)) {
    return leave(suggested, head.madeBy, pushed?.because ?? "no-commit-of-ours");
  }
  const now = pushed === undefined || "because" in pushed ? undefined : pushed;
  const kept = parseTaken(proposal).filter(({ on }) => on !== (now?.on ?? head?.sha));
  const pushes = now === undefined || now.papers.length === 0 ? kept : [...kept, now];
  if (pushes.length === 0) return { changes: suggested };
  const by = [...new Set(pushes.flatMap((push) => push.by.map(({ name }) => name)))].join(", ");
  if (lengthInTag(pushes) > longestTaken) return leave(suggested, by, "too-much");
  // What is not complete takes nothing in, and forgets nothing.
  if (suggested.length === 0) return { changes: suggested, taken: { pushes, conflicts: [] } };
  const edits = pushes.flatMap(({ papers }) => papers);
  const taken = takeEdits(list, suggested, edits);
  if (taken === undefined) return leave(suggested, by, "outdated");
  return { changes: taken.changes, taken: { pushes, conflicts: taken.conflicts } };
}

/** The open one; else the one that was taken back, and is proposed anew. */
function findNewest({ proposals }: IssueSnapshot): Proposal | undefined {
  const open = proposals.find(({ state }) => state === "open");
  return open ?? proposals.slice(0, 1).find(({ state }) => state === "closed");
}

function leave(
  changes: readonly ListChange[],
  by: string,
  because: LeftAlone["because"],
): Pick<OpenSuggestion, "changes" | "left"> {
  return { changes, left: { by, because } };
}

/** Whoever may write in the repository may edit the tag: what is not as we write it is as if it were not there. */
export function parseTaken(proposal: Pick<Proposal, "body"> | undefined): readonly PushedEdits[] {
  const taken: unknown = proposal && parseProposalTag(proposal.body)?.taken;
  return Array.isArray(taken) && taken.every(isPushedEdits) ? taken : [];
}

function isPushedEdits(value: unknown): value is PushedEdits {
  const { on, by, papers } = Object(value) as Partial<Record<keyof PushedEdits, unknown>>;
  return (
    typeof on === "string" && Array.isArray(by) && by.every(isAuthor) && Array.isArray(papers) && papers.every(isEdit)
  );
}

function isAuthor(value: unknown): value is CommitAuthor {
  const { name, email } = Object(value) as Partial<Record<keyof CommitAuthor, unknown>>;
  return typeof name === "string" && typeof email === "string";
}

function isEdit(value: unknown): value is PaperEdit {
  const { id, before, after } = Object(value) as Partial<Record<keyof PaperEdit, unknown>>;
  if (typeof id !== "string" || (before === undefined && !hasOwn(after, "title"))) return false;
  // The least that a paper has, and what the edit has of it.
  const least = { id, title: "A", categories: ["a"], links: [{ kind: "paper", url: "https://example.org" }] };
  return [before, after].every(
    (fields) =>
      fields === undefined ||
      (typeof fields === "object" && checkShape({ ...least, ...fields }, paperShape).length === 0),
  );
}

function hasOwn(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
