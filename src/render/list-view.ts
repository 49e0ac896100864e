import type { Category, List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import { type PaperView, viewOfPaper } from "./paper-view.ts";
import { inReadingOrder, recentlyAdded } from "./reading-order.ts";
import type { SafeText } from "./safe-text.ts";

/** The variables of every README template. */
export interface ListView {
  readonly list: { readonly title: string; readonly description: SafeText | null };
  readonly counts: {
    readonly papers: number;
    readonly code: number;
    readonly categories: number;
    readonly featured: number;
  };
  /** In reading order. */
  readonly papers: readonly PaperView[];
  /** Those marked so; none where a category holds exactly these, since it shows them already. */
  readonly featured: readonly PaperView[];
  readonly recent: readonly PaperView[];
  /** The taxonomy, without what holds no paper. */
  readonly categories: readonly CategoryView[];
}

export interface CategoryView {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly emoji: string | null;
  /** Emoji and title, as the heading has it and `anchor` expects it. */
  readonly heading: string;
  /** Stands after `#` in a link's target. */
  readonly anchor: SafeText;
  readonly description: SafeText | null;
  /** 1 at the top. */
  readonly level: number;
  /** Different papers in it and below. */
  readonly count: number;
  readonly papers: readonly PaperView[];
  /** So many of `papers`, the first ones, stand in the order that the category names. */
  readonly curated: number;
  readonly categories: readonly CategoryView[];
}

export interface ListViewParts {
  /** Sanitised descriptions by their source. */
  readonly descriptions: ReadonlyMap<string, SafeText>;
  readonly anchorOf: (path: string) => SafeText;
}

const recentCount = 10;

export function viewOfList(list: List, { descriptions, anchorOf }: ListViewParts): ListView {
  const views = new Map<string, PaperView>();
  const byCategory = new Map<string, PaperView[]>();
  const inOrder = inReadingOrder(list.papers);
  let code = 0;
  const papers = inOrder.map((paper) => {
    const view = viewOfPaper(paper);
    views.set(paper.id, view);
    const isByCategory = typeof paper.asWritten?.entry === "object";
    for (const path of paper.categories) {
      const there = byCategory.get(path) ?? [];
      if (there.length === 0) byCategory.set(path, there);
      there.push(isByCategory ? viewOfPaper(paper, path) : view);
    }
    if (paper.links?.some((link) => link.kind === "code") === true) code += 1;
    return view;
  });
  const categories = list.taxonomy.flatMap((category) => viewOfCategory(category, "", 1));
  const marked = papers.filter((paper) => paper.featured);
  return {
    list: { title: list.title, description: describe(list.description) },
    counts: { papers: papers.length, code, categories: countLeaves(categories), featured: marked.length },
    papers,
    featured: hasExactly(categories, marked) ? [] : marked,
    recent: viewsOf(recentlyAdded(inOrder, recentCount)),
    categories,
  };

  function viewOfCategory(category: Category, above: string, level: number): readonly CategoryView[] {
    const { id, title, emoji = null } = category;
    const path = above === "" ? id : `${above}/${id}`;
    const below = (category.categories ?? []).flatMap((child) => viewOfCategory(child, path, level + 1));
    const { papers: own, curated } = inCuratedOrder(byCategory.get(path) ?? [], category.order);
    const count = below.length === 0 ? own.length : allPapers(own, below).size;
    if (count === 0) return [];
    const description = describe(category.description);
    const heading = headingOf(category);
    return [
      {
        id,
        path,
        title,
        emoji,
        heading,
        anchor: anchorOf(path),
        description,
        level,
        count,
        papers: own,
        curated,
        categories: below,
      },
    ];
  }

  function describe(source: string | undefined): SafeText | null {
    return source === undefined ? null : (descriptions.get(source) ?? null);
  }

  function viewsOf(some: readonly Paper[]): readonly PaperView[] {
    return some.flatMap((paper) => views.get(paper.id) ?? []);
  }
}

export function headingOf({ emoji, title }: Category): string {
  return emoji === undefined ? title : `${emoji} ${title}`;
}

/** What the curator named, in that order; then the others as they are. */
function inCuratedOrder(
  papers: readonly PaperView[],
  order: readonly string[] = [],
): Pick<CategoryView, "papers" | "curated"> {
  if (order.length === 0) return { papers, curated: 0 };
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const named = new Set(order.flatMap((id) => byId.get(id) ?? []));
  return { papers: [...named, ...papers.filter((paper) => !named.has(paper))], curated: named.size };
}

/** By id: each category may have a view of its own. */
function allPapers(own: readonly PaperView[], below: readonly CategoryView[]): ReadonlySet<string> {
  const all = new Set(own.map(({ id }) => id));
  for (const category of below) for (const id of allPapers(category.papers, category.categories)) all.add(id);
  return all;
}

function countLeaves(categories: readonly CategoryView[]): number {
  return categories.reduce((sum, { categories: below }) => sum + (below.length === 0 ? 1 : countLeaves(below)), 0);
}

function hasExactly(categories: readonly CategoryView[], papers: readonly PaperView[]): boolean {
  if (papers.length === 0) return true;
  const ids = new Set(papers.map(({ id }) => id));
  return categories.some(
    (category) =>
      (category.papers.length === ids.size && category.papers.every(({ id }) => ids.has(id))) ||
      hasExactly(category.categories, papers),
  );
}
