import { parseArxivId } from "../list/arxiv-id.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { failed } from "./failed.ts";
import type { Http } from "./http.ts";
import { parseJournalReference } from "./journal-reference.ts";
import { isObjectAt, listAt, textAt } from "./json-answer.ts";
import { findLinksInComment } from "./links-in-comment.ts";
import { makeRecord } from "./make-record.ts";
import { parseFeed } from "./parse-feed.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";
import type { Source, SourceAnswer } from "./source.ts";
import { findVenueInComment } from "./venue-in-comment.ts";
import { isWithdrawalNotice, isWithdrawn } from "./withdrawal.ts";

/**
 * arXiv's API, an Atom feed: https://info.arxiv.org/help/api/user-manual.html. Its terms ask for one request in three seconds, one at a
 * time (https://info.arxiv.org/help/api/tou.html), so ids are asked for together.
 */
export function createArxivSource(): Source {
  return { name: "arxiv", batch: 50, knows: (query) => idOf(query) !== undefined || phrasesOf(query) !== "", ask };
}

/** Fifty entries are 200 kB, or many times that where papers have thousands of authors. */
const limit = 8_000_000;
const accept = ["application/atom+xml", "application/xml", "text/xml"];
const notFound: SourceAnswer = { kind: "not-found" };
const isAnError: SourceAnswer = failed("arxiv", "nonsense", "its answer is an error");

async function ask(queries: readonly PaperQuery[], http: Http): Promise<readonly SourceAnswer[]> {
  const ids = [...new Set(queries.map(idOf).filter((id) => id !== undefined))];
  const byId = ids.length === 0 ? new Map<string, SourceAnswer>() : await askIds(ids, http);
  const answers: SourceAnswer[] = [];
  for (const query of queries) answers.push(byId.get(idOf(query) ?? "") ?? (await search(phrasesOf(query), http)));
  return answers;
}

/** An error names the ids that it does not like, perhaps one at a time: so often the others are asked for without them. */
const mostErrors = 3;

/** One answer for each id. */
async function askIds(
  ids: readonly string[],
  http: Http,
  errors = mostErrors,
): Promise<ReadonlyMap<string, SourceAnswer>> {
  const feed = await readFeed({ id_list: ids.join(","), max_results: String(ids.length) }, http);
  if (feed.kind === "answer") return allOf(ids, feed.answer);
  const { error, records } = feed;
  const found = new Map<string, SourceAnswer>();
  for (const record of records) found.set(record.identifiers.arxiv ?? "", { kind: "found", record });
  const missing = ids.filter((id) => !found.has(id));
  if (error === undefined) return new Map([...allOf(missing, notFound), ...found]);
  const named = new Set(error.split(/[\s,]+/).map(parseArxivId));
  const wrong = missing.filter((id) => named.has(id));
  const rest = missing.filter((id) => !named.has(id));
  const again = wrong.length > 0 && rest.length > 0 && errors > 1;
  const others = again ? await askIds(rest, http, errors - 1) : allOf(rest, isAnError);
  return new Map([...allOf(wrong, notFound), ...others, ...found]);
}

function allOf(ids: readonly string[], answer: SourceAnswer): ReadonlyMap<string, SourceAnswer> {
  return new Map(ids.map((id) => [id, answer]));
}

async function search(phrases: string, http: Http): Promise<SourceAnswer> {
  if (phrases === "") return notFound;
  const feed = await readFeed({ search_query: phrases, max_results: "5" }, http);
  if (feed.kind === "answer") return feed.answer;
  if (feed.error !== undefined) return isAnError;
  return feed.records.length === 0 ? notFound : { kind: "candidates", records: feed.records };
}

type Feed =
  | { readonly kind: "feed"; readonly records: readonly PaperRecord[]; readonly error: string | undefined }
  | { readonly kind: "answer"; readonly answer: SourceAnswer };

async function readFeed(query: Readonly<Record<string, string>>, http: Http): Promise<Feed> {
  const answer = await http.get({ path: "/query", query, accept, limit });
  if (answer.kind !== "body") return { kind: "answer", answer };
  const feed = parseFeed(answer.text);
  if (!isObjectAt(feed)) return { kind: "answer", answer: failed("arxiv", "nonsense", "its answer is no Atom feed") };
  const entries = listAt(feed, "entry");
  // An error is an entry too: https://info.arxiv.org/help/api/user-manual.html#34-errors
  const error = entries.find((entry) => textAt(entry, "id")?.includes("/api/errors"));
  const records = entries.map(readEntry).filter((record) => record !== undefined);
  return { kind: "feed", records, error: error === undefined ? undefined : (textAt(error, "summary") ?? "") };
}

/** https://info.arxiv.org/help/api/user-manual.html#52-details-of-atom-results-returned */
function readEntry(entry: unknown): PaperRecord | undefined {
  const arxiv = parseArxivId(textAt(entry, "id")?.replace(/^https?:\/\/(?:export\.)?arxiv\.org\/abs\//, "") ?? "");
  if (arxiv === undefined) return undefined;
  const abstract = plainParagraphs(textAt(entry, "summary") ?? "", "latex");
  const comment = textAt(entry, "comment") ?? "";
  const venue = parseJournalReference(textAt(entry, "journal_ref") ?? "") ?? findVenueInComment(comment);
  return makeRecord({
    source: "arxiv",
    url: `https://arxiv.org/abs/${arxiv}`,
    title: plainLine(textAt(entry, "title") ?? "", "latex"),
    authors: listAt(entry, "author").map((author) => plainLine(textAt(author, "name") ?? "", "latex")),
    date: textAt(entry, "published")?.slice(0, 10),
    ...venue,
    abstract: isWithdrawalNotice(abstract) ? undefined : abstract,
    // Several are separated by spaces, the paper's own first: https://info.arxiv.org/help/bib_feed.html
    identifiers: { arxiv, doi: textAt(entry, "doi")?.trim().split(/\s/)[0] },
    links: findLinksInComment(comment),
    withdrawn: isWithdrawn(comment, abstract),
  });
}

function idOf(query: PaperQuery): string | undefined {
  return query.kind === "identifier" && query.identifier.kind === "arxiv" ? query.identifier.value : undefined;
}

/**
 * A title as the search takes it: `ti:"A VLA Flow Model"`. Words of plain letters only, so that nothing in it is an operator or a quote;
 * others are written in LaTeX there (`$\pi_0$`), or not alike, and part it in two phrases.
 */
function phrasesOf(query: PaperQuery): string {
  if (query.kind !== "title") return "";
  const words = query.title.slice(0, 300).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const phrases = words
    .map((word) => (/^[a-z0-9]+$/i.test(word) ? word : "\n"))
    .join(" ")
    .split("\n")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
  return phrases.map((phrase) => `ti:"${phrase}"`).join(" AND ");
}
