import { namedOf } from "../list/named-of.ts";
import type { Named } from "../list/paper-names.ts";
import { lengthInTag, parseCommentTag } from "./comment-tag.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { findOurComment } from "./our-comment.ts";
import { draftAnswers, readAnswers } from "./read-suggestion.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/** What a comment's tag has room for: a longer one is read by nobody, and our comment would not be known again. */
const mostKept = 10;
const longestKept = 8_000;
const longestTitle = 300;
const mostLinks = 3;
const longestLink = 300;

/**
 * Which papers a refused suggestion was of: as our comment has kept it, since more was known when it was refused than is
 * written in the issue; else as far as the issue and its open proposal tell.
 */
export function refusedPapers(snapshot: IssueSnapshot, thread: FoldedCommands): readonly Named[] {
  const comment = findOurComment(snapshot);
  const tag = comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
  if (tag?.refused !== undefined) return tag.refused.papers;
  const proposed = snapshot.proposals.find(({ state }) => state === "open")?.head?.papers;
  let room = longestKept;
  const papers = (proposed ?? writtenPapers(snapshot, thread)).slice(0, mostKept).map(keep);
  return papers.filter((paper) => (room -= lengthInTag(paper)) >= 0);
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
  const pages = links.filter(({ kind, url }) => kind === "paper" && url.length <= longestLink).slice(0, mostLinks);
  const first =
    authors === undefined ? {} : { authors: authors.slice(0, 1).map((name) => name.slice(0, longestTitle)) };
  return namedOf({ ...rest, title: title.slice(0, longestTitle), ...first, ...(pages.length > 0 && { links: pages }) });
}
