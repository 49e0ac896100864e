import { structuredPatch } from "diff";
import { applyChanges } from "../list/apply-changes.ts";
import { printList } from "../list/list-file.ts";
import type { OpenReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { SuggestedChange, SuggestionsEffect } from "./review-effect.ts";

/** More clicks than this are a file to be pasted. */
const mostSuggestions = 10;
/** Of an edit of an output: more than this is for `/convert`. */
const mostLines = 10;
/** A list without line ends is one line: nothing to show twice. */
const longestLine = 1_000;

/** What the author can take over by a click: where what is right is sure, and what an edit of an output says of the list. */
export function planSuggestedChanges(
  snapshot: Pick<PullSnapshot, "pull" | "head" | "base">,
  review: Pick<OpenReview, "problems" | "edits" | "rescued">,
): readonly SuggestionsEffect[] {
  const { number, head } = snapshot.pull;
  const changes = [...correct(snapshot, review), ...takeOver(snapshot, review)].slice(0, mostSuggestions);
  return changes.length === 0 ? [] : [{ kind: "suggestions", pull: number, head: head.sha, changes }];
}

/** Mistakes that stand on one line. */
function correct(
  { head, base }: Pick<PullSnapshot, "head" | "base">,
  { problems }: Pick<OpenReview, "problems">,
): readonly SuggestedChange[] {
  const lines = head?.text?.split("\n") ?? [];
  return problems.flatMap(({ severity, file, position, given, nearest, message }) => {
    const line = position === undefined ? undefined : lines[position.line - 1];
    if (severity !== "error" || file !== undefined || position === undefined || line === undefined) return [];
    if (given === undefined || nearest === undefined || line.length > longestLine) return [];
    // The very value, and no other that reads alike.
    if (line.split(JSON.stringify(given)).length !== 2) return [];
    const text = line.replace(JSON.stringify(given), () => JSON.stringify(nearest));
    const at = { from: position.line, to: position.line };
    return text === line ? [] : [{ path: base.listPath, lines: at, text, words: message }];
  });
}

/** Edits of papers, on the lines of a list in its canonical form: in another the lines are not those that we would write. */
function takeOver(
  { head, base }: Pick<PullSnapshot, "head" | "base">,
  { edits, rescued }: Pick<OpenReview, "edits" | "rescued">,
): readonly SuggestedChange[] {
  const wanted = rescued.filter(({ kind }) => kind === "edit");
  if (head?.text === undefined || head.list === undefined || wanted.length === 0) return [];
  if (printList(head.list) !== head.text) return [];
  const after = printList(applyChanges(head.list, wanted).list);
  // Each line that is exchanged is one taken out and one put in.
  const options = { context: 0, maxEditLength: 2 * mostLines };
  const hunks = structuredPatch("", "", head.text, after, "", "", options)?.hunks ?? [];
  if (hunks.reduce((sum, { oldLines, newLines }) => sum + Math.max(oldLines, newLines), 0) > mostLines) return [];
  const lines = head.text.split("\n");
  const words = `So the list says what this edit of ${edits.map(({ path }) => path).join(", ")} says.`;
  return hunks.flatMap(({ oldStart, oldLines, lines: marked }) => {
    // What is only put in stands below the line before it.
    const from = oldLines === 0 ? oldStart - 1 : oldStart;
    const kept = oldLines === 0 ? lines.slice(from - 1, from) : [];
    const text = [...kept, ...marked.filter((line) => line.startsWith("+")).map((line) => line.slice(1))];
    if (text.some((line) => line.length > longestLine)) return [];
    const at = { from, to: oldStart + oldLines - 1 };
    return [{ path: base.listPath, lines: at, text: text.join("\n"), words }];
  });
}
