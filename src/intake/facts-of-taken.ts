import type { Facts, FactValue } from "./effect.ts";
import type { PaperEdit, PushedEdits } from "./snapshot.ts";
import type { OpenSuggestion } from "./suggestion.ts";

const longestName = 100;

/** What our comment and pull request say of edits that people pushed to our branch. */
export function factsOfTaken({ taken }: OpenSuggestion): Facts {
  if (taken === undefined) return {};
  return {
    pushes: taken.pushes.map(({ by, papers }) => ({ by: by.map(({ name }) => name), papers: papers.map(factsOfEdit) })),
    pushConflicts: taken.conflicts.map(({ paper, field, ours, theirs }) => ({
      paper,
      field,
      stands: textOf(ours),
      says: textOf(theirs),
    })),
  };
}

function factsOfEdit({ id, before, after }: PaperEdit): FactValue {
  if (before === undefined) return { id, what: "added", fields: [] };
  if (after === undefined) return { id, what: "removed", fields: [] };
  return { id, what: "edited", fields: [...new Set([...Object.keys(before), ...Object.keys(after)])] };
}

function textOf(value: unknown): string {
  return value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors */
export function creditsOfTaken({ taken }: OpenSuggestion): readonly string[] {
  const people = (taken?.pushes ?? []).flatMap(({ by }: PushedEdits) => by);
  const lines = people.map(({ name, email }) => `Co-authored-by: ${inertName(name)} <${inertEmail(email)}>`);
  return [...new Set(lines)];
}

/**
 * The tag may have been edited, and a commit's author is what its maker says. GitHub reads the message of a commit for
 * mentions and for issues to close (`#1`, `owner/name#1`, `GH-1`, an address), so a name keeps nothing that makes one.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
function inertName(name: string): string {
  return inLine(name.replaceAll(/[@#/]/g, "").replaceAll(/-(?=\d)/g, " "));
}

function inertEmail(email: string): string {
  return inLine(email).replaceAll(/(?<![\w\]])@|[\s#/]/g, "");
}

function inLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>]/gu, "")
    .slice(0, longestName)
    .trim();
}
