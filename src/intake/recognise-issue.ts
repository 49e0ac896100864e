import { findIdentifiers } from "../list/identifiers.ts";
import { readCorrection } from "./read-correction.ts";
import { readForm } from "./read-form.ts";
import { readFreeText, type TextPaper } from "./read-free-text.ts";
import type { Issue } from "./snapshot.ts";

/** How an issue says by itself that it suggests papers; undefined: it does not, and is left alone unless `/suggest` says so. */
export type Recognition = "form" | "links" | "request";

/** Asks for a paper and nothing else: `Add paper: …`, `[Paper] …`, `Suggest a paper`. */
const plainRequest =
  /^\W{0,4}(?:please\s+)?(?:add|suggest|include|new|missing)\s+(?:(?:a|an|the|this|new|missing|my|our)\s+){0,2}(?:papers?|preprints?|articles?)\s*(?:[:：\]]|$)|^\W{0,2}\[(?:paper|suggestion)\]|(?:添加|加入|推荐|收录|新增|补充).{0,8}(?:论文|文章)/iu;
/** May ask for one, in the many words people use; counts where the text names a paper too. */
const request =
  /^\W{0,4}(?:please\s+)?(?:add|suggest|suggestion|include|new|paper|missing)\b.{0,60}\b(?:papers?|preprints?|articles?|works?|publications?)\b|^\W{0,4}(?:(?:paper|suggestion|suggest|add)\s*[\]:：])|(?:添加|加入|推荐|收录|新增|补充).{0,20}(?:论文|文章|工作)/iu;
const notARequest = /[?？]\s*$|^\W{0,4}(?:how|why|what|can|could|should|bug|error|question|docs?|fix)\b/i;

/** Whether the issue's own title and text make it a suggestion. Reads nothing else. */
export function recogniseIssue(issue: Pick<Issue, "title" | "body">): Recognition | undefined {
  if (readForm(issue.body) !== undefined || readCorrection(issue.body) !== undefined) return "form";
  if (issue.body.length > 0 && readFreeText(issue.body).onlyLinks) return "links";
  if (notARequest.test(issue.title)) return undefined;
  if (plainRequest.test(issue.title)) return "request";
  return request.test(issue.title) && namesPaper(issue) ? "request" : undefined;
}

function namesPaper({ title, body }: Pick<Issue, "title" | "body">): boolean {
  return findIdentifiers(title).length > 0 || readFreeText(body).papers.some((paper) => paper.answers.has("links"));
}

/** Whether it is worth reading more than the issue itself. A command in a comment can make any issue a suggestion. */
export function isCandidate(issue: Issue): boolean {
  return !issue.locked && recogniseIssue(issue) !== undefined;
}

/** The paper's title in a title such as `Add paper: OpenVLA`. */
export function titleInRequest(title: string): string | undefined {
  const match =
    /^\W{0,4}(?:please\s+)?(?:add|suggest|suggestion|include|new|paper|missing)(?:\s+(?:a|an|the|new|this|paper|papers|preprint|article|work|suggestion)){0,4}\s*\]?\s*[:：\]]\s*(?<title>\S.{3,500})$/iu.exec(
      title.trim(),
    );
  return match?.groups?.["title"]?.trim();
}

/** The papers that a title such as `Add paper: 2406.09246` or `Add paper: "OpenVLA" by Kim et al.` names by itself, at least by its words. */
export function papersInRequest(title: string): readonly TextPaper[] {
  const named = titleInRequest(title);
  if (named === undefined) return [];
  const { papers } = readFreeText(named);
  return papers.length > 0 ? papers : [{ answers: new Map([["title", named]]), loose: new Set(["title"]) }];
}
