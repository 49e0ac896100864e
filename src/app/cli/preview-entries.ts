import type { List } from "../../list/list.ts";
import type { Paper } from "../../list/paper.ts";
import { createRenderer } from "../../render/create-renderer.ts";
import { mergeTemplates } from "../../render/templates.ts";
import { readOwnTemplates, type ListDirectory } from "../list-directory.ts";
import { readPackagedTemplates } from "../packaged-templates.ts";

/** The papers as the README will have them; where the entry template is broken, which `check` tells, by id and title. */
export function previewEntries(directory: ListDirectory, list: List, papers: readonly Paper[]): string {
  const packaged = readPackagedTemplates();
  const renderer = createRenderer(mergeTemplates(packaged, readOwnTemplates(directory, packaged).templates));
  return papers
    .map((paper) => {
      const entry = renderer.entry(list, paper);
      return entry.ok ? `${entry.value.trim()}\n` : `${paper.id}: ${paper.title}\n`;
    })
    .join("");
}
