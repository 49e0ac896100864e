import { namedOf } from "../list/named-of.ts";
import type { Named } from "../list/paper-names.ts";
import { parseCommentTag } from "./comment-tag.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { findOurComment } from "./our-comment.ts";
import { draftAnswers, readAnswers } from "./read-suggestion.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/** What a comment's tag has room for. */
const mostKept = 10;
const longestTitle = 300;
const mostLinks = 3;

/**
 * Which papers a refused suggestion was of: as our comment has kept it, since more was known when it was refused than is
 * written in the issue; else as far as the issue and its open proposal tell.
 */
export function refusedPapers(snapshot: IssueSnapshot, thread: FoldedCommands): readonly Named[] {
  const comment = findOurComment(snapshot);
  const tag = comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
  if (tag?.refused !== undefined) return tag.refused.papers;
  const proposed = snapshot.proposals.find(({ state }) => state === "open")?.head?.papers;
  return (proposed ?? writtenPapers(snapshot, thread)).slice(0, mostKept).map(keep);
}

/** The papers that an issue's own words name. */
export function writtenPapers(
  { issue }: Pick<IssueSnapshot, "issue">,
  { edits }: Pick<FoldedCommands, "edits">,
): readonly Named[] {
  return readAnswers(issue, edits).map(({ answers }) => namedOf(draftAnswers(answers, []).draft));
}

/** What tells a paper from others, and no more. */
function keep({ title, links = [], authors, ...rest }: Named): Named {
  const pages = links.filter(({ kind }) => kind === "paper").slice(0, mostLinks);
  const first = authors === undefined ? {} : { authors: authors.slice(0, 1) };
  return namedOf({ ...rest, title: title.slice(0, longestTitle), ...first, ...(pages.length > 0 && { links: pages }) });
}
