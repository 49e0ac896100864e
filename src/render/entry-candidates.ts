import type { Link, Paper } from "../list/paper.ts";
import { type PlannedLink, readLink, withLinkedIdentifiers } from "./entry-links.ts";
import { type EntryPattern, matchPattern, type Slot } from "./entry-pattern.ts";
import { type EntryShape, shapeOf, withPart } from "./entry-shape.ts";
import { printedForms, valuesWritten } from "./written-values.ts";

/** What an entry's text is read with. */
export interface EntryFit {
  readonly pattern: EntryPattern;
  readonly shape: EntryShape;
  readonly links: readonly PlannedLink[];
}

/** As many readings of one text by one pattern are tried. */
const mostCandidates = 8;

/**
 * The papers that `paper` may have become if its entry, whose values stood there as `old` by their part, is `written` now:
 * it with the values that stand in the slots of the pattern. Values that stand there as before are as they were.
 */
export function* candidatesFor(
  paper: Paper,
  old: ReadonlyMap<string, string>,
  written: string,
  fit: EntryFit,
): Generator<Paper, void> {
  const known = (slot: Slot): readonly string[] => {
    const before = old.get(slot.part);
    return before === undefined ? printedForms(paper, slot) : [before, ...printedForms(paper, slot)];
  };
  for (const backwards of [false, true]) {
    const texts = matchPattern(fit.pattern, written, known, backwards);
    if (texts !== undefined) yield* papersWith(paper, old, slotTexts(fit.pattern, texts, old), fit);
  }
}

interface WrittenSlot {
  readonly slot: Slot;
  readonly text: string;
}

/** Of a value that the entry shows twice the one that was changed. */
export function slotTexts(
  { slots }: EntryPattern,
  texts: readonly string[],
  old: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, WrittenSlot> {
  const found = new Map<string, WrittenSlot>();
  for (const [at, slot] of slots.entries()) {
    const text = texts[at] ?? "";
    if (!found.has(slot.part) || text !== old.get(slot.part)) found.set(slot.part, { slot, text });
  }
  return found;
}

function* papersWith(
  paper: Paper,
  old: ReadonlyMap<string, string>,
  written: ReadonlyMap<string, WrittenSlot>,
  { shape, links }: EntryFit,
): Generator<Paper, void> {
  let papers: readonly Paper[] = [paper];
  for (const part of shapeOf(paper).parts)
    if (!shape.parts.has(part)) papers = papers.map((one) => withPart(one, part, undefined));
  for (const [part, { slot, text }] of written) {
    if (part.startsWith("links.") || text === old.get(part)) continue;
    const values = valuesWritten(slot, text, paper, old.get(part));
    papers = papers.flatMap((one) => values.map((value) => withPart(one, part, value))).slice(0, mostCandidates);
  }
  const read: Link[] = [];
  for (const [at, link] of links.entries()) {
    const [url, label] = [written.get(`links.${at}.url`)?.text, written.get(`links.${at}.label`)?.text];
    const one = readLink(link, { url, label });
    if (one === undefined) return;
    read.push(one);
  }
  for (const one of papers)
    yield withLinkedIdentifiers(withPart(one, "links", read.length === 0 ? undefined : read), paper);
}
