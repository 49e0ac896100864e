import { findDuplicate, indexPapers } from "../list/duplicates.ts";
import { findLikelyDuplicates, type LikelyDuplicate } from "../list/likely-duplicates.ts";
import type { NameKind, Named } from "../list/paper-names.ts";
import { parseProposalTag } from "./comment-tag.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/** Another suggestion of the repository, as far as it was seen. */
export interface KnownSuggestion {
  readonly issue: number;
  /** `pull`: a person's own pull request whose words name papers; nobody has read yet what it changes. */
  readonly kind: "open" | "refused" | "pull";
  readonly papers: readonly KnownPaper[];
  readonly refused?: { readonly by: string; readonly reason?: string };
}

export interface KnownPaper extends Named {
  /** It is in an open pull request of ours. */
  readonly proposed?: boolean;
}

/** What is known of the other suggestions of the repository. */
export interface Elsewhere {
  /** False until all of them were listed once: then "not found" means nothing yet. */
  readonly complete: boolean;
  /** Those that may be of one of the papers in question. */
  readonly known: readonly KnownSuggestion[];
}

/** One paper of another suggestion. */
export interface PaperElsewhere extends KnownPaper {
  readonly suggestion: KnownSuggestion;
}

/** Where a suggestion itself stands among those of the same paper. */
export interface Standing {
  readonly issue: number;
  readonly proposed: boolean;
}

/** With a pull request for other papers it stands no better. */
export function standingOf(
  { issue, proposals }: Pick<IssueSnapshot, "issue" | "proposals">,
  paper: string | undefined,
): Standing {
  const open = proposals.find(({ state }) => state === "open");
  const papers = open === undefined ? [] : (parseProposalTag(open.body)?.papers ?? []);
  return { issue: issue.number, proposed: paper !== undefined && papers.includes(paper) };
}

export interface FoundElsewhere {
  readonly certain?: {
    readonly suggestion: KnownSuggestion;
    readonly by: NameKind;
    readonly value: string;
    readonly title: string;
  };
  readonly likely: readonly LikelyDuplicate<PaperElsewhere>[];
  /** People's pull requests that name the same paper. */
  readonly pulls: readonly KnownSuggestion[];
}

/** Of two suggestions of one paper the one with a pull request goes first, else the older one; a refusal stands before both. */
function isBefore({ suggestion, proposed = false }: PaperElsewhere, own: Standing): boolean {
  if (suggestion.issue === own.issue || suggestion.kind === "pull") return false;
  if (suggestion.kind === "refused") return true;
  return proposed === own.proposed ? suggestion.issue < own.issue : proposed;
}

function papersElsewhere(known: Iterable<KnownSuggestion>): readonly PaperElsewhere[] {
  return [...known].flatMap((suggestion) => suggestion.papers.map((paper) => ({ ...paper, suggestion })));
}

/** Whether this paper is suggested elsewhere, or was refused, before this suggestion of it. */
export function findElsewhere(elsewhere: Elsewhere | undefined, own: Standing, paper: Named): FoundElsewhere {
  const known = elsewhere?.known ?? [];
  const pulls = known.filter(
    (one) => one.kind === "pull" && findDuplicate(indexPapers(one.papers), paper) !== undefined,
  );
  const before = papersElsewhere(known).filter((one) => isBefore(one, own));
  if (before.length === 0) return { likely: [], pulls };
  const index = indexPapers(before);
  const match = findDuplicate(index, paper);
  if (match === undefined) return { likely: findLikelyDuplicates(index, paper), pulls };
  const { by, value } = match;
  const { suggestion, title } = match.paper;
  return { certain: { suggestion, by, value, title }, likely: [], pulls };
}
