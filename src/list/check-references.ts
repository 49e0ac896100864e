import type { Category } from "./list.ts";
import type { JsonPath, Problem } from "./problem.ts";
import { quote } from "./quote.ts";
import { leafCategories, parseCategory } from "./taxonomy.ts";

/**
 * What names something else in the list: ids that two papers or two neighbouring categories have, and categories that are
 * not there or have parts of their own. `value` is a list, or what was found in its place; the parts that `wrong` says are
 * of no right shape are passed over.
 */
export function checkReferences(value: unknown, wrong: readonly Problem[]): readonly Problem[] {
  const list = recordOf(value);
  const isBroken = wrong.some(({ path }) => path?.[0] === "taxonomy");
  const taxonomy = Array.isArray(list["taxonomy"]) && !isBroken ? (list["taxonomy"] as readonly Category[]) : undefined;
  const papers = Array.isArray(list["papers"]) ? list["papers"] : [];
  return [
    ...(taxonomy === undefined ? [] : checkCategoryIds(taxonomy, ["taxonomy"])),
    ...checkPaperIds(papers),
    ...(taxonomy === undefined ? [] : checkCategories(papers, taxonomy)),
  ];
}

function checkPaperIds(papers: readonly unknown[]): readonly Problem[] {
  const first = new Map<string, number>();
  return papers.flatMap((paper, index): readonly Problem[] => {
    const id = recordOf(paper)["id"];
    if (typeof id !== "string") return [];
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return [];
    }
    const message = `Two papers have the id ${quote(id)}: papers[${earlier}] and papers[${index}]. The first of them counts; give the other another id, or remove it.`;
    return [problem("duplicate-id", ["papers", index, "id"], `papers[${index}].id`, message, id)];
  });
}

function checkCategoryIds(categories: readonly Category[], path: JsonPath): readonly Problem[] {
  const seen = new Set<string>();
  return categories.flatMap((category, index) => {
    const here = [...path, index];
    const isRepeated = seen.has(category.id);
    seen.add(category.id);
    const message = `Two categories at the same place have the id ${quote(category.id)}.`;
    return [
      ...(isRepeated ? [problem("duplicate-id", [...here, "id"], "taxonomy", message, category.id)] : []),
      ...checkCategoryIds(category.categories ?? [], [...here, "categories"]),
    ];
  });
}

function checkCategories(papers: readonly unknown[], taxonomy: readonly Category[]): readonly Problem[] {
  const leaves = new Set(leafCategories(taxonomy).map((leaf) => leaf.path));
  const known = new Map<string, Problem | undefined>();
  const problems: Problem[] = [];
  for (const [index, paper] of papers.entries()) {
    const categories = recordOf(paper)["categories"];
    if (!Array.isArray(categories)) continue;
    for (const [at, path] of categories.entries()) {
      if (typeof path !== "string" || leaves.has(path)) continue;
      // One misspelling in 10,000 papers is looked up once.
      if (!known.has(path)) known.set(path, categoryProblem(taxonomy, path));
      const found = known.get(path);
      if (found === undefined) continue;
      problems.push({
        ...found,
        field: `papers[${index}].categories[${at}]`,
        path: ["papers", index, "categories", at],
      });
    }
  }
  return problems;
}

/** In the file only the path itself counts; another name of a category is its nearest. */
function categoryProblem(taxonomy: readonly Category[], path: string): Problem | undefined {
  const named = parseCategory(taxonomy, path);
  if (!named.ok) return named.problems[0];
  const message = `The list has no category ${quote(path)}. Did you mean ${quote(named.value)}?`;
  const facts = { allowed: leafCategories(taxonomy).map((leaf) => leaf.path), nearest: named.value };
  return { ...problem("unknown-category", [], "categories", message, path), ...facts };
}

function problem(code: Problem["code"], path: JsonPath, field: string, message: string, given: string): Problem {
  return { code, severity: "error", field, message, path, given: given.slice(0, 500) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
