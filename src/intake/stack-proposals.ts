import { applyChanges } from "../list/apply-changes.ts";
import { equalData } from "../list/equal-data.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import type { OpenProposal } from "./dashboard-snapshot.ts";
import type { LeftOut } from "./effect.ts";

export interface StackStep {
  readonly proposal: OpenProposal;
  /** With the changes of this proposal and of all before it. */
  readonly list: List;
}

/**
 * Puts proposals one on top of the other, in their order. One that cannot be made true after those before it, or that says
 * something else of a field than one of them, is left out; so is one that changes nothing any more.
 */
export function stackProposals(
  list: List,
  proposals: readonly OpenProposal[],
): { readonly steps: readonly StackStep[]; readonly left: readonly LeftOut[] } {
  const steps: StackStep[] = [];
  const left: LeftOut[] = [];
  const edited = new Map<string, Set<keyof Paper>>();
  let now = list;
  for (const proposal of proposals) {
    const { changes, pull } = proposal;
    const next = applyChanges(now, changes);
    if (says(changes, edited, now)) left.push({ pull, why: "same-field" });
    else if (next.conflicts.length > 0 || next.list === now) left.push({ pull, why: "in-list" });
    else {
      now = next.list;
      steps.push({ proposal, list: now });
      for (const change of changes) remember(edited, change);
    }
  }
  return { steps, left };
}

/** Whether a field that was edited before would become something else. */
function says(
  changes: readonly ListChange[],
  edited: ReadonlyMap<string, ReadonlySet<keyof Paper>>,
  { papers }: List,
): boolean {
  return changes.some((change) => {
    if (change.kind === "add") return false;
    const fields = edited.get(change.id);
    if (fields === undefined || change.kind === "remove") return fields !== undefined;
    const paper = papers.find(({ id }) => id === change.id);
    return fieldsOf(change).some((field) => fields.has(field) && !equalData(paper?.[field], change.set[field]));
  });
}

function remember(edited: Map<string, Set<keyof Paper>>, change: ListChange): void {
  if (change.kind !== "edit") return;
  const fields = edited.get(change.id) ?? new Set();
  for (const field of fieldsOf(change)) fields.add(field);
  edited.set(change.id, fields);
}

function fieldsOf(change: ListChange & { kind: "edit" }): readonly (keyof Paper)[] {
  return [...(Object.keys(change.set) as (keyof Paper)[]), ...(change.unset ?? [])];
}
