/** A paper as the stand-in's services know it. A service that nothing here names does not know it. */
export interface KnownPaper {
  readonly title: string;
  /** Given name first. */
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly arxiv?: {
    /** Without a version: `2502.19417`. */
    readonly id: string;
    /** Days are `YYYY-MM-DD`, here and below. */
    readonly submitted: string;
    readonly comment?: string;
    readonly journalReference?: string;
    /** What its authors told arXiv; the published version may have one that they did not. */
    readonly doi?: string;
  };
  readonly openreview?: {
    readonly forum: string;
    readonly created: string;
    /** `ICML 2025 poster` */
    readonly venue: string;
    /** `ICML.cc/2025/Conference` */
    readonly venueid: string;
  };
  readonly publication?: {
    readonly venue: string;
    readonly kind: "journal" | "conference";
    readonly date: string;
    /** Registered with Crossref. */
    readonly doi?: string;
    /** Its id in the ACL Anthology: `N19-1423`. */
    readonly acl?: string;
  };
}

/** The DOI that arXiv gives each of its papers: https://info.arxiv.org/help/doi.html */
export function arxivDoi(id: string): string {
  return `10.48550/arXiv.${id}`;
}

/** Of a name, given name first. */
export function splitName(name: string): { readonly given: string; readonly family: string } {
  const end = name.lastIndexOf(" ");
  return { given: name.slice(0, Math.max(end, 0)), family: name.slice(end + 1) };
}

/** When it first appeared, to those who watch repositories and publishers; forums they do not. */
export function firstDay({ arxiv, publication }: KnownPaper): string | undefined {
  return arxiv?.submitted ?? publication?.date;
}
