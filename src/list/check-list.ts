import { checkPaper } from "./check-paper.ts";
import { checkReferences } from "./check-references.ts";
import { findRepeatedPapers } from "./duplicates.ts";
import type { Category, List } from "./list.ts";
import { findNearest } from "./nearest.ts";
import type { NameKind } from "./paper-names.ts";
import type { JsonPath, Problem } from "./problem.ts";
import { quote } from "./quote.ts";

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
  return findRepeatedPapers(list.papers).flatMap(({ index, match }) => {
    const paper = list.papers[index];
    // Two papers of one id are told as that.
    if (paper === undefined || paper.id === match.paper.id) return [];
    const message = `${quote(paper.id)} is the same paper as ${quote(match.paper.id)}: both have the ${nameWords[match.by]} ${quote(match.value)}. Keep one, with the categories of both.`;
    return [
      {
        code: "duplicate-paper",
        severity: "error",
        field: `papers[${index}]`,
        path: ["papers", index],
        message,
        given: paper.id,
        nearest: match.paper.id,
      },
    ];
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
