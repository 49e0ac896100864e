import type { NameKind } from "./paper-names.ts";

/** What people call each kind of name. */
export const nameWords: Readonly<Record<NameKind, string>> = {
  arxiv: "arXiv id",
  doi: "DOI",
  openreview: "OpenReview id",
  acl: "ACL Anthology id",
  link: "link",
  title: "title",
};
