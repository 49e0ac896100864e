import { diffArrays } from "diff";

/** Texts that are farther apart than so many lines are not compared to the end. */
const mostLinesApart = 2_000;

/**
 * The lines that two texts share, and between `<<<<<<< ours`, `=======` and `>>>>>>> theirs` those they do not: what git
 * writes, and what editors show (https://git-scm.com/docs/git-merge#_how_conflicts_are_presented). Both end with a line end.
 */
export function printConflictMarkers(ours: string, theirs: string): string {
  const parts = diffArrays(linesOf(ours), linesOf(theirs), { maxEditLength: mostLinesApart });
  if (parts === undefined) return printHunk(ours, theirs);
  let text = "";
  let left = "";
  let right = "";
  for (const { removed, added, value } of parts) {
    const lines = value.join("");
    if (removed) left += lines;
    else if (added) right += lines;
    else {
      text += printHunk(left, right) + lines;
      left = "";
      right = "";
    }
  }
  return text + printHunk(left, right);
}

function printHunk(ours: string, theirs: string): string {
  return ours === theirs ? ours : `<<<<<<< ours\n${ours}=======\n${theirs}>>>>>>> theirs\n`;
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
