import type { Paper } from "../list/paper.ts";
import { entryParts, type EntryShape, isListPart, withPart } from "./entry-shape.ts";

/** A value of a paper as it stands in a printed entry: `title`, `date`, `identifiers.arxiv`, `links.0.url`, `links.0.label`. */
export interface Slot {
  readonly part: string;
  /** What stands between two values of a list. */
  readonly separator?: string;
}

/** How a template prints a paper of some shape: texts, and between each two of them a value. */
export interface EntryPattern {
  readonly texts: readonly string[];
  readonly slots: readonly Slot[];
}

/** An entry without line breaks around it; undefined where the template fails. */
export type PrintEntry = (paper: Paper) => string | undefined;

const token = /(?:https:\/\/)?zq(\d+)qz(?:\.example\/)?/gi;
/** Two days that have no digit and no letter of a month in the same place. */
const days = ["9173-04-28", "8264-11-09"] as const;

/**
 * Finds out how the template prints papers of this shape, whatever the template is: by what it makes of a paper of known
 * words. What no shape tells (`featured`, `notes`, what is as written) is as `base` has it.
 */
export function findPattern(print: PrintEntry, base: Paper, shape: EntryShape): EntryPattern | undefined {
  const parts: string[] = [];
  const word = (part: string): string => `zq${parts.push(part) - 1}qz`;
  let model = withPart(base, "title", word("title"));
  for (const part of [...entryParts, "identifiers", "digest", "asWritten.entry"])
    model = withPart(model, part, undefined);
  for (const part of shape.parts)
    if (part !== "date") model = withPart(model, part, isListPart(part) ? [word(part), word(part)] : word(part));
  const links = shape.links.map((kind, at) => ({
    kind,
    url: `https://${word(`links.${at}.url`)}.example/`,
    label: word(`links.${at}.label`),
  }));
  model = withPart(model, "links", links.length === 0 ? undefined : links);
  const hasDate = shape.parts.has("date");
  const printed = print(hasDate ? withPart(model, "date", days[0]) : model);
  if (printed === undefined) return undefined;
  const pattern = readPattern(printed, parts);
  const other = hasDate ? print(withPart(model, "date", days[1])) : undefined;
  return joinLists(other === undefined ? pattern : withDates(pattern, readPattern(other, parts)));
}

function readPattern(printed: string, parts: readonly string[]): EntryPattern {
  const texts: string[] = [];
  const slots: Slot[] = [];
  let from = 0;
  for (const { 0: found, 1: number, index } of printed.matchAll(token)) {
    const part = parts[Number(number)];
    if (part === undefined) continue;
    texts.push(printed.slice(from, index));
    slots.push({ part });
    from = index + found.length;
  }
  return { texts: [...texts, printed.slice(from)], slots };
}

/** What differs between two days is the date. */
function withDates(pattern: EntryPattern, other: EntryPattern): EntryPattern {
  if (pattern.texts.length !== other.texts.length) return pattern;
  const texts: string[] = [];
  const slots: Slot[] = [];
  for (const [at, text] of pattern.texts.entries()) {
    const different = other.texts[at] ?? "";
    if (text === different) texts.push(text);
    else {
      const [start, end] = sharedEnds(text, different);
      texts.push(text.slice(0, start), text.slice(text.length - end));
      slots.push({ part: "date" });
    }
    const slot = pattern.slots[at];
    if (slot !== undefined) slots.push(slot);
  }
  return { texts, slots };
}

/** Lengths of what two texts have in common at the beginning and at the end. */
function sharedEnds(one: string, other: string): readonly [number, number] {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [start, end];
}

/** The two values of a list become one slot, since a paper may have any number of them. */
function joinLists({ texts, slots }: EntryPattern): EntryPattern {
  const joined: Slot[] = [];
  const around: string[] = [texts[0] ?? ""];
  for (const [at, slot] of slots.entries()) {
    const last = joined.at(-1);
    if (last?.part === slot.part && last.separator === undefined && isListPart(slot.part)) {
      joined.splice(-1, 1, { part: slot.part, separator: around.at(-1) ?? "" });
      around.pop();
    } else joined.push(slot);
    around.push(texts[at + 1] ?? "");
  }
  return { texts: around, slots: joined };
}

/**
 * What stands in each slot of a text that is printed so; undefined where it is not. A value that is `known` is seen first,
 * then the shortest. `backwards` looks from the end, for a value that holds what stands behind it.
 */
export function matchPattern(
  { texts, slots }: EntryPattern,
  text: string,
  known: (slot: Slot) => readonly string[],
  backwards = false,
): readonly string[] | undefined {
  const [first = "", last = ""] = [texts[0], texts.at(-1)];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return undefined;
  if (slots.length === 0) return text === first ? [] : undefined;
  const found: string[] = [];
  let [start, end] = [first.length, text.length - last.length];
  for (let left = slots.length; left > 0; left -= 1) {
    const at = backwards ? left - 1 : slots.length - left;
    const slot = slots[at];
    const next = texts[backwards ? at : at + 1] ?? "";
    if (slot === undefined || (next === "" && left > 1)) return undefined;
    if (left === 1) {
      found.splice(backwards ? 0 : found.length, 0, text.slice(start, end));
    } else if (backwards) {
      const fits = (one: string): boolean => text.slice(start, end).endsWith(next + one);
      const from = text.lastIndexOf(next, end - next.length);
      const value = known(slot).find(fits) ?? (from < start ? undefined : text.slice(from + next.length, end));
      if (value === undefined) return undefined;
      found.unshift(value);
      end -= value.length + next.length;
    } else {
      const to = text.indexOf(next, start);
      const value =
        known(slot).find((one) => text.startsWith(one + next, start)) ??
        (to === -1 ? undefined : text.slice(start, to));
      if (value === undefined) return undefined;
      found.push(value);
      start += value.length + next.length;
    }
    if (start > end) return undefined;
  }
  return found;
}
