import { endOfString } from "./end-of-string.ts";

/** The paths that are looked for, as a tree: nothing is made for the values in between. */
export interface WantedPath {
  readonly parts: Map<string | number, WantedPath>;
  /** Offset at which the value begins; absent where there is no such value. */
  value?: number;
  /** Offset of its key, in an object. */
  key?: number;
}

/** Fills in where the wanted values of a JSON text begin. What is not wanted is passed over unread; a fault ends the search. */
export function findOffsets(text: string, root: WantedPath): void {
  readValue(text, skipSpace(text, 0), root);
}

/** Gives the offset behind the value. No deeper than the wanted paths. */
function readValue(text: string, start: number, wanted: WantedPath | undefined): number {
  if (start >= text.length) return start;
  if (wanted === undefined) return skipValue(text, start);
  wanted.value ??= start;
  const opening = text.charAt(start);
  if (wanted.parts.size === 0 || (opening !== "{" && opening !== "[")) return skipValue(text, start);
  return opening === "{" ? readObject(text, start, wanted) : readItems(text, start, wanted);
}

function readObject(text: string, start: number, wanted: WantedPath): number {
  let at = skipSpace(text, start + 1);
  while (text.charAt(at) === '"') {
    const end = endOfString(text, at);
    const next = wanted.parts.get(keyOf(text.slice(at, end + 1)));
    if (next !== undefined) next.key ??= at;
    // Behind the colon.
    at = skipSpace(text, skipSpace(text, end + 1) + 1);
    at = skipSpace(text, readValue(text, at, next));
    if (text.charAt(at) === ",") at = skipSpace(text, at + 1);
  }
  return at + 1;
}

function readItems(text: string, start: number, wanted: WantedPath): number {
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text.charAt(at) !== "]"; index += 1) {
    at = skipSpace(text, readValue(text, at, wanted.parts.get(index)));
    if (text.charAt(at) !== ",") break;
    at = skipSpace(text, at + 1);
  }
  return at + 1;
}

function keyOf(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function skipValue(text: string, start: number): number {
  let level = 0;
  let at = start;
  do {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        level += 1;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        level -= 1;
        // The end of what holds a bare value.
        if (level < 0) return at;
        break;
      case 0x2c: // ,
        if (level === 0) return at;
        break;
    }
    at += 1;
  } while (at < text.length && (level > 0 || !isEnd(text.charCodeAt(at))));
  return at;
}

/** Of a value at the level of what holds it: a comma, a closing bracket or brace, white space. */
function isEnd(unit: number): boolean {
  return unit === 0x2c || unit === 0x5d || unit === 0x7d || unit <= 0x20;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
