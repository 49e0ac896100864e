import { addToIndex, findDuplicate, indexPapers } from "../list/duplicates.ts";
import type { Named } from "../list/paper-names.ts";
import { isNearlySameTitle } from "../list/is-same-paper.ts";
import type { EntryReading, ImportRemark, ReadPaper } from "./entry-reading.ts";
import type { InferredStyles } from "./entry-style.ts";
import { readPaper } from "./read-paper.ts";

/** One paper and the entries about it: indices of the readings, one for each section that has it. */
export interface JoinedPaper {
  readonly paper: ReadPaper;
  /** The entry whose fields it has. */
  readonly base: number;
  readonly entries: readonly number[];
}

export interface JoinedPapers {
  readonly papers: readonly JoinedPaper[];
  /** Entries that are no paper of the list: no title, no link, or a second time in their section. */
  readonly left: readonly number[];
  readonly remarks: readonly ImportRemark[];
}

/** Entries about the same paper, by the names that make a duplicate of a list. The fullest of them says what the paper is. */
export function joinPapers(
  readings: readonly EntryReading[],
  { prints, layoutOf }: Pick<InferredStyles, "prints" | "layoutOf">,
): JoinedPapers {
  const index = indexPapers<Named & { readonly at: number }>([]);
  const groups: { entries: { at: number; paper: ReadPaper }[] }[] = [];
  const left: number[] = [];
  const remarks: ImportRemark[] = [];
  for (const [at, reading] of readings.entries()) {
    const read = readPaper(reading, (field) => prints(at, field));
    const layout = layoutOf(at);
    const paper = read && layout !== undefined ? { ...read, notes: { ...read.notes, layout } } : read;
    if (paper === undefined) {
      left.push(at);
      continue;
    }
    const match = findDuplicate(index, paper);
    const group = match === undefined ? undefined : groups[match.paper.at];
    if (group === undefined || match === undefined) {
      addToIndex(index, { ...paper, at: groups.length });
      groups.push({ entries: [{ at, paper }] });
      continue;
    }
    const { span } = reading.source;
    if (!isNearlySameTitle(match.paper.title, paper.title) && match.by !== "title") {
      const message = `"${paper.title}" has the same ${match.by === "link" ? "link" : "identifier"} (${match.value}) as "${match.paper.title}", and is taken for that paper: if it is another, one of the two links is wrong.`;
      remarks.push({ code: "same-id-two-titles", span, message });
    }
    if (group.entries.some((other) => readings[other.at]?.source.section === reading.source.section)) {
      remarks.push({
        code: "repeated-in-section",
        span,
        message: `"${match.paper.title}" stands in this section already: this entry stays as text.`,
      });
      left.push(at);
      continue;
    }
    // Its other names are the paper's too: else a third entry, known by those, would be a paper of its own.
    addToIndex(index, { ...paper, at: match.paper.at });
    group.entries.push({ at, paper });
  }
  const papers = groups.map(({ entries }) => {
    const base = entries.reduce((fullest, one) =>
      Object.keys(one.paper).length > Object.keys(fullest.paper).length ? one : fullest,
    );
    return { paper: base.paper, base: base.at, entries: entries.map(({ at }) => at) };
  });
  return { papers, left, remarks };
}
