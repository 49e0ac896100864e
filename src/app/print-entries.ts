import type { ImportPorts } from "../import/import-readme.ts";
import { viewOfPaper } from "../render/paper-view.ts";
import { defaultLimits } from "../render/render-budget.ts";
import { createTemplateEngine } from "../render/template-engine.ts";
import type { Templates } from "../render/templates.ts";

/** By the engine and with the view of a paper that `build` has; each template is parsed once a call. */
export function printEntries(
  templates: Templates,
  name: string,
  papers: Parameters<ImportPorts["printEntries"]>[2],
): readonly (string | undefined)[] {
  const engine = createTemplateEngine(templates, defaultLimits);
  return papers.map(({ paper, category, number }) => {
    try {
      return engine.render(name, { paper: viewOfPaper(paper, category), number }, true);
    } catch {
      // A fault is one more way not to print what was written.
      return undefined;
    }
  });
}
