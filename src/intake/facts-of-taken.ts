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
  const lines = people.map(({ name, email }) => `Co-authored-by: ${inLine(name)} <${inLine(email)}>`);
  return [...new Set(lines)];
}

/** The tag may have been edited, and a commit's author is what its maker says. */
function inLine(text: string): string {
  return text
    .replaceAll(/[\p{C}<>]/gu, "")
    .slice(0, longestName)
    .trim();
}
