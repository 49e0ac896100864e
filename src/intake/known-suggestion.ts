import type { KnownSuggestion } from "./elsewhere.ts";
import { findIdentifiers } from "../list/identifiers.ts";
import type { Named } from "../list/paper-names.ts";
import { parseCommentTag } from "./comment-tag.ts";
import { findOurComment } from "./our-comment.ts";
import { writtenPapers } from "./refused-papers.ts";
import type { Comment, Issue, IssueSnapshot } from "./snapshot.ts";
import type { Suggestion } from "./suggestion.ts";

/** What others are to know of this suggestion; undefined where it stands in nobody's way. */
export function knownSuggestion(snapshot: IssueSnapshot, suggestion: Suggestion): KnownSuggestion | undefined {
  const issue = snapshot.issue.number;
  switch (suggestion.kind) {
    case "not-ours":
      return undefined;
    case "waiting":
      return knownByWords(snapshot.issue);
    case "withdrawn":
      return suggestion.because === "closed" && !suggestion.merged
        ? readRefusal(issue, findOurComment(snapshot))
        : undefined;
    case "rejected": {
      const { by, reason, papers } = suggestion;
      return { issue, kind: "refused", papers, refused: { by, ...(reason !== undefined && { reason }) } };
    }
    case "open": {
      // One that is a duplicate itself makes no other one a duplicate.
      const papers = suggestion.papers.flatMap(({ state, named }) =>
        state.kind === "duplicate" || state.kind === "accepted" || !isNamed(named)
          ? []
          : [{ ...named, proposed: state.kind === "ready" }],
      );
      return papers.length === 0 ? undefined : { issue, kind: "open", papers };
    }
  }
}

/** The same from a listing, before the issue itself was looked at. */
export function knownByWords(issue: Issue): KnownSuggestion | undefined {
  const papers = writtenPapers({ issue }, { edits: [] }).filter(isNamed);
  return papers.length === 0 ? undefined : { issue: issue.number, kind: "open", papers };
}

/** A person's pull request, by the identifiers that its title and text name. */
export function knownPull(pull: Pick<Issue, "number" | "title" | "body">): KnownSuggestion | undefined {
  const papers = findIdentifiers(`${pull.title}\n${pull.body}`).map(({ kind, value }): Named => ({
    title: "",
    identifiers: { [kind]: value },
  }));
  return papers.length === 0 ? undefined : { issue: pull.number, kind: "pull", papers };
}

/** What was refused, as our own comment there says; undefined where it says nothing of the kind, or is not as we wrote it. */
export function readRefusal(issue: number, comment: Comment | undefined): KnownSuggestion | undefined {
  const tag = comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
  if (tag?.topic !== "rejected" || tag.refused === undefined) return undefined;
  const { papers, ...refused } = tag.refused;
  return { issue, kind: "refused", papers, refused };
}

function isNamed({ title, identifiers, links }: Named): boolean {
  return title !== "" || identifiers !== undefined || links !== undefined;
}
