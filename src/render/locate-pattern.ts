import type { Paper } from "../list/paper.ts";
import type { EntryPattern, Slot } from "./entry-pattern.ts";
import { shapeOf } from "./entry-shape.ts";
import { printedForms } from "./written-values.ts";

interface Place {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

/**
 * How an entry was printed by a template that is not there any more: its text, with a slot where a value of the paper
 * stands. The longest values are looked for first, so that a year in a title is not the date.
 */
export function locatePattern(paper: Paper, text: string): EntryPattern | undefined {
  const wanted = slotsOf(paper)
    .flatMap((slot) => printedForms(paper, slot).map((form) => ({ slot, form })))
    .filter(({ form }) => form.length > 1)
    .toSorted((a, b) => b.form.length - a.form.length);
  const places: Place[] = [];
  for (const { slot, form } of wanted) {
    if (places.some((place) => place.slot.part === slot.part)) continue;
    for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + form.length)) {
      const end = start + form.length;
      if (places.some((place) => start < place.end && end > place.start)) continue;
      places.push({ slot, start, end });
      break;
    }
  }
  if (!places.some(({ slot }) => slot.part === "title")) return undefined;
  const texts: string[] = [];
  let from = 0;
  const inOrder = places.toSorted((a, b) => a.start - b.start);
  for (const { start, end } of inOrder) {
    texts.push(text.slice(from, start));
    from = end;
  }
  return { texts: [...texts, text.slice(from)], slots: inOrder.map(({ slot }) => slot) };
}

function slotsOf(paper: Paper): readonly Slot[] {
  const links = (paper.links ?? []).flatMap((_, at) => [{ part: `links.${at}.url` }, { part: `links.${at}.label` }]);
  return [{ part: "title" }, ...[...shapeOf(paper).parts].map((part) => ({ part })), ...links];
}
