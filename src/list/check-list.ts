import { checkPaper } from "./check-paper.ts";
import { checkReferences } from "./check-references.ts";
import { findRepeatedPapers } from "./repeated-papers.ts";
import type { LikelyReason } from "./likely-duplicates.ts";
import type { Category, List } from "./list.ts";
import { findNearest } from "./nearest.ts";
import type { NameKind } from "./paper-names.ts";
import type { JsonPath, Problem } from "./problem.ts";
import { quote } from "./quote.ts";
import type { TitleLikeness } from "./title-likeness.ts";

/**
 * What the shape of a list cannot say: unique ids, categories that exist and have no parts, identifiers that are canonical and
 * agree with the links, dates that are real and not before the arXiv month, public addresses, no paper twice, reading orders
 * that name papers of the list. All at once, each with its path; linear in the list.
 */
export function checkList(list: List): readonly Problem[] {
  return [
    ...checkReferences(list, []),
    ...checkOrders(list.taxonomy, ["taxonomy"], list),
    ...checkPapers(list),
    ...checkRepeats(list),
  ];
}

function checkPapers(list: List): readonly Problem[] {
  return list.papers.flatMap((paper, index) =>
    checkPaper(paper).map((problem) => ({
      ...problem,
      field: `papers[${index}].${problem.field}`,
      path: ["papers", index, ...(problem.path ?? [])],
    })),
  );
}

function checkRepeats(list: List): readonly Problem[] {
  return findRepeatedPapers(list.papers).flatMap((repeated): readonly Problem[] => {
    const { index, match } = repeated;
    const paper = list.papers[index];
    // Two papers of one id are told as that.
    if (paper === undefined || paper.id === match.paper.id) return [];
    const place = { field: `papers[${index}]`, path: ["papers", index], given: paper.id, nearest: match.paper.id };
    const two = [quote(paper.id), quote(match.paper.id)] as const;
    if (repeated.kind === "certain") {
      const { by, value } = repeated.match;
      const message = `${two[0]} is the same paper as ${two[1]}: both have the ${nameWords[by]} ${quote(value)}. Keep one, with the categories of both.`;
      return [{ code: "duplicate-paper", severity: "error", message, ...place }];
    }
    const why = repeated.match.reasons.map(reasonWords).join(", ");
    const message = `${two[0]} may be the same paper as ${two[1]}: ${why}. If it is, keep one, with the categories of both.`;
    return [{ code: "likely-duplicate", severity: "warning", message, ...place }];
  });
}

const nameWords: Readonly<Record<NameKind, string>> = {
  arxiv: "arXiv id",
  doi: "DOI",
  openreview: "OpenReview id",
  acl: "ACL Anthology id",
  link: "link",
  title: "title",
};

/** In words that follow each other after a colon. */
function reasonWords(reason: LikelyReason): string {
  switch (reason.kind) {
    case "title":
      return likenessWords[reason.how];
    case "nickname":
      return `both are called ${quote(reason.nickname)}`;
    case "first-author":
      return "the first author is the same";
    case "year":
      return "so is the year";
    case "other-first-author":
      return "but the first authors are not the same";
    case "other-year":
      return "but they are years apart";
    case "other-identifier":
      return `but each has ${nameWords[reason.by] === "arXiv id" ? "an" : "a"} ${nameWords[reason.by]} of its own`;
  }
}

const likenessWords: Readonly<Record<TitleLikeness["how"], string>> = {
  same: "the title is the same",
  part: "the title of one is part of the other's",
  cut: "the title of one is the other's, cut off",
  words: "most words of the title are the same",
};

function checkOrders(categories: readonly Category[], path: JsonPath, list: List): readonly Problem[] {
  let ids: ReadonlySet<string> | undefined;
  return walk(categories, path);

  function walk(level: readonly Category[], at: JsonPath): readonly Problem[] {
    return level.flatMap((category, index) => [
      ...checkOrder(category, [...at, index, "order"]),
      ...walk(category.categories ?? [], [...at, index, "categories"]),
    ]);
  }

  function checkOrder(category: Category, at: JsonPath): readonly Problem[] {
    return (category.order ?? []).flatMap((id, index) => {
      ids ??= new Set(list.papers.map((paper) => paper.id));
      if (ids.has(id)) return [];
      const nearest = findNearest(id, ids);
      const hint = nearest === undefined ? "" : ` Did you mean ${quote(nearest)}?`;
      const message = `The order of the category ${quote(category.id)} names ${quote(id)}, which is no paper of the list.${hint}`;
      const facts = { given: id, ...(nearest === undefined ? {} : { nearest }) };
      return [{ code: "unknown-paper", severity: "error", field: "taxonomy", path: [...at, index], message, ...facts }];
    });
  }
}
