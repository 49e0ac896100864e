import { hostOf } from "./host-of.ts";
import { parseIdentifier } from "./identifiers.ts";
import { findPaperPage } from "./paper-page.ts";
import type { LinkKind } from "./paper.ts";

/** Hosts, without `www.`, all of whose pages are of one kind. */
const kinds: ReadonlyMap<string, LinkKind> = new Map([
  ...of("code", "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "gist.github.com"),
  ...of("video", "youtube.com", "m.youtube.com", "youtu.be", "bilibili.com", "b23.tv", "vimeo.com"),
  ...of("data", "kaggle.com", "zenodo.org"),
  ...of("slides", "slideshare.net", "speakerdeck.com", "slideslive.com"),
  ...of("demo", "colab.research.google.com", "replicate.com"),
  ...of("paper", "proceedings.mlr.press", "openaccess.thecvf.com", "papers.nips.cc", "papers.neurips.cc"),
  ...of("paper", "proceedings.neurips.cc", "ieeexplore.ieee.org", "dl.acm.org", "link.springer.com", "science.org"),
  ...of("paper", "sciencedirect.com", "roboticsproceedings.org", "ojs.aaai.org", "jmlr.org", "semanticscholar.org"),
  ...of("paper", "biorxiv.org", "medrxiv.org", "techrxiv.org", "preprints.org", "hal.science", "ecva.net", "mdpi.com"),
  ...of("paper", "nature.com", "papers.ssrn.com", "researchgate.net", "api.semanticscholar.org", "openreview.net"),
] as const);

/** What a link leads to, as far as its address tells; `website` where it does not. */
export function linkKindOf(url: string): LinkKind {
  if (parseIdentifier(url) !== undefined) return "paper";
  if (!URL.canParse(url)) return "other";
  const parsed = new URL(url);
  const { pathname, protocol } = parsed;
  if (protocol !== "http:" && protocol !== "https:") return "other";
  if (findPaperPage(parsed) !== undefined) return "paper";
  const host = hostOf(parsed);
  if (host === "huggingface.co" || host === "hf.co") return huggingFaceKind(pathname);
  if (host === "docs.google.com" && pathname.startsWith("/presentation/")) return "slides";
  const known = kinds.get(host);
  if (known !== undefined) return known;
  return /\.pdf$/i.test(pathname) || host.endsWith(".arxiv.org") || host === "arxiv.org" ? "paper" : "website";
}

function huggingFaceKind(path: string): LinkKind {
  if (path.startsWith("/datasets/")) return "data";
  if (path.startsWith("/spaces/")) return "demo";
  return /^\/(?!papers|collections|blog|docs|organizations)[^/]+\/[^/]+/.test(path) ? "model" : "website";
}

function of(kind: LinkKind, ...hosts: readonly string[]): readonly (readonly [string, LinkKind])[] {
  return hosts.map((host) => [host, kind] as const);
}
