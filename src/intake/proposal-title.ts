import type { ListChange } from "../list/list-change.ts";

const verbs = { add: "Add", edit: "Edit", remove: "Remove" } as const;

/** Of a commit and its pull request. Never words from outside: an id of ours and a number. */
export function proposalTitle(changes: readonly ListChange[], issue: number): string {
  const [first] = changes;
  const isOneKind = changes.every(({ kind }) => kind === first?.kind);
  const verb = verbs[isOneKind ? (first?.kind ?? "add") : "add"];
  const id = first?.kind === "add" ? first.paper.id : first?.id;
  return changes.length === 1 ? `${verb} ${id} (#${issue})` : `${verb} ${changes.length} papers (#${issue})`;
}

/** The issue that a pull request of ours is for, or the pull request that it replaces, as its title says. */
export function parseProposalTitle(title: string): number | undefined {
  const number = /\(#([1-9]\d{0,9})\)$/.exec(title)?.[1];
  return number === undefined ? undefined : Number(number);
}
