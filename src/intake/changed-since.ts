import { hashChanges } from "../list/changes-hash.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import { parseProposalTag } from "./comment-tag.ts";
import type { IssueSnapshot } from "./snapshot.ts";

type Correcting = Exclude<ListChange, { readonly kind: "add" }>;

/**
 * What a change takes the place of, by field (of a removal: `paper`), each as a short hash; and a word for every field that
 * somebody changed in the list after the open proposal was first made: what is proposed is not what was looked at then.
 */
export function changedSince(
  { proposals }: IssueSnapshot,
  asked: string,
  paper: Paper,
  change: Correcting,
): { readonly first: Readonly<Record<string, string>>; readonly problems: readonly Problem[] } {
  const open = proposals.find(({ state }) => state === "open");
  const tag = open === undefined ? undefined : parseProposalTag(open.body);
  // Who asks for something else has seen what is there.
  const before = tag?.asked === asked ? (tag.first ?? {}) : {};
  const now = Object.fromEntries(
    Object.entries(replacedBy(paper, change)).map(([field, value]) => [field, hashValue(value)] as const),
  );
  const first = Object.fromEntries(
    Object.entries(now).map(([field, hash]) => [field, Object.hasOwn(before, field) ? String(before[field]) : hash]),
  );
  const problems = Object.keys(now)
    .filter((field) => first[field] !== now[field])
    .map((field): Problem => {
      const message =
        field === "paper"
          ? "The entry was changed in the list after this was asked for."
          : "This was changed in the list after the correction was asked for. Merged, the correction takes the place of that change.";
      return { code: "wrong-value", severity: "warning", field, message };
    });
  return { first, problems };
}

/**
 * What an approval is bound to: the changes, and what they take the place of. So none counts for a field that has become
 * something else since.
 */
export function hashProposed({ papers }: List, changes: readonly ListChange[]): string {
  return hashChanges(
    changes.map((change) => {
      const paper = change.kind === "add" ? undefined : papers.find(({ id }) => id === change.id);
      return change.kind === "add" || paper === undefined ? change : { ...change, was: replacedBy(paper, change) };
    }),
  );
}

function replacedBy(paper: Paper, change: Correcting): Readonly<Record<string, unknown>> {
  if (change.kind === "remove") return { paper };
  const fields = [...Object.keys(change.set), ...(change.unset ?? [])] as (keyof Paper)[];
  return Object.fromEntries(fields.map((field) => [field, paper[field]]));
}

function hashValue(value: unknown): string {
  return hashChanges([{ kind: "edit", id: "", set: { value } as Partial<Paper> }]).slice(0, 16);
}
