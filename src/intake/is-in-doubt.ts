import { applyChanges } from "../list/apply-changes.ts";
import { diffLists } from "../list/diff-lists.ts";
import { findDuplicate, indexOf } from "../list/duplicates.ts";
import { findListedPaper } from "../list/find-listed-paper.ts";
import { findLikelihood } from "../list/likely-duplicates.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { mergeTexts } from "../list/merge-texts.ts";
import type { Paper } from "../list/paper.ts";
import type { Sides } from "../list/sides.ts";
import type { SettledProposal } from "./settled-proposal.ts";

/** What the list became since a proposal was looked at. */
export interface ListMove {
  readonly now: List;
  /** The papers that came or changed, also as they were before. */
  readonly papers: readonly Paper[];
}

/** Each is compared with each paper that is proposed. */
const mostPapers = 200;

/**
 * How a list moved; undefined where that puts every proposal in doubt: something beside the papers is another, a paper was
 * taken out, which frees its names, or too many papers are others.
 */
export function findListMove(before: List, now: List): ListMove | undefined {
  const { changes, outside } = diffLists(before, now);
  if (Object.keys(outside).length > 0 || changes.some(({ kind }) => kind === "remove")) return undefined;
  const ids = new Set(changes.map((change) => (change.kind === "add" ? change.paper.id : change.id)));
  const papers = [...before.papers, ...now.papers].filter(({ id }) => ids.has(id));
  return papers.length > mostPapers ? undefined : { now, papers };
}

/**
 * Whether a look at a proposal could find anything to do now that the list moved: a paper of it, or one that may be the same,
 * changed; or git would not make of it what we would write.
 *
 * @param texts of the list: below our commit, with it, and now
 */
export function isInDoubt(proposal: SettledProposal, { now, papers }: ListMove, texts: Sides<string>): boolean {
  const { changes, named, reference } = proposal;
  const ids = new Set(papers.map(({ id }) => id));
  if (changes.some((change) => ids.has(change.kind === "add" ? change.paper.id : change.id))) return true;
  if (reference !== undefined && findListedPaper({ ...now, papers }, reference).kind !== "none") return true;
  const mayBeThere = named.some(
    (one) =>
      findDuplicate(indexOf(papers), one) !== undefined ||
      papers.some((other) => findLikelihood(one, other) !== undefined),
  );
  if (mayBeThere) return true;
  const { list, conflicts } = applyChanges(now, changes);
  return conflicts.length > 0 || mergeTexts(texts) !== printList(list);
}
