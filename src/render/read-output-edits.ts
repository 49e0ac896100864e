import type { List } from "../list/list.ts";
import { compareOutputs } from "./compare-outputs.ts";
import { createRenderer } from "./create-renderer.ts";
import { findEditedEntries } from "./edited-entries.ts";
import type { PrintEntry } from "./entry-pattern.ts";
import { findPlaces } from "./entry-places.ts";
import { notRead, type OutputEdits, type OutputEditsInput } from "./output-edits.ts";
import { findPrintedEntries, renderEntries, trimEntry } from "./printed-entries.ts";
import { readChanges } from "./read-changes.ts";
import { createEntryReader } from "./read-entry.ts";
import type { Templates } from "./templates.ts";
import { withRendering } from "./with-rendering.ts";

/** As many entries are printed to read an edit; to read one that was edited takes 3, to see that it says nothing some 20. */
const mostRenderings = 5_000;

/** Reads what a person edited in an output back as changes of the list. What the person did not touch is not looked at. */
export async function readOutputEdits(input: OutputEditsInput): Promise<OutputEdits> {
  const { list, templates } = input;
  const compared = compareOutputs(withLineFeeds(input.before), withLineFeeds(input.after), input.path);
  if ("reason" in compared) return { ...notRead(input, compared.reason), outside: compared.outside };
  const { lineNumbers, outside } = compared;
  if (compared.hunks.length === 0) return { changes: [], near: [], notUnderstood: [], outside };
  const renderings = renderEntries(list, printer(list, templates, list.papers.length));
  const entries = findPrintedEntries(compared.before, list, renderings);
  const places = findPlaces(compared, entries, list);
  const parts = findEditedEntries(compared, entries, { list, renderings, places });
  const reader = createEntryReader(list, printer(list, templates, mostRenderings));
  const edits = readChanges({
    parts,
    entries,
    list,
    places,
    reader,
    lineOf: (line) => lineNumbers[line] ?? lineNumbers.at(-1) ?? 1,
  });
  return { ...(await withRendering(edits, input)), outside };
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

/** Prints entries, and after `most` of them no more. */
function printer(list: List, templates: Templates, most: number): PrintEntry {
  const renderer = createRenderer(templates);
  let count = 0;
  return (paper) => {
    count += 1;
    const entry = count > most ? undefined : renderer.entry(list, paper);
    return entry?.ok === true ? trimEntry(entry.value) : undefined;
  };
}
