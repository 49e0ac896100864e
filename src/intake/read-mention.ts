import { cleanLine } from "../list/clean-text.ts";
import { readCitedNames, type CitedNames } from "./cited-names.ts";

/** A paper as people name one without a link. */
export interface Mention {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year?: string;
}

/** Nobody writes a longer citation on one line; what is longer is prose. It bounds what every pattern here costs. */
const longest = 700;
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "“": "”",
  "„": "“",
  "«": "»",
  "「": "」",
  "《": "》",
  "**": "**",
  "*": "*",
};
const opening = /["“„«「《]|\*{1,2}/;

/**
 * The paper that a line cites, where the line is a citation and nothing else: `"Title" by Authors (2017)`, `Title, Vaswani et al.`,
 * `Title — Authors`, an entry of a bibliography. Undefined where anything about it is unsure: prose is no title.
 */
export function readMention(line: string): Mention | undefined {
  const text = cleanLine(line.slice(0, longest + 1)).replace(
    /^(?:#{1,6}|[-*+]|\d{1,3}[.)]|\[\d{1,3}\])\s+(?:\[[ xX]\]\s+)?/,
    "",
  );
  if (text.length > longest) return undefined;
  return readQuoted(text) ?? readDated(text) ?? readPlain(text.replaceAll("*", ""));
}

/** `"Title" by Authors (year)`, and `Authors. "Title." Venue year.` */
function readQuoted(text: string): Mention | undefined {
  const open = opening.exec(text);
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const close = text.indexOf(quotes[open[0]] ?? open[0], from);
  if (close === -1) return undefined;
  const title = trimTitle(text.slice(from, close));
  const before = text.slice(0, open.index).trim();
  const after = text
    .slice(close + (quotes[open[0]] ?? "").length)
    .replaceAll("*", "")
    .trim();
  const isEmphasis = open[0].startsWith("*");
  // Emphasis may stand for anything: labels and venues too.
  if (!isTitle(title) || countWords(title) < (isEmphasis ? 3 : 2)) return undefined;
  if (isEmphasis && (before !== "" || after.startsWith(":"))) return undefined;
  if (before === "") {
    const authors = readAuthors(after.replace(/^[\s.,:–—-]*(?:by\s+)?/i, ""));
    return isEmphasis && authors?.isPlain === false && authors.names.length < 2 ? undefined : mention(title, authors);
  }
  const names = readCitedNames(before.replace(/[.:,\s]+$/, ""));
  const isVenue = after === "" || /^(?:[,.]\s*)?(?:in[\s:]|arXiv|\p{Lu}|\d|\()/u.test(after);
  return isVenue ? mention(title, names && { ...names, year: onlyYear(after) }) : undefined;
}

/** `Vaswani, A., Shazeer, N., et al. (2017). Attention is all you need. In …`, as APA writes. */
function readDated(text: string): Mention | undefined {
  const {
    names = "",
    year,
    rest = "",
  } = /^(?<names>[^("]{3,500}) \((?<year>(?:19|20)\d\d)[a-z]?\)[.:] (?<rest>[\p{Lu}\d].*)$/u.exec(text)?.groups ?? {};
  const authors = readCitedNames(names);
  const title = trimTitle(rest.split(/\. (?=\p{Lu}|arXiv)/u)[0] ?? "");
  return authors?.isPlain === true && countWords(title) > 2 && !isProse(title) && isTitle(title)
    ? mention(title, { ...authors, year })
    : undefined;
}

/** Without quotes only what is written like a title, and followed by what can only be authors. */
function readPlain(text: string): Mention | undefined {
  for (const { title, authors, names } of cuts(text)) {
    const trimmed = trimTitle(title);
    const read = countWords(trimmed) > 2 && looksLikeTitle(trimmed) ? readAuthors(authors) : undefined;
    if (read?.isPlain === true || (read !== undefined && read.names.length >= names && authors.includes(","))) {
      return mention(trimmed, read);
    }
  }
  return undefined;
}

interface Cut {
  readonly title: string;
  readonly authors: string;
  /** As many full names there must be where nothing shows that they are names: `by Spatial Reasoning` ends many a title. */
  readonly names: number;
}

function cuts(text: string): readonly Cut[] {
  const found: Cut[] = [];
  const bracket = text.lastIndexOf(" (");
  if (bracket > 0) found.push(cutAt(bracket, 2, Number.POSITIVE_INFINITY));
  for (const dash of [" — ", " – ", " - ", " by "]) {
    const at = text.lastIndexOf(dash);
    if (at > 0) found.push(cutAt(at, dash.length, dash === " by " ? 3 : 2));
  }
  // Titles have commas too: after one, only what no title ends with.
  const etAl = text.search(/,\s[^,]{2,60}\set\.? al\b/);
  if (etAl > 0) found.push(cutAt(etAl, 2, Number.POSITIVE_INFINITY));
  return found;

  function cutAt(at: number, length: number, names: number): Cut {
    return { title: text.slice(0, at), authors: text.slice(at + length), names };
  }
}

/** Authors, and after them at most a venue and a year. */
function readAuthors(text: string): (CitedNames & { readonly year: string | undefined }) | undefined {
  const bare = text.replace(/^\(/, "").replace(/[)\]]\.?$/, "");
  const [, beforeYear, year] = /^(.*)[\s,.;([]((?:19|20)\d\d)\.?$/.exec(bare) ?? [undefined, bare, undefined];
  const [, beforeVenue, venue = ""] = /^(.*)[\s,.;([](\p{L}{3,12})$/u.exec(beforeYear.replace(/[\s,'’([]+$/, "")) ?? [];
  const isVenue = venue === "arXiv" || (venue.match(/\p{Lu}/gu)?.length ?? 0) > 2;
  const written = (isVenue ? (beforeVenue ?? "") : beforeYear).replace(/[\s.,;([]+$/, "");
  const names = readCitedNames(written);
  return names && { ...names, year };
}

function mention(
  title: string,
  read: { readonly names: readonly string[]; readonly year?: string | undefined } | undefined,
): Mention | undefined {
  if (read === undefined) return undefined;
  return { title, authors: read.names, ...(read.year !== undefined && { year: read.year }) };
}

function onlyYear(text: string): string | undefined {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  return years.size === 1 ? [...years][0] : undefined;
}

function trimTitle(text: string): string {
  return text.replace(/^[\s*_"“”]+/, "").replace(/[\s*_"“”.,;:]+$/, "");
}

function isTitle(title: string): boolean {
  return title.length >= 4 && title.length <= 400 && /\p{L}{2}/u.test(title) && !/https?:|www\./i.test(title);
}

/** Most words of four letters and more begin with a capital, or a nickname stands before a colon: `OpenVLA: an open …`. */
function looksLikeTitle(title: string): boolean {
  if (title.includes(",") && readCitedNames(title) !== undefined) return false;
  if (!isTitle(title) || isProse(title) || !/^[\p{Lu}\d\p{Lo}]/u.test(title)) return false;
  if (/^\S*(?:\p{Ll}\S*\p{Lu}|\p{Lu}\S*\d)\S*: /u.test(title)) return true;
  const words = title.split(/[\s/-]+/).filter((word) => /^\p{L}{4}/u.test(word));
  return words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length * 10 >= words.length * 7;
}

/** Somebody speaks to somebody. */
function isProse(text: string): boolean {
  return (
    /\b(?:please|thanks|thank you|hi|hello|hey|dear|check out|this (?:list|repo|paper|work)|the (?:list|repo|authors|paper))\b/i.test(
      text,
    ) ||
    /\b(?:I|We|we|You|you)(?:['’](?:m|ve|d|ll|re)| (?:am|are|have|had|was|think|believe|found|find|would|should|could|can|may|might|like|love|just|read|saw|want|hope|recommend|suggest|really|also))\b/.test(
      text,
    )
  );
}

function countWords(text: string): number {
  return text.split(/\s+/).length;
}
