import { distance } from "fastest-levenshtein";
import { isNearlySameTitle, isSamePaper } from "./is-same-paper.ts";
import { normalizeTitle } from "./normalize-title.ts";
import type { PaperQuery } from "./paper-query.ts";
import type { PaperRecord } from "./paper-record.ts";
import { shareAuthor } from "./share-author.ts";

export type TitleQuery = Extract<PaperQuery, { readonly kind: "title" }>;

export type TitledChoice =
  /** What each source says of the one paper that is meant, in the order in which it was given. */
  | { readonly kind: "sure"; readonly records: readonly PaperRecord[] }
  /** None is, or several are: what may be meant, each once, the nearest title first. */
  | { readonly kind: "unsure"; readonly candidates: readonly PaperRecord[] };

const mostCandidates = 5;
/** Shorter titles are given to many papers, and need both author and year to be sure of. */
const fewestWords = 4;

/** Which paper a search by title was for. */
export function chooseTitled(query: TitleQuery, found: readonly PaperRecord[]): TitledChoice {
  const meant = found.filter((record) => isMeant(query, record));
  const [first] = meant;
  if (first !== undefined && meant.every((record) => isSamePaper(first, record))) {
    return {
      kind: "sure",
      records: meant.filter((record, at) => meant.findIndex((other) => other.source === record.source) === at),
    };
  }
  const title = normalizeTitle(query.title);
  const nearest = found
    .map((record) => ({ record, away: distance(title, normalizeTitle(record.title).slice(0, 600)) }))
    .toSorted((a, b) => a.away - b.away)
    .map(({ record }) => record);
  const distinct = nearest.filter((record, at) => nearest.findIndex((other) => isSamePaper(other, record)) === at);
  return { kind: "unsure", candidates: distinct.slice(0, mostCandidates) };
}

function isMeant({ title, author, year }: TitleQuery, record: PaperRecord): boolean {
  if (!isNearlySameTitle(title, record.title)) return false;
  if (author !== undefined && !shareAuthor([author], record.authors ?? [])) return false;
  if (year !== undefined && !isAbout(year, record)) return false;
  return normalizeTitle(title).split(" ").length >= fewestWords || (author !== undefined && year !== undefined);
}

/** Within a year of when it appeared or was published: lists give either, and proceedings come out late. */
function isAbout(year: string, { date, published }: PaperRecord): boolean {
  return [date, published].some((day) => day !== undefined && Math.abs(Number(day.slice(0, 4)) - Number(year)) <= 1);
}
