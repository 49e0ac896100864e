import { dropTracking } from "./drop-tracking.ts";
import { hostOf } from "./host-of.ts";
import { linkKindOf } from "./link-kind.ts";
import { findPaperPage } from "./paper-page.ts";

/** Sites without a page that tells of one paper, or that tell it to no program. */
const tellNothing: ReadonlySet<string> = new Set([
  ..."arxiv.org alphaxiv.org openreview.net aclanthology.org doi.org dx.doi.org huggingface.co hf.co".split(" "),
  ..."semanticscholar.org api.semanticscholar.org paperswithcode.com researchgate.net academia.edu".split(" "),
  ..."google.com scholar.google.com drive.google.com docs.google.com sites.google.com notion.so".split(" "),
  ..."x.com twitter.com linkedin.com facebook.com reddit.com bsky.app discord.gg medium.com".split(" "),
  ..."zhihu.com zhuanlan.zhihu.com mp.weixin.qq.com".split(" "),
]);

/** A page that may tell by its citation meta tags which paper it is of. */
export interface PaperPage {
  readonly url: string;
  /** A site of papers; otherwise it may be anything, a project's own page for one. */
  readonly known: boolean;
}

/**
 * Where to ask about a link that shows no identifier: the paper's page on a site that is known, else the address as it was written,
 * without fragment and tracking. Undefined for what is no page of a paper: code, videos, models, PDFs, searches, posts.
 */
export function findPaperPageUrl(text: string): PaperPage | undefined {
  if (text.length > 2_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const page = findPaperPage(url);
  if (/\.pdf$/i.test(page ?? url.pathname)) return undefined;
  if (page !== undefined) return { url: page, known: true };
  const kind = linkKindOf(text);
  if ((kind !== "paper" && kind !== "website") || tellNothing.has(hostOf(url))) return undefined;
  dropTracking(url);
  url.hash = "";
  return { url: url.href, known: kind === "paper" };
}
