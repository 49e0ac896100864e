import { parseArxivId } from "./arxiv-id.ts";
import { parseDoi } from "./doi.ts";
import { isCanonical, ofDoi, type Identifier } from "./identifier.ts";
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
  ["dl.acm.org", readPublisher],
  ["link.springer.com", readPublisher],
  ["onlinelibrary.wiley.com", readPublisher],
  ["science.org", readPublisher],
  ["journals.sagepub.com", readPublisher],
  ["tandfonline.com", readPublisher],
  ["pnas.org", readPublisher],
  ["nature.com", readNature],
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
  const host = url.hostname.replace(/^www\./, "").replace(/\.$/, "");
  const reader = readers.get(host) ?? (host.endsWith(".arxiv.org") ? readArxivPath : undefined);
  return reader?.(decodePath(url.pathname), url);
}

/** `/abs/2506.20966v2`, `/pdf/2506.20966.pdf`, `/html/…`, `/papers/…`, `/abs/hep-th/9901001`. */
function readArxivPath(path: string): Identifier | undefined {
  const match =
    /^\/+(?:abs|pdf|html|format|e-print|ps|src|tb|overview|papers|arxiv)\/+(?:arxiv:)?([a-z.-]{2,20}\/[0-9v]+|[0-9.v]+?)(?:\.(?:pdf|ps|html))?[/_]*$/i.exec(
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

/** A discussion's address (`noteId`) is its paper's; an invitation or a group is none. */
function readOpenReview(path: string, url: URL): Identifier | undefined {
  const id = url.searchParams.get("id");
  if (id === null || !/^\/(?:forum|pdf)\/?$/.test(path)) return undefined;
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

/** `/doi/abs/10.1145/…`, `/article/10.1007/…`, `/content/pdf/10.1007/….pdf`. */
function readPublisher(path: string): Identifier | undefined {
  const match = /^\/(?:doi|article|chapter|book|content)\/(?:[a-z]{2,10}\/)?(10\.\d{4,9}\/[^?#]{1,300})$/i.exec(path);
  const doi =
    match?.[1] === undefined ? undefined : parseDoi(match[1].replace(/\/?(?:\.pdf|\/full|\/abstract)?\/*$/i, ""));
  return doi === undefined ? undefined : ofDoi(doi);
}

/** Nature's articles have their DOI's suffix as name: https://www.nature.com/articles/s41586-021-03819-2 is 10.1038/s41586-021-03819-2. */
function readNature(path: string): Identifier | undefined {
  const match = /^\/articles\/((?:s\d{5}-|nature|ncomms)[a-z0-9-]{1,40})(?:\.pdf|\/figures\/\d+)?\/?$/i.exec(path);
  const doi = match?.[1] === undefined ? undefined : parseDoi(`10.1038/${match[1]}`);
  return doi === undefined ? undefined : ofDoi(doi);
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
