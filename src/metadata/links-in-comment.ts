import { linkKindOf } from "../list/link-kind.ts";
import type { Link } from "../list/paper.ts";
import { trimUrlEnd } from "../list/trim-url-end.ts";

/** The links of a comment on arXiv that have a kind of their own: code, project page, video … */
export function findLinksInComment(comment: string): readonly Link[] {
  const text = comment.slice(0, 10_000).replaceAll(/\\([_%#&~])/g, "$1");
  const written = text.match(/(?:https?:\/\/|\b(?:www\.)?github\.com\/)[^\s<>"'{}\\|^`]{1,1000}/gi) ?? [];
  return written
    .map((url) => trimUrlEnd(/^https?:/i.test(url) ? url : `https://${url}`))
    .map((url) => ({ kind: linkKindOf(url), url }))
    .filter(({ kind }) => kind !== "paper" && kind !== "other");
}
