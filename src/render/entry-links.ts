import { identifiersFromLinks } from "../list/paper-names.ts";
import { type Identifiers, type Link, linkKinds, type LinkKind, type Paper } from "../list/paper.ts";
import { linkKindOf, urlMistake } from "../list/url.ts";
import { linkTarget } from "./link-target.ts";
import { linkLabels } from "./paper-view.ts";
import { linksIn, shownWords, type WrittenLink } from "./written-text.ts";

/** A link that an entry may have: one of the paper's, or a new one. */
export interface PlannedLink {
  readonly kind: LinkKind;
  readonly source?: Link;
}

/** More links in one entry are not read. */
const mostLinks = 20;

/** The links of a paper as it has them: perhaps with another address or label now. */
export function ownLinks(paper: Paper): readonly Required<PlannedLink>[] {
  return (paper.links ?? []).map((link) => ({ kind: link.kind, source: link }));
}

/**
 * The links of a paper whose entry was `before` and is now `written`: those whose addresses stand there still, in the paper's
 * order, and new ones behind the one they stand behind. Undefined where these are the paper's own.
 */
export function planLinks(paper: Paper, before: string, written: string): readonly PlannedLink[] | undefined {
  const own = ownLinks(paper);
  const now = linksIn(written).slice(0, mostLinks);
  const shown = linksIn(before);
  const planned: (PlannedLink & { readonly url?: string })[] = own.filter(
    ({ source }) => has(now, source.url) || !has(shown, source.url),
  );
  for (const [at, link] of now.entries()) {
    if (has(shown, link.url) || own.some(({ source }) => isSame(source.url, link.url))) continue;
    const previous = now[at - 1]?.url ?? "";
    const place = planned.findIndex(({ source, url = source?.url ?? "" }) => isSame(url, previous));
    planned.splice(place === -1 && at > 0 ? planned.length : place + 1, 0, { kind: kindOf(link), url: link.url });
  }
  const isOther = planned.length !== own.length || planned.some(({ source }, at) => source !== own[at]?.source);
  return isOther ? planned : undefined;
}

/** The links of an entry that is new. What is not plainly something else is the paper, as in a suggestion. */
export function planNewLinks(written: string): readonly PlannedLink[] {
  const kinds = linksIn(written).slice(0, mostLinks).map(kindOf);
  const isPaper = kinds.includes("paper");
  return kinds.map((kind, at) => ({ kind: at === 0 && !isPaper && kind === "website" ? "paper" : kind }));
}

function kindOf({ url, words }: WrittenLink): LinkKind {
  return linkKinds.find((kind) => linkLabels[kind].toLowerCase() === words.toLowerCase()) ?? linkKindOf(url);
}

function has(links: readonly WrittenLink[], url: string): boolean {
  return links.some((link) => isSame(link.url, url));
}

function isSame(one: string, other: string): boolean {
  return one === other || linkTarget(one) === linkTarget(other);
}

/** The link with the address and the words that stand there now; undefined where that is no address. */
export function readLink(
  { kind, source }: PlannedLink,
  written: { readonly url: string | undefined; readonly label: string | undefined },
): Link | undefined {
  const url =
    written.url === undefined || written.url === linkTarget(source?.url ?? "") ? source?.url : addressIn(written.url);
  if (url === undefined) return undefined;
  const words = written.label === undefined ? undefined : shownWords(written.label);
  if (words === undefined || words === shownWords(source?.label ?? "")) return { ...source, kind, url };
  return words === linkLabels[kind] || words === "" ? { kind, url } : { kind, url, label: words };
}

function addressIn(written: string): string | undefined {
  const url = written.trim().replaceAll("&amp;", "&");
  return urlMistake(url) === undefined && !/[()[\]]/.test(url) ? url : undefined;
}

/** The paper with the identifiers that its new links name where its old links named them. */
export function withLinkedIdentifiers(paper: Paper, before: Paper): Paper {
  const [old, now] = [identifiersFromLinks(before.links), identifiersFromLinks(paper.links)];
  const next: { -readonly [K in keyof Identifiers]?: string } = { ...paper.identifiers };
  for (const kind of ["arxiv", "doi", "openreview", "acl"] as const) {
    if (old[kind] === now[kind] || next[kind] !== old[kind]) continue;
    delete next[kind];
    if (now[kind] !== undefined) next[kind] = now[kind];
  }
  const { identifiers: _old, ...rest } = paper;
  return Object.keys(next).length === 0 ? rest : { ...rest, identifiers: next };
}
