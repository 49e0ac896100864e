import { dropTracking } from "./drop-tracking.ts";
import { identifierUrl, parseIdentifier } from "./identifiers.ts";
import { findPaperPage } from "./paper-page.ts";
import type { Problem, Result } from "./problem.ts";
import { quote } from "./quote.ts";

const longestUrl = 2_000;

/**
 * A public web address, http or https, as it was written but for spaces around it, `<…>` and a missing `https://`.
 * Refused: other schemes, a name or password in it, hosts without a dot, spaces inside.
 */
export function parseWebUrl(text: string): Result<string> {
  const given = text.trim().replace(/^<(.*)>$/s, "$1");
  const url = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?:[/?#]|$)/i.test(given) ? `https://${given}` : given;
  const reason = urlMistake(url);
  if (reason === undefined)
    return { ok: true, value: /^[!-~]+$/.test(url) ? url.replace(/^https?:/i, lower) : new URL(url).href };
  return { ok: false, problems: [badUrl(given, reason)] };
}

/** What nearly every link looks like: nothing in it that only a parser of addresses can judge, which is fifty times as dear. */
const plainUrl = /^https?:\/\/[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,24}(?:\/[\w./?=&#%~+:;,!@$()*'-]*)?$/i;

/** Why `url` is no public web address, in words that follow the address; undefined if it is one. */
export function urlMistake(url: string): string | undefined {
  if (url.length <= longestUrl && plainUrl.test(url)) return undefined;
  if (url.length > longestUrl) return `is longer than ${longestUrl} characters`;
  if (/[\s<>"\\`\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(url))
    return "has a space or another character that no address has";
  if (!/^https?:\/\//i.test(url)) return "is not a web address";
  if (!URL.canParse(url)) return "is not a web address";
  const { username, password, hostname } = new URL(url);
  if (username !== "" || password !== "") return "has a name or a password in it";
  return hostname.replace(/\.$/, "").includes(".") || hostname.startsWith("[") ? undefined : "has no public host name";
}

/** The problem of an address that is none. */
export function badUrl(given: string, reason: string): Problem {
  return {
    code: "bad-url",
    severity: "error",
    field: "links",
    message: `${quote(given)} ${reason}. A link begins with https:// and has no spaces.`,
    given: given.slice(0, 500),
    example: "https://arxiv.org/abs/2506.20966",
  };
}

/**
 * A key that is the same for addresses of the same page: the paper's own address where it names one paper, its page on a
 * site that is known (`findPaperPage`), else https, no `www.`, no fragment, no tracking, no trailing slash. For comparing, not for following.
 */
export function canonicalUrl(text: string): string {
  const identifier = parseIdentifier(text);
  return identifier === undefined ? pageKey(text) : identifierUrl(identifier);
}

/** The same for an address that is known to show no identifier. */
export function pageKey(text: string): string {
  if (text.length > longestUrl || !URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return text;
  const paperPage = findPaperPage(url);
  if (paperPage !== undefined) return paperPage;
  const host = url.host.replace(/^www\./, "").replace(/\.$/, "");
  const page = url.pathname.replace(/\/(?:index\.html?)?$/, "").replace(/\.git$/, "");
  // The owner and name of a repository are the same in any case.
  const path = host === "github.com" ? page.toLowerCase() : page;
  dropTracking(url);
  // A page of an application that lives after `#/` is a page of its own.
  const fragment = url.hash.startsWith("#/") ? url.hash : "";
  return `https://${host}${path}${url.search}${fragment}`;
}

export { linkKindOf } from "./link-kind.ts";

function lower(text: string): string {
  return text.toLowerCase();
}
