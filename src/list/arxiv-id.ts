/**
 * arXiv identifiers, https://info.arxiv.org/help/arxiv_identifier.html: since 2007-04 `YYMM.NNNN`, since 2015-01
 * `YYMM.NNNNN`; before, `archive/YYMMNNN`, where a subject class (`math.GT`) is not part of the identifier.
 */
const month = "(?:0[1-9]|1[0-2])";
const newStyle = `(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4])${month})\\.[0-9]{4}|(?:1[5-9]|[2-8][0-9])${month}\\.[0-9]{5}`;

/** Archives that gave out old-style identifiers, those since folded into others included. */
const archives = [
  "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs",
  "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics",
  "plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con",
].join("|");
const oldNumber = `(?:9[1-9]|0[0-7])${month}[0-9]{3}`;

/** Canonical form, as a pattern without anchors. */
export const arxivIdPattern = `(?:${newStyle}|(?:${archives})/${oldNumber})`;

/** The same as people write it: any case, a subject class, a version. Group 1 archive, 2 old number, 3 new style. */
const writtenPattern = new RegExp(
  `^(?:(${archives})(?:\\.[a-z]{2})?/(${oldNumber})|(${newStyle}))(?:v[0-9]{1,3})?$`,
  "i",
);

/** Finds old-style identifiers in free text. */
export const oldArxivSource = `(?:${archives})(?:\\.[a-z]{2})?/${oldNumber}`;

/** Canonical arXiv id of what `text` writes with or without `arXiv:`, version and subject class; undefined if it is none. */
export function parseArxivId(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const match = writtenPattern.exec(text.trim().replace(/^arxiv:\s*/i, ""));
  if (match === null) return undefined;
  const [, archive, number, id] = match;
  return archive === undefined ? id : `${archive.toLowerCase()}/${number}`;
}

/**
 * Why a text that looks like an arXiv id is none, in words that follow it; undefined for what is one, or does not look so.
 */
export function arxivMistake(text: string): string | undefined {
  const [, year = "", month_ = "", number = ""] =
    /^(?:arxiv:\s*)?(\d{2})(\d{2})\.(\d{4,5})(?:v\d{1,3})?$/i.exec(text.trim()) ?? [];
  if (number === "" || parseArxivId(text) !== undefined) return undefined;
  const looks = "looks like an arXiv id (year and month in four digits, a dot, a number)";
  if (Number(month_) < 1 || Number(month_) > 12) return `${looks}, but there is no month ${month_}`;
  const date = Number(year) * 100 + Number(month_);
  if (date < 704 || date >= 9000) return `${looks}, but there are none of 20${year}-${month_}`;
  const length = Number(year) >= 15 ? "five" : "four";
  return `${looks}, but those of 20${year} have ${length} digits after the dot`;
}

/** Month in which an arXiv id was given out, `2025-06`; undefined for what is no canonical id. */
export function arxivMonth(arxivId: string): string | undefined {
  const canonical = parseArxivId(arxivId);
  const digits = canonical?.slice(canonical.indexOf("/") + 1);
  if (canonical === undefined || digits === undefined) return undefined;
  const century = canonical.includes("/") && digits.startsWith("9") ? "19" : "20";
  return `${century}${digits.slice(0, 2)}-${digits.slice(2, 4)}`;
}
