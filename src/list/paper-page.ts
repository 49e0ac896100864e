import { hostOf } from "./host-of.ts";

/** A site whose papers have a page each and no identifier in its address. */
interface Site {
  readonly hosts: readonly string[];
  /** Path and query, as the site writes them in its addresses of one paper, and the page that stands for all of them. */
  readonly pages: readonly (readonly [pattern: RegExp, page: string])[];
}

/**
 * Each page is the one with citation meta tags, where the site's scheme makes sure that it is there; `test/list/paper-page.test.ts`
 * has an example of every rule. Case is kept where the site tells it apart.
 */
const sites: readonly Site[] = [
  {
    hosts: ["proceedings.mlr.press"],
    pages: [
      [/^\/([vr]\d{1,4})\/([a-z][\w-]{1,60})(?:\/\2\.pdf|\.pdf|\.html)$/i, "https://proceedings.mlr.press/$1/$2.html"],
    ],
  },
  {
    // Where PMLR keeps its PDFs since 2024.
    hosts: ["raw.githubusercontent.com"],
    pages: [
      [
        /^\/mlresearch\/(v\d{1,4})\/[\w/]{1,30}\/assets\/([a-z][\w-]{1,60})\/\2\.pdf$/i,
        "https://proceedings.mlr.press/$1/$2.html",
      ],
    ],
  },
  {
    hosts: ["jmlr.org", "jmlr.csail.mit.edu"],
    pages: [
      [
        /^\/papers\/v(?:olume)?(\d{1,3})\/([\w-]{3,40})(?:\/\2\.pdf|\.html|\.pdf)$/i,
        "https://jmlr.org/papers/v$1/$2.html",
      ],
      [
        /^\/proceedings\/papers\/(v\d{1,3})\/([a-z][\w-]{1,60})\.(?:pdf|html)$/i,
        "https://proceedings.mlr.press/$1/$2.html",
      ],
    ],
  },
  {
    hosts: ["openaccess.thecvf.com"],
    pages: [
      [
        /^\/(content[\w/]{4,60})\/(?:html|papers)\/([\w.,'+!&%-]{5,300}_paper)\.(?:html|pdf)$/,
        "https://openaccess.thecvf.com/$1/html/$2.html",
      ],
    ],
  },
  {
    hosts: ["cv-foundation.org"],
    pages: [
      [
        /^\/openaccess\/(content[\w/]{4,60})\/(?:html|papers)\/([\w.,'+!&%-]{5,300}_paper)\.(?:html|pdf)$/,
        "https://openaccess.thecvf.com/$1/html/$2.html",
      ],
    ],
  },
  {
    // Numbers of pages until 2022, of papers since.
    hosts: ["ecva.net"],
    pages: [
      [
        /^\/papers\/eccv_(20(?:2[4-9]|[3-9]\d))\/papers_ECCV\/(?:papers\/0*(\d{1,6})\.pdf|html\/(\d{1,6})_ECCV_\1_paper\.php)$/,
        "https://www.ecva.net/papers/eccv_$1/papers_ECCV/html/$2$3_ECCV_$1_paper.php",
      ],
      [
        /^\/papers\/eccv_(20\d\d)\/papers_ECCV\/(html|papers)\/([\w-]{1,60}\.(?:php|pdf))$/,
        "https://www.ecva.net/papers/eccv_$1/papers_ECCV/$2/$3",
      ],
    ],
  },
  {
    hosts: ["proceedings.neurips.cc", "papers.nips.cc", "papers.neurips.cc"],
    pages: [
      ...proceedings("proceedings.neurips.cc"),
      // Until 2019; leads on to the page of today.
      [/^\/paper\/(\d{1,5}-[\w-]{3,300})(?:\.pdf|\.html)?$/, "https://papers.nips.cc/paper/$1"],
    ],
  },
  ...["datasets-benchmarks-proceedings.neurips.cc", "proceedings.iclr.cc", "proceedings.mlsys.org"].map((host) => ({
    hosts: [host],
    pages: proceedings(host),
  })),
  ...["neurips.cc", "icml.cc", "iclr.cc", "mlsys.org", "cvpr.thecvf.com", "iccv.thecvf.com", "eccv.ecva.net"].map(
    virtual,
  ),
  {
    hosts: ["ojs.aaai.org", "aaai.org"],
    pages: [
      [
        /^(?:\/ojs)?\/index\.php\/([\w-]{2,30})\/article\/(?:view|download|viewFile|viewArticle)\/(\d{1,9})(?:\/\d{1,9})?\/?$/,
        "https://ojs.aaai.org/index.php/$1/article/view/$2",
      ],
    ],
  },
  {
    hosts: ["usenix.org"],
    pages: [
      [
        /^\/conference\/([\w-]{3,40})\/((?:technical-sessions\/)?presentation)\/([\w-]{1,80})\/?$/,
        "https://www.usenix.org/conference/$1/$2/$3",
      ],
    ],
  },
  {
    hosts: ["semanticscholar.org", "api.semanticscholar.org", "pdfs.semanticscholar.org"],
    pages: [
      [
        /^\/(?:paper|reader|graph\/v1\/paper)\/(?:[^/?]{1,400}\/)?([0-9a-f]{40})(?:\/.*)?$/,
        "https://www.semanticscholar.org/paper/$1",
      ],
      [/^\/([0-9a-f]{4})\/([0-9a-f]{36})\.pdf$/, "https://www.semanticscholar.org/paper/$1$2"],
      [/^\/(?:graph\/v1\/paper\/)?corpusid:(\d{1,12})$/i, "https://api.semanticscholar.org/CorpusID:$1"],
    ],
  },
  {
    hosts: ["ieeexplore.ieee.org"],
    pages: [
      [/^\/(?:abstract\/)?document\/0*(\d{3,12})(?:\/.*)?$/, "https://ieeexplore.ieee.org/document/$1"],
      [/^\/[\w/]{3,30}\.jsp\?(?:.*&)?arnumber=0*(\d{3,12})(?:&.*)?$/i, "https://ieeexplore.ieee.org/document/$1"],
      [/^\/ielx?\d{1,2}\/[\d/]{1,40}\/0*(\d{3,12})\.pdf$/, "https://ieeexplore.ieee.org/document/$1"],
    ],
  },
  {
    hosts: ["sciencedirect.com"],
    pages: [
      [
        /^\/science\/article\/(?:abs\/|am\/)?pii\/(S[\dX]{16})(?:\/.*)?$/,
        "https://www.sciencedirect.com/science/article/pii/$1",
      ],
    ],
  },
  {
    hosts: ["cell.com"],
    pages: [
      [
        /^\/([\w-]{3,60})\/(?:fulltext|abstract|pdf|pdfExtended)\/(S\d{4}-\d{3}[\dX]\(\d\d\)\d{5}-[\dX])(?:\.pdf)?$/i,
        "https://www.cell.com/$1/fulltext/$2",
      ],
    ],
  },
  {
    hosts: ["mdpi.com"],
    pages: [
      [
        /^\/(\d{4}-\d{3}[\dX]\/\d{1,4}\/\d{1,4}\/[A-Z]?\d{1,6})(?:\/(?:pdf|htm|html|xml|review_report))?(?:[/.].*)?$/,
        "https://www.mdpi.com/$1",
      ],
    ],
  },
  {
    hosts: ["preprints.org"],
    pages: [[/^\/manuscript\/(20\d{4}\.\d{4})(?:\/.*)?$/, "https://www.preprints.org/manuscript/$1"]],
  },
  {
    hosts: ["researchsquare.com"],
    pages: [[/^\/article\/(rs-\d{3,10})(?:[/.].*)?$/, "https://www.researchsquare.com/article/$1/v1"]],
  },
  {
    hosts: ["hal.science", "hal.archives-ouvertes.fr", "inria.hal.science"],
    pages: [[/^\/((?:hal|tel|inria)-\d{5,9})(?:v\d{1,2})?(?:\/.*)?$/, "https://hal.science/$1"]],
  },
];

const pagesByHost = new Map(sites.flatMap(({ hosts, pages }) => hosts.map((host) => [host, pages] as const)));

/** The page of one paper that an address of a known site leads to, as one address for all its forms; undefined for any other. */
export function findPaperPage(url: URL): string | undefined {
  for (const [pattern, page] of pagesByHost.get(hostOf(url)) ?? []) {
    // What a query adds seldom matters; where the paper is named in it, the rule says so.
    for (const text of [url.pathname, url.pathname + url.search]) {
      if (pattern.test(text)) return text.replace(pattern, page);
    }
  }
  return undefined;
}

/** `/paper_files/paper/2022/hash/HASH-Abstract-Conference.html` and `…/file/HASH-Paper-Conference.pdf`. */
function proceedings(host: string): Site["pages"] {
  return [
    [
      /^\/(?:paper_files\/)?paper\/(\d{4})\/(?:hash|file)\/([0-9a-f]{32})-(?:Abstract|Paper)((?:-[\w-]{1,60})?)\.(?:html|pdf)$/,
      `https://${host}/paper_files/paper/$1/hash/$2-Abstract$3.html`,
    ],
  ];
}

/** `/virtual/2024/poster/93722`: a conference's own page of a paper. */
function virtual(host: string): Site {
  return {
    hosts: [host],
    pages: [[/^\/virtual\/(20\d\d)\/(poster|oral|spotlight|paper)\/(\d{1,7})\/?$/, `https://${host}/virtual/$1/$2/$3`]],
  };
}
