import { arxivMonth, identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import { isRealDate } from "../list/is-real-date.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { Link, Paper } from "../list/paper.ts";

/** A fault of one paper that can be mended without asking anybody. */
export interface ListFix {
  readonly change: ListChange & { readonly kind: "edit" };
  /** What becomes of what, for people; one for each thing that changes. */
  readonly messages: readonly string[];
}

/**
 * Addresses at arXiv as arXiv itself gives them, links that lead nowhere gone, dates that are twelve months before the
 * arXiv id a year later. What was kept as written of such a field goes with the edit, so the entry is printed anew.
 */
export function planFixes({ papers }: Pick<List, "papers">): readonly ListFix[] {
  return papers.flatMap((paper) => {
    const fixes = [fixLinks(paper), fixDate(paper)].filter((fix) => fix !== undefined);
    const set: Partial<Paper> = Object.assign({}, ...fixes.map((fix) => fix.set));
    const messages = fixes.flatMap((fix) => fix.messages);
    if (!hasEmptyLink(paper))
      return messages.length === 0 ? [] : [{ change: { kind: "edit", id: paper.id, set }, messages }];
    // Links without an address are in no field but in what was kept as written.
    const { links: _links, entry: _entry, date, ...rest } = paper.asWritten ?? {};
    const kept = { ...rest, ...(date !== undefined && set.date === undefined && { date }) };
    const change =
      Object.keys(kept).length === 0 ? ({ set, unset: ["asWritten"] } as const) : { set: { ...set, asWritten: kept } };
    return [
      {
        change: { kind: "edit", id: paper.id, ...change },
        messages: [...messages, "A link without an address is gone."],
      },
    ];
  });
}

interface Fix {
  readonly set: Partial<Paper>;
  readonly messages: readonly string[];
}

function fixLinks({ links = [] }: Paper): Fix | undefined {
  const messages: string[] = [];
  const taken = new Set(links.map(({ url }) => url));
  const fixed = links.map((link): Link => {
    const url = arxivPage(link.url);
    // `[Paper](abs) [PDF](pdf)` is meant as two links.
    if (url === undefined || taken.has(url)) return link;
    taken.add(url);
    messages.push(`${link.url} is now ${url}.`);
    return { ...link, url };
  });
  return messages.length === 0 ? undefined : { set: { links: fixed }, messages };
}

/** The page of the paper that an address at arXiv leads to, where that is another address. */
function arxivPage(url: string): string | undefined {
  if (!/^https?:\/\/(?:www\.|export\.)?arxiv\.org\//i.test(url)) return undefined;
  const identifier = parseIdentifier(url);
  if (identifier?.kind !== "arxiv") return undefined;
  const page = identifierUrl(identifier);
  return page === url ? undefined : page;
}

/** As happens each January. https://info.arxiv.org/help/arxiv_identifier.html: the id has the month in which it was given out. */
function fixDate({ date = "", identifiers }: Paper): Fix | undefined {
  const first = arxivMonth(identifiers?.arxiv ?? "");
  const later = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  if (first === undefined || later.slice(0, 7) !== first || !isRealDate(later)) return undefined;
  return { set: { date: later }, messages: [`The date ${date} is now ${later}: the paper came to arXiv in ${first}.`] };
}

function hasEmptyLink({ asWritten: { links = "", entry = "" } = {} }: Paper): boolean {
  const entries = typeof entry === "string" ? [entry] : Object.values(entry);
  return [links, ...entries].some((text) => emptyLink.test(text));
}

const emptyLink = /\]\([ \t]{0,20}#?[ \t]{0,20}\)/;
