import type { Category } from "../list/list.ts";
import type { Section } from "./readme-structure.ts";

/** Entries of one section that follow each other: a leaf of the taxonomy. */
export interface Run {
  readonly section: number;
  /** Indices of the readings. */
  readonly entries: readonly number[];
}

export interface BuiltTaxonomy {
  readonly taxonomy: readonly Category[];
  /** By index of a run: the path of its category. */
  readonly paths: readonly string[];
}

interface Node {
  readonly title: string;
  readonly emoji?: string;
  readonly children: Node[];
  run?: number;
}

/**
 * The headings above entries as a taxonomy. What is above all of them alike, the page's title or "Papers", is no part of it;
 * entries beside parts of their section get a part of their own.
 */
export function buildTaxonomy(
  sections: readonly Section[],
  runs: readonly Run[],
  orderOf: (run: number) => readonly string[] | undefined,
): BuiltTaxonomy {
  const root: Node = { title: "", children: [] };
  const nodes = new Map<number, Node>([[0, root]]);
  for (const [index, { section }] of runs.entries()) {
    const node = nodeOf(section);
    if (node.run === undefined) node.run = index;
    else node.children.push({ title: node.title === "" ? "Papers" : node.title, children: [], run: index });
  }
  const paths: string[] = runs.map(() => "");
  let top = root;
  while (top.children.length === 1 && top.run === undefined) {
    const [only] = top.children;
    if (only === undefined || only.children.length === 0) break;
    top = only;
  }
  const own =
    top.run === undefined ? [] : [{ title: top.title === "" ? "Papers" : top.title, children: [], run: top.run }];
  return { taxonomy: categoriesOf([...own, ...top.children], ""), paths };

  function nodeOf(section: number): Node {
    const known = nodes.get(section);
    if (known !== undefined) return known;
    const { title = "", emoji, parent = 0 } = sections[section] ?? {};
    const node: Node = { title: title === "" ? "Papers" : title, ...(emoji !== undefined && { emoji }), children: [] };
    nodes.set(section, node);
    nodeOf(parent).children.push(node);
    return node;
  }

  function categoriesOf(level: readonly Node[], above: string): readonly Category[] {
    const taken = new Set<string>();
    return level.map(({ title, emoji, children, run }) => {
      const id = freeId(slugOf(title), taken);
      const path = above === "" ? id : `${above}/${id}`;
      const base = { id, title, ...(emoji !== undefined && { emoji }) };
      if (children.length === 0) {
        if (run !== undefined) paths[run] = path;
        const order = run === undefined ? undefined : orderOf(run);
        return { ...base, ...(order && { order }) };
      }
      const first = run === undefined ? [] : [{ title, children: [], run }];
      return { ...base, categories: categoriesOf([...first, ...children], path) };
    });
  }
}

/** Letters and digits of the title; what has none gets a number. */
function slugOf(title: string): string {
  const plain = title
    .slice(0, 200)
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mn}|['’]/gu, "");
  return (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 6).join("-").slice(0, 60).replace(/-$/, "");
}

function freeId(slug: string, taken: Set<string>): string {
  const base = slug === "" ? "section" : slug;
  let id = slug === "" ? "section-1" : slug;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  taken.add(id);
  return id;
}
