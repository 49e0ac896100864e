import { applyChanges } from "../list/apply-changes.ts";
import { createListRenderer } from "./list-renderer.ts";
import type { OutputEdits, OutputEditsInput } from "./output-edits.ts";
import { renderTextFile } from "./render-text-file.ts";

/**
 * The same, seen beside what the whole output will be: a change that is printed there as it was written is understood, also
 * where a template prints papers in its own way; a count that the person brought up to date follows by itself.
 */
export async function withRendering(
  edits: Omit<OutputEdits, "outside">,
  { list, templates, path, before }: OutputEditsInput,
): Promise<Omit<OutputEdits, "outside">> {
  const { changes, near, notUnderstood } = edits;
  const isOpen = near.length > 0 || (changes.length > 0 && notUnderstood.length > 0);
  if (!isOpen) return edits;
  const all = [...changes, ...near.map(({ change }) => change)];
  const now = applyChanges(list, all).list;
  const { text } = renderTextFile({
    path,
    present: before,
    list: now,
    templates,
    renderer: await createListRenderer(templates, now),
  });
  if (text === undefined) return edits;
  const lines = new Set(text.split("\n").map((line) => line.trimEnd()));
  const isPrinted = (written: string): boolean => written.split("\n").every((line) => line === "" || lines.has(line));
  const exact = near.filter(({ written }) => isPrinted(written));
  return {
    changes: [...changes, ...exact.map(({ change }) => change)],
    near: near.filter((one) => !exact.includes(one)),
    notUnderstood: notUnderstood.filter(
      (one) =>
        one.reason !== "not-an-entry" ||
        !isPrinted(one.after) ||
        one.before.split("\n").some((line) => line !== "" && lines.has(line)),
    ),
  };
}
