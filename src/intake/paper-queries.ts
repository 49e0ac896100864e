import { parseIdentifier } from "../list/identifiers.ts";
import { findPaperPageUrl } from "../list/paper-page-url.ts";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import { findPaperField, parsePaperField } from "../list/paper-fields.ts";
import { normalizeTitle } from "../list/normalize-title.ts";
import { splitAuthors } from "../list/split-authors.ts";
import type { FormAnswers } from "./read-form.ts";

const mostIdentifiers = 5;
const mostPages = 2;
/** Two words are the title of too many papers to be searched for. */
const fewestWords = 3;
const longestLinks = 8_000;

/**
 * What is to be looked up about one paper: every identifier that its links show; without one, its pages on sites that are known;
 * without either, its title and a page that may be the project's. Empty where nothing is worth asking.
 */
export function findPaperQueries(answers: FormAnswers): readonly PaperQuery[] {
  const links = linksIn(answers.get("links") ?? "");
  const identifiers = links.map(parseIdentifier).filter((identifier) => identifier !== undefined);
  if (identifiers.length > 0) {
    return each(identifiers.map((identifier): PaperQuery => ({ kind: "identifier", identifier }))).slice(
      0,
      mostIdentifiers,
    );
  }
  const pages = links.map(findPaperPageUrl).filter((page) => page !== undefined);
  const known = pages.filter((page) => page.known);
  if (known.length > 0) return each(known.map(askPage)).slice(0, mostPages);
  const title = askTitle(answers);
  return [...each(pages.map(askPage)).slice(0, mostPages), ...(title === undefined ? [] : [title])];
}

/** Addresses of the links that are said to be the paper's. Each line is read by itself: a broken one takes no other with it. */
function linksIn(answer: string): readonly string[] {
  const field = findPaperField("links");
  if (field === undefined || answer.length > longestLinks) return [];
  return answer.split("\n").flatMap((line) => {
    const parsed = parsePaperField(field, line, []);
    return parsed.ok ? (parsed.value.links ?? []).filter(({ kind }) => kind === "paper").map(({ url }) => url) : [];
  });
}

function askPage({ url }: { readonly url: string }): PaperQuery {
  return { kind: "page", url };
}

function askTitle(answers: FormAnswers): PaperQuery | undefined {
  const field = findPaperField("title");
  const parsed = field === undefined ? undefined : parsePaperField(field, answers.get("title") ?? "", []);
  const title = parsed?.ok === true ? parsed.value.title : undefined;
  if (title === undefined || normalizeTitle(title).split(" ").length < fewestWords) return undefined;
  const author = splitAuthors((answers.get("authors") ?? "").slice(0, 2_000))[0];
  const year = /^\s*(\d{4})(?!\d)/.exec(answers.get("date") ?? "")?.[1];
  return { kind: "title", title, ...(author !== undefined && { author }), ...(year !== undefined && { year }) };
}

function each(queries: readonly PaperQuery[]): readonly PaperQuery[] {
  return [...new Map(queries.map((query) => [queryKey(query), query])).values()];
}
