import { parseDoi } from "./doi.ts";

/** Publishers whose addresses hold the DOI in their path or query, by host without `www.`. */
const holdDoi: ReadonlySet<string> = new Set([
  "dl.acm.org",
  "link.springer.com",
  "onlinelibrary.wiley.com",
  "advanced.onlinelibrary.wiley.com",
  "science.org",
  "journals.sagepub.com",
  "tandfonline.com",
  "pnas.org",
  "frontiersin.org",
  "journals.plos.org",
  "biorxiv.org",
  "medrxiv.org",
  "techrxiv.org",
  "royalsocietypublishing.org",
  "pubs.acs.org",
  "epubs.siam.org",
  "pubsonline.informs.org",
  "annualreviews.org",
  "worldscientific.com",
  "emerald.com",
  "iopscience.iop.org",
  "journals.aps.org",
  "link.aps.org",
  "liebertpub.com",
  "nejm.org",
]);

/** Publishers whose DOIs are made of what their addresses hold: path and query, and the DOI. */
const derived: ReadonlyMap<string, readonly (readonly [RegExp, (...parts: readonly string[]) => string])[]> = new Map([
  // https://www.nature.com/articles/s41586-021-03819-2; `s41599` is of Palgrave's prefix.
  [
    "nature.com",
    [
      [
        /^\/articles\/((?:s(?!41599)\d{5}-|nature|ncomms|srep|sdata)[a-z0-9-]{1,40}|\d{6}a0)(?:\.pdf|\/figures\/\d+)?\/?(?:\?|$)/i,
        (id) => `10.1038/${id}`,
      ],
    ],
  ],
  // https://www.ijcai.org/proceedings/2023/123, …/2023/0123.pdf; DOIs since 2017.
  [
    "ijcai.org",
    [
      [
        /^\/proceedings\/(20(?:1[7-9]|[2-9]\d))\/0*(\d{1,4})(?:\.pdf)?\/?$/i,
        (year, n) => `10.24963/ijcai.${year}/${n}`,
      ],
    ],
  ],
  // https://www.roboticsproceedings.org/rss19/p026.html; the first was in 2005.
  [
    "roboticsproceedings.org",
    [
      [
        /^\/rss(\d\d)\/p(\d{3})\.(?:html|pdf)$/i,
        (volume, number) => `10.15607/rss.${2004 + Number(volume)}.${roman(Number(volume))}.${number}`,
      ],
    ],
  ],
  // https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4567890, https://ssrn.com/abstract=4567890
  [
    "papers.ssrn.com",
    [[/^\/sol3\/[a-z_]+\.cfm\?(?:.*&)?abstract_?id=(\d{3,9})(?:&|$)/i, (id) => `10.2139/ssrn.${id}`]],
  ],
  ["ssrn.com", [[/^\/abstract=(\d{3,9})$/i, (id) => `10.2139/ssrn.${id}`]]],
  // https://elifesciences.org/articles/12345
  ["elifesciences.org", [[/^\/(?:articles|reviewed-preprints)\/(\d{5,6})(?:\/|\?|$)/, (id) => `10.7554/elife.${id}`]]],
  // https://peerj.com/articles/cs-123/
  [
    "peerj.com",
    [[/^\/articles\/(cs-)?(\d{1,6})(?:\/|\.pdf|\?|$)/, (cs, id) => `10.7717/peerj${cs ? "-cs" : ""}.${id}`]],
  ],
]);

/** `/doi/abs/10.…`, `/article/10.…`, `/content/pdf/10.…`, `/journals/x/articles/10.…`, `/prl/abstract/10.…`, `?id=10.…`; never a whole volume. */
const inPath = /^\/(?!doi\/proceedings\/)(?:[a-z][\w.-]{0,40}\/){1,5}(10\.\d{4,9}\/[^?]{1,300})/i;
const inQuery = /[?&](?:id|doi)=(10\.\d{4,9}(?:\/|%2f)[^&]{1,300})/i;
/** What follows the DOI in the address of one form of the article. */
const articleForm =
  /(?:\.full(?:-text)?|\.abstract|\.short|\.supplementary-material)?(?:\.pdf)?(?:\/(?:full|fulltext\.html|abstract|pdf|epdf|meta|html|figures|references|summary)){0,2}\/*$/i;

/** The DOI that the address of a publisher's page names; `host` without `www.`, `path` decoded, `query` with its `?`. */
export function publisherDoi(host: string, path: string, query: string): string | undefined {
  if (holdDoi.has(host)) {
    const written = (inPath.exec(path) ?? inQuery.exec(query))?.[1];
    if (written === undefined) return undefined;
    const doi = written.replace(articleForm, "");
    // Of preprints the address holds the version too. Elsewhere a DOI may end like one.
    return parseDoi(/^(?:bio|med)rxiv\.org$/.test(host) ? doi.replace(/v\d{1,2}$/, "") : doi);
  }
  for (const [pattern, print] of derived.get(host) ?? []) {
    const match = pattern.exec(path + query);
    if (match !== null) return parseDoi(print(...match.slice(1)));
  }
  return undefined;
}

function roman(number: number): string {
  const tens = "x".repeat(Math.floor(number / 10));
  const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10] ?? "";
  // RSS has its fortieth meeting in 2044.
  return number < 40 ? tens + ones : "";
}
