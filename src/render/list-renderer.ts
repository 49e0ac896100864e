import type { Category, List } from "../list/list.ts";
import type { CategoryAnchors } from "./category-anchors.ts";
import { type ListView, viewOfList } from "./list-view.ts";
import { safeMarkdown } from "./markdown-block.ts";
import { limitsFor, type RenderLimits } from "./render-budget.ts";
import { type SafeText, safeText } from "./safe-text.ts";
import { createTemplateEngine } from "./template-engine.ts";
import type { Templates } from "./templates.ts";

/** Renders templates with the variables of one list. Throws what `problemOfTemplate` makes a Problem of. */
export interface ListRenderer {
  render(template: string, anchors: CategoryAnchors): string;
}

export async function createListRenderer(
  templates: Templates,
  list: List,
  limits: RenderLimits = limitsFor(list.papers.length),
): Promise<ListRenderer> {
  const descriptions = await safeDescriptions(list);
  const engine = createTemplateEngine(templates, limits);
  let view: ListView | undefined;
  let viewAnchors: CategoryAnchors | undefined;
  return {
    render(template, anchors) {
      if (view === undefined || viewAnchors !== anchors) {
        // A slug holds letters, digits, "-" and "_" only.
        const anchorOf = (path: string): SafeText => safeText(anchors.get(path) ?? "");
        view = view === undefined ? viewOfList(list, { descriptions, anchorOf }) : withAnchors(view, anchorOf);
        viewAnchors = anchors;
      }
      return engine.render(template, { ...view }, true);
    },
  };
}

function withAnchors(view: ListView, anchorOf: (path: string) => SafeText): ListView {
  return { ...view, categories: view.categories.map(again) };

  function again(category: ListView["categories"][number]): ListView["categories"][number] {
    return { ...category, anchor: anchorOf(category.path), categories: category.categories.map(again) };
  }
}

async function safeDescriptions(list: List): Promise<ReadonlyMap<string, SafeText>> {
  const safe = new Map<string, SafeText>();
  for (const source of [list.description, ...descriptionsIn(list.taxonomy)]) {
    if (source !== undefined && !safe.has(source)) safe.set(source, await safeMarkdown(source));
  }
  return safe;
}

function descriptionsIn(taxonomy: readonly Category[]): readonly (string | undefined)[] {
  return taxonomy.flatMap((category) => [category.description, ...descriptionsIn(category.categories ?? [])]);
}
