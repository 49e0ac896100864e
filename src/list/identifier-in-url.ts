import { parseArxivId } from "./arxiv-id.ts";
import { parseDoi } from "./doi.ts";
import { hostOf } from "./host-of.ts";
import { isCanonical, ofDoi, type Identifier } from "./identifier.ts";
import { publisherDoi } from "./publisher-doi.ts";
import { trimUrlEnd } from "./trim-url-end.ts";

type Reader = (path: string, url: URL) => Identifier | undefined;

/** Sites whose addresses name one paper, by host without `www.`. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ["arxiv.org", readArxivPath],
  ["ar5iv.org", readArxivPath],
  ["ar5iv.labs.arxiv.org", readArxivPath],
  ["xxx.lanl.gov", readArxivPath],
  ["alphaxiv.org", readArxivPath],
  ["arxiv-vanity.com", readArxivPath],
  ["huggingface.co", readHuggingFace],
  ["hf.co", readHuggingFace],
  ["papers.cool", readArxivPath],
  ["scirate.com", readArxivPath],
  ["doi.org", readDoiPath],
  ["dx.doi.org", readDoiPath],
  ["openreview.net", readOpenReview],
  ["aclanthology.org", readAcl],
  ["aclweb.org", readAcl],
  ["aclanthology.info", readAcl],
  ["api.semanticscholar.org", readSemanticScholar],
  ["semanticscholar.org", readSemanticScholar],
  ["dblp.org", readDblp],
] as const);

const arxivAbs = "https://arxiv.org/abs/";

/** The paper that an http(s) address names; undefined for a listing, a search, or a site that is not known. */
export function identifierInUrl(text: string): Identifier | undefined {
  if (text.startsWith(arxivAbs)) {
    // Three of four links in a list; to parse them as addresses would be most of the work of a check.
    const value = parseArxivId(text.slice(arxivAbs.length));
    if (value !== undefined) return { kind: "arxiv", value };
  }
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const host = hostOf(url);
  const reader = readers.get(host) ?? (host.endsWith(".arxiv.org") ? readArxivPath : undefined);
  const path = decodePath(url.pathname);
  if (reader !== undefined) return reader(path, url);
  const doi = publisherDoi(host, path, url.search);
  return doi === undefined ? undefined : ofDoi(doi);
}

/** `/abs/2506.20966v2`, `/pdf/2506.20966.pdf`, `/html/…`, `/papers/…`, `/abs/hep-th/9901001`, `/zh/overview/…`. */
function readArxivPath(path: string): Identifier | undefined {
  const match =
    /^\/+(?:[a-z]{2}\/)?(?:abs|pdf|html|format|e-print|ps|src|tb|overview|papers|arxiv)\/+(?:arxiv:)?([a-z.-]{2,20}\/[0-9v]+|[0-9.v]+?)(?:\.(?:pdf|ps|html))?[/_]*$/i.exec(
      path,
    );
  const value = match?.[1] === undefined ? undefined : parseArxivId(trimUrlEnd(match[1]));
  return value === undefined ? undefined : { kind: "arxiv", value };
}

function readHuggingFace(path: string): Identifier | undefined {
  return path.startsWith("/papers/") ? readArxivPath(path) : undefined;
}

function readDoiPath(path: string): Identifier | undefined {
  const doi = parseDoi(path.replace(/^\/+/, ""));
  return doi === undefined ? undefined : ofDoi(doi);
}

/** A discussion's address (`noteId`) is its paper's; an invitation, a group or one revision of many is none. */
function readOpenReview(path: string, url: URL): Identifier | undefined {
  const id = url.searchParams.get("id");
  const isPaper =
    /^\/(?:forum|pdf)\/?$/.test(path) || (path === "/attachment" && url.searchParams.get("name") === "pdf");
  if (id === null || !isPaper) return undefined;
  const value = trimUrlEnd(id);
  return isCanonical("openreview", value) ? { kind: "openreview", value } : undefined;
}

/** `/2023.acl-long.1.pdf`, `/P19-1001/`, `/anthology/papers/P/P19/P19-1001/`. */
function readAcl(path: string): Identifier | undefined {
  const last = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  const id = last.replace(/\.(?:pdf|bib|xml|endf)$/i, "").replace(/v\d$/, "");
  const value = /^[a-z]\d/.test(id) ? id.toUpperCase() : id;
  return isCanonical("acl", value) ? { kind: "acl", value } : undefined;
}

/** `/arXiv:2506.20966`, `/DOI:10.…`, `/ACL:P19-1001`, also below `/graph/v1/paper/`: https://api.semanticscholar.org/api-docs/graph */
function readSemanticScholar(path: string): Identifier | undefined {
  const [, kind = "", id = ""] = /^\/(?:graph\/v1\/paper\/)?(arxiv|doi|acl)[:/](.{4,300})$/i.exec(path) ?? [];
  switch (kind.toLowerCase()) {
    case "arxiv":
      return readArxivPath(`/abs/${id}`);
    case "doi":
      return readDoiPath(id);
    case "acl":
      return readAcl(id);
    default:
      return undefined;
  }
}

/** https://dblp.org/rec/journals/corr/abs-2506-20966.html */
function readDblp(path: string): Identifier | undefined {
  const [, month, number] = /^\/rec\/(?:html\/)?journals\/corr\/abs-(\d{4})-(\d{4,5})(?:\.|$)/.exec(path) ?? [];
  return month === undefined ? undefined : readArxivPath(`/abs/${month}.${number}`);
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
