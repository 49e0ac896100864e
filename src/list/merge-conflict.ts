import { quote } from "./quote.ts";

/**
 * What a merge cannot decide. Ours stands in the merged list; nothing of theirs is lost without being named here.
 *
 * - `edited-twice`: both sides changed the field, differently.
 * - `edited-and-removed`: one side changed what the other took away.
 * - `id-taken`: both sides added a paper of this id, and they are not the same paper.
 * - `same-paper`: one side added the paper that another one (`other`) has become on the other side.
 * - `category-in-use`: papers came into a category that the other side took away or gave parts of its own.
 */
export interface MergeConflict extends ConflictPlace {
  readonly reason: "edited-twice" | "edited-and-removed" | "id-taken" | "same-paper" | "category-in-use";
  /** The values of the field, or of the whole paper or category; undefined where there is none. */
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** Id of the paper that this one is, by `same-paper`. */
  readonly other?: string;
}

/** In a paper or a category, else in the list itself. */
export interface ConflictPlace {
  /** Id of the paper. */
  readonly paper?: string;
  /** Path of the category. */
  readonly category?: string;
  /** `venue`, `digest.problem`, `translations.de.title`; absent where it is about the whole paper or category. */
  readonly field?: string;
}

export type ReportConflict = (conflict: MergeConflict) => void;

/** One line for people: where, what was, what each side made of it. Text of the list in it is quoted, not escaped. */
export function printMergeConflict(conflict: MergeConflict): string {
  const { paper, category, field } = conflict;
  const place = paper !== undefined ? `paper ${paper}` : category !== undefined ? `category ${category}` : "list";
  return `${place}${field === undefined ? "" : `, ${field}`}: ${explain(conflict)}`;
}

function explain({ reason, base, ours, theirs, other }: MergeConflict): string {
  switch (reason) {
    case "edited-twice":
      return `was ${printValue(base)}; ours is ${printValue(ours)}, theirs is ${printValue(theirs)}`;
    case "edited-and-removed": {
      const [editor, remover] = theirs === undefined ? ["ours", "theirs"] : ["theirs", "ours"];
      return `${editor} changed it, ${remover} removed it`;
    }
    case "id-taken":
      return `ours and theirs added two different papers with this id, ${titleOf(ours)} and ${titleOf(theirs)}`;
    case "same-paper": {
      const [adder, owner] = theirs === undefined ? ["ours", "theirs"] : ["theirs", "ours"];
      return `${adder} added it, and ${owner} has the same paper as ${other ?? "another"}`;
    }
    case "category-in-use":
      return "one side put papers into it, the other removed it or gave it parts of its own";
  }
}

function printValue(value: unknown): string {
  if (value === undefined) return "absent";
  // What is no text shows by itself where it ends.
  return typeof value === "string" ? quote(value) : quote(JSON.stringify(value)).slice(1, -1);
}

function titleOf(paper: unknown): string {
  const isTitled = typeof paper === "object" && paper !== null && "title" in paper;
  return printValue(isTitled ? paper.title : undefined);
}
