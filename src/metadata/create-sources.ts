import { createAclSource } from "./acl.ts";
import { createArxivSource } from "./arxiv.ts";
import { createCrossrefSource } from "./crossref.ts";
import { createDataciteSource } from "./datacite.ts";
import type { Http } from "./http.ts";
import type { MetadataSettings } from "./metadata.ts";
import { createOpenalexSource } from "./openalex.ts";
import { createOpenreviewSource } from "./openreview.ts";
import { createPageSource } from "./page-source.ts";
import { createSemanticScholarSource } from "./semantic-scholar.ts";
import type { Source } from "./source.ts";

export interface SourcesOptions {
  readonly mailto: string | undefined;
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** OpenReview's older API, where there is one. */
  readonly openreviewV1: Http | undefined;
}

/** Every source that there is. */
export function createSources({ mailto, userAgent, signal, openreviewV1 }: SourcesOptions): readonly Source[] {
  return [
    createArxivSource(),
    createDataciteSource(),
    createCrossrefSource({ mailto }),
    createOpenreviewSource(openreviewV1 === undefined ? {} : { v1: openreviewV1 }),
    createOpenalexSource(),
    createSemanticScholarSource(),
    createAclSource(),
    createPageSource({ userAgent, signal }),
  ];
}

/** Where a source's requests go; the page source has a way of its own. */
export function baseUrlOf(source: Source["name"], settings: MetadataSettings): string {
  switch (source) {
    case "arxiv":
      return settings.arxivApiUrl;
    case "datacite":
      return settings.dataciteApiUrl;
    case "crossref":
      return settings.crossrefApiUrl;
    case "openreview":
      return settings.openreviewApiUrl;
    case "openalex":
      return settings.openalexApiUrl;
    case "semantic-scholar":
      return settings.semanticScholarApiUrl;
    case "acl":
      return settings.aclAnthologyUrl;
    case "page":
      return "";
  }
}
