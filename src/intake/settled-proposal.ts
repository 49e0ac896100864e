import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import { namedOf } from "../list/named-of.ts";
import type { Named } from "../list/paper-names.ts";
import type { Effect } from "./effect.ts";
import { gitBlobId } from "./git-blob-id.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import type { Suggestion } from "./suggestion.ts";

/** An open proposal that a look left with nothing to wait for: only its issue, its branch or the list can change what it is. */
export interface SettledProposal {
  readonly changes: readonly ListChange[];
  /** All that is known of its papers, those as they would be among it. */
  readonly named: readonly Named[];
  /** A person's words for the paper that it corrects or removes. */
  readonly reference?: string;
  /** Blobs of the list, at its head and in the commit below that. */
  readonly listBlob: string;
  readonly baseListBlob: string;
}

/** What a look leaves once its effects are true; undefined where anything about it is still open, or a person has a hand in it. */
export function findSettledProposal(
  snapshot: IssueSnapshot,
  suggestion: Suggestion,
  effects: readonly Effect[],
): SettledProposal | undefined {
  const list = snapshot.base?.list;
  if (suggestion.kind !== "open" || list === undefined) return undefined;
  const { papers, changes, left, taken, approval, problems } = suggestion;
  const isOpen = papers.some(({ state, waitingFor }) => state.kind !== "ready" || waitingFor.length > 0);
  if (isOpen || problems.length > 0) return undefined;
  if (left !== undefined || taken !== undefined || approval !== undefined) return undefined;
  const blobs = blobsAfter(snapshot, effects);
  if (blobs === undefined) return undefined;
  const reference = papers.find(({ correction }) => correction !== undefined)?.answers["paper"];
  const named = [...papers.map((paper) => paper.named), ...papersOf(list, changes)].filter(({ title }) => title !== "");
  return { changes, named, ...(reference !== undefined && { reference }), ...blobs };
}

function blobsAfter(
  { proposals, base }: IssueSnapshot,
  effects: readonly Effect[],
): Pick<SettledProposal, "listBlob" | "baseListBlob"> | undefined {
  const effect = effects.find((one) => one.kind === "proposal");
  const [file] = effect?.files ?? [];
  const head = proposals.find(({ state }) => state === "open")?.head;
  const [listBlob, baseListBlob] =
    effect?.commit === true && file !== undefined
      ? [gitBlobId(file.text), base?.listBlob]
      : [head?.listBlob, head?.baseListBlob];
  return listBlob === undefined || baseListBlob === undefined ? undefined : { listBlob, baseListBlob };
}

/** The papers of the changes, as they would be. */
function papersOf(list: List, changes: readonly ListChange[]): readonly Named[] {
  const ids = new Set(changes.map((change) => (change.kind === "add" ? change.paper.id : change.id)));
  const papers = list.papers.filter(({ id }) => ids.has(id));
  return applyChanges({ ...list, papers }, changes).list.papers.map(namedOf);
}
