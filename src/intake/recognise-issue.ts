import { readForm } from "./read-form.ts";
import { readFreeText } from "./read-free-text.ts";
import type { Issue } from "./snapshot.ts";

/** How an issue says by itself that it suggests papers; undefined: it does not, and is left alone unless `/suggest` says so. */
export type Recognition = "form" | "links" | "request";

/** Asks to add a paper, in a title: short forms people really use. A question or a bug report about adding is neither. */
const request =
  /^\W{0,4}(?:please\s+)?(?:add|suggest|suggestion|include|new|paper|missing)\b.{0,60}\b(?:papers?|preprints?|articles?|works?|publications?)\b|^\W{0,4}(?:(?:paper|suggestion|suggest|add)\s*[\]:：])|(?:添加|加入|推荐|收录|新增|补充).{0,20}(?:论文|文章|工作)/iu;
const notARequest = /[?？]\s*$|^\W{0,4}(?:how|why|what|can|could|should|bug|error|question|docs?|fix)\b/i;

/** Whether the issue's own title and text make it a suggestion. Reads nothing else. */
export function recogniseIssue(issue: Pick<Issue, "title" | "body">): Recognition | undefined {
  if (readForm(issue.body) !== undefined) return "form";
  if (issue.body.length > 0 && readFreeText(issue.body).onlyLinks) return "links";
  return request.test(issue.title) && !notARequest.test(issue.title) ? "request" : undefined;
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
