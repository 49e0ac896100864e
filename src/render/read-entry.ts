import { checkPaper } from "../list/check-paper.ts";
import { dropUntrue } from "../list/drop-untrue.ts";
import { equalData } from "../list/equal-data.ts";
import type { List } from "../list/list.ts";
import { completeDraft } from "../list/paper-draft.ts";
import { makePaperId } from "../list/paper-id.ts";
import type { Paper } from "../list/paper.ts";
import { candidatesFor, type EntryFit, slotTexts } from "./entry-candidates.ts";
import { ownLinks, type PlannedLink, planLinks, planNewLinks } from "./entry-links.ts";
import { type EntryPattern, findPattern, matchPattern, type PrintEntry } from "./entry-pattern.ts";
import { entryParts, type EntryShape, shapeOf } from "./entry-shape.ts";
import { locatePattern } from "./locate-pattern.ts";
import { printedForms } from "./written-values.ts";
import { shownWords } from "./written-text.ts";

/** What an entry says of its paper, and how the template prints that paper. */
export interface EntryReading {
  readonly paper: Paper;
  readonly printed: string;
}

/** An entry that is printed, and its text there, which an older template may have made. */
export interface PrintedPaper {
  readonly paper: Paper;
  readonly text: string;
}

/** Where a new entry stands. */
export interface NewPlace {
  readonly category: string;
  readonly neighbours: readonly PrintedPaper[];
  /** Ids of the list's papers and of others that are new. */
  readonly taken: ReadonlySet<string>;
}

export interface EntryReader {
  /** The paper with what somebody changed in its entry. Undefined where that is not seen, or says nothing. */
  edited(before: PrintedPaper, written: string): EntryReading | undefined;
  /** The paper of an entry that somebody added beside others. Undefined where it is none, or lacks what a paper must have. */
  added(written: string, place: NewPlace): EntryReading | undefined;
}

/** Of so many values that a paper may lack, all combinations are tried; of more, those near the paper's own. */
const mostCombined = 6;

/** Reads entries by finding out how `print` prints papers, so it knows nothing of the template. */
export function createEntryReader(list: List, print: PrintEntry): EntryReader {
  // Ids are made when all else is known: to look at all that there are for each reading would take long.
  const bare: List = { ...list, papers: [] };
  const blank: Paper = { id: "new", title: "", categories: [] };
  const newPatterns = new Map<string, EntryPattern | undefined>();
  let parts: readonly string[] | undefined;
  return { edited, added };

  function edited({ paper, text }: PrintedPaper, written: string): EntryReading | undefined {
    const isPresent = print(paper) === text;
    const shape = shapeOf(paper);
    const pattern = isPresent ? findPattern(print, paper, shape) : locatePattern(paper, text);
    const texts = pattern === undefined ? undefined : matchPattern(pattern, text, (slot) => printedForms(paper, slot));
    if (pattern === undefined || texts === undefined) return undefined;
    const old = new Map([...slotTexts(pattern, texts)].map(([part, { text: value }]) => [part, value]));
    return choose(written, readings());

    function* readings(): Generator<EntryReading, void> {
      const own = ownLinks(paper);
      let planned: readonly (readonly PlannedLink[])[] | undefined;
      if (isPresent) {
        for (const near of nearShapes(shape)) {
          if (near === shape && pattern !== undefined) yield* editsBy({ pattern, shape, links: own });
          planned ??= otherLinks();
          for (const links of near === shape ? planned : [own, ...planned]) {
            const found = findPattern(print, paper, { parts: near.parts, links: links.map(({ kind }) => kind) });
            if (found !== undefined) yield* editsBy({ pattern: found, shape: near, links });
          }
        }
      } else if (pattern !== undefined) yield* editsBy({ pattern, shape, links: own });
    }

    function otherLinks(): readonly (readonly PlannedLink[])[] {
      const links = planLinks(paper, text, written);
      return links === undefined ? [] : [links];
    }

    function* editsBy(fit: EntryFit): Generator<EntryReading, void> {
      for (const next of candidatesFor(paper, old, written, fit)) {
        if (equalData(next, paper) || !isSound(next, paper)) continue;
        const edit = dropUntrue(paper, next);
        const printed = print(edit);
        if (printed !== undefined) yield { paper: edit, printed };
      }
    }
  }

  function added(written: string, { category, neighbours, taken }: NewPlace): EntryReading | undefined {
    const base = { ...blank, categories: [category] };
    const links = planNewLinks(written);
    const found = links.length === 0 ? undefined : choose(written, readings());
    if (found === undefined) return undefined;
    const { id: _id, ...rest } = found.paper;
    return { ...found, paper: { id: makePaperId(rest, taken), ...rest } };

    function* readings(): Generator<EntryReading, void> {
      for (const near of nearShapes({ parts: new Set(printedParts()), links: [] })) {
        const shape = { parts: near.parts, links: links.map(({ kind }) => kind) };
        const key = [...shape.parts, "", ...shape.links].join(" ");
        if (!newPatterns.has(key)) newPatterns.set(key, findPattern(print, blank, shape));
        const pattern = newPatterns.get(key);
        if (pattern !== undefined) yield* papersBy({ pattern, shape, links });
      }
      for (const { paper, text } of neighbours) {
        const pattern = print(paper) === text ? undefined : locatePattern(paper, text);
        if (pattern !== undefined) yield* papersBy({ pattern, shape: shapeOf(paper), links });
      }
    }

    function* papersBy(fit: EntryFit): Generator<EntryReading, void> {
      for (const { id: _blank, ...draft } of candidatesFor(base, new Map(), written, fit)) {
        const complete = completeDraft(draft, bare);
        const printed = complete.ok ? print(complete.value) : undefined;
        if (complete.ok && printed !== undefined) yield { paper: complete.value, printed };
      }
    }
  }

  /** What the template prints of a paper that has everything. */
  function printedParts(): readonly string[] {
    const pattern = findPattern(print, blank, { parts: new Set(entryParts), links: ["paper", "code"] });
    const printed = new Set(pattern?.slots.map(({ part }) => part));
    parts ??= entryParts.filter((part) => printed.has(part));
    return parts;
  }

  /** The shape itself, then those that have one value more or less, two, and so on. */
  function* nearShapes(shape: EntryShape): Generator<EntryShape, void> {
    yield shape;
    const printed = printedParts();
    const most = printed.length > mostCombined ? 2 : printed.length;
    for (let count = 1; count <= most; count += 1)
      for (const toggled of choices(printed, count))
        yield { ...shape, parts: shape.parts.symmetricDifference(new Set(toggled)) };
  }
}

function* choices(items: readonly string[], count: number, from = 0): Generator<readonly string[], void> {
  if (count === 0) yield [];
  else
    for (let at = from; at < items.length; at += 1)
      for (const rest of choices(items, count - 1, at + 1)) yield [items[at] ?? "", ...rest];
}

/** The first that is printed exactly as it was written, else one that shows the same words, else the first. */
function choose(written: string, readings: Iterable<EntryReading>): EntryReading | undefined {
  let words: string | undefined;
  let best: EntryReading | undefined;
  let isSame = false;
  for (const reading of readings) {
    if (reading.printed === written) return reading;
    if (isSame) continue;
    words ??= shownWords(written);
    isSame = shownWords(reading.printed) === words;
    if (isSame || best === undefined) best = reading;
  }
  return best;
}

/** Whether nothing is wrong with the paper that was not wrong before. */
function isSound(paper: Paper, before: Paper): boolean {
  const known = new Set(checkPaper(before).map(({ code, field }) => `${code} ${field}`));
  return checkPaper(paper).every(({ code, field, severity }) => severity !== "error" || known.has(`${code} ${field}`));
}
