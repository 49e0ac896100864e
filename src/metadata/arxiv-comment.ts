import { linkKindOf } from "../list/link-kind.ts";
import type { Link } from "../list/paper.ts";
import { trimUrlEnd } from "../list/trim-url-end.ts";
import { plainLine } from "./plain-text.ts";

export interface Venue {
  readonly venue: string;
  /** `YYYY` or `YYYY-MM`. */
  readonly published?: string;
}

/** What the fields of robotics, learning, vision and language call their conferences and journals. */
const acronym =
  "CoRL|ICRA|IROS|RSS|Humanoids|HRI|ISRR|ISER|WAFR|L4DC|RA-?L|T-?RO|IJRR|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|3DV|TPAMI|T-PAMI|IJCV|TIP|NeurIPS|NIPS|ICML|ICLR|AISTATS|UAI|COLT|COLM|TMLR|JMLR|AAAI|IJCAI|AAMAS|JAIR|ACL|EMNLP|NAACL|EACL|COLING|TACL|CoNLL|INTERSPEECH|ICASSP|SIGGRAPH(?: Asia)?|KDD|WWW|SIGIR|CHI|UIST|(?:ACM )?MM|ACM Multimedia";
const year = "(?:19|20)\\d{2}";
const short = new RegExp(`\\b(?:IEEE |ACM |IEEE/CVF )?(?:${acronym})(?:(?:[ -]|'| ')(?:${year}))?(?![\\w-])`);
/** A name of several capital words, one of which only a journal or conference has. */
const word = "(?:[A-Z][\\w/&-]{0,30}|\\d{1,3}(?:st|nd|rd|th)|of|on|in|for|and|the|&)";
const long = new RegExp(
  `(?:${year} )?[A-Z][\\w/&-]{0,30}(?: ${word}){1,20}(?: \\([A-Z][\\w' -]{1,30}\\))?(?: ${year})?`,
);
const telling =
  /\b(?:Transactions|Letters|Journal|Conference|Symposium|Proceedings|Nature|Science|Magazine|Findings)\b/;
const accepted = /\b(?:accepted|published|publication|to appear|appears?|appeared|appearing|presented)\b/i;
const doubtful =
  /\b(?:workshops?|submitted|submission|under review|in review|rejected|withdrawn|not accepted|tutorial|demo track|preliminary|extended abstract|extended version|journal version of)\b/i;

/**
 * Where a comment on arXiv says the paper was accepted; undefined unless it plainly says so, and of a venue that looks like one. It is free
 * text: https://info.arxiv.org/help/prep.html#comments
 */
export function findVenueInComment(comment: string): Venue | undefined {
  const text = plainLine(comment, "latex")
    .slice(0, 2_000)
    .replaceAll(/(?:https?:\/\/|www\.)\S+/g, " ");
  for (const clause of text.split(/[;|]|,(?!\s*(?:19|20)\d\d\b)\s|\.(?=\s|$)/)) {
    if (doubtful.test(clause)) continue;
    const says = accepted.exec(clause);
    const rest = says === null ? onlyVenue(clause) : clause.slice(says.index + says[0].length);
    const venue = rest === undefined ? undefined : findName(rest);
    if (venue !== undefined) return { venue, ...findDate(rest ?? "") };
  }
}

/** `ICRA 2025` and `CVPR 2024 (Highlight)` as a clause of its own. */
function onlyVenue(clause: string): string | undefined {
  const rest = clause.trim();
  return new RegExp(
    `^(?:${short.source.replace(/\(\?!.*$/, "")})[ (]*(?:oral|spotlight|poster|highlight|camera[- ]ready|main|conference|paper|version|presentation|[ )])*$`,
    "i",
  ).test(rest) && new RegExp(year).test(rest)
    ? rest
    : undefined;
}

function findName(text: string): string | undefined {
  const name = long.exec(text)?.[0].replace(/(?: (?:of|on|in|for|and|the|&))+$/, "");
  if (name !== undefined && telling.test(name) && name.includes(" ")) return name.replace(/^The /, "");
  return short
    .exec(text)?.[0]
    .replace(/[-'] ?(?=(?:19|20)\d\d$)/, " ")
    .replace(/ +/, " ");
}

function findDate(text: string): Pick<Venue, "published"> {
  const month = /\b(0[1-9]|1[0-2])\/((?:19|20)\d{2})\b/.exec(text);
  if (month !== null) return { published: `${month[2]}-${month[1]}` };
  const years = new Set(text.match(/\b(?:19|20)\d{2}\b/g));
  const [only] = years;
  return years.size === 1 && only !== undefined ? { published: only } : {};
}

/** The links of a comment that have a kind of their own: code, project page, video … */
export function findLinksInComment(comment: string): readonly Link[] {
  const text = comment.slice(0, 10_000).replaceAll(/\\([_%#&~])/g, "$1");
  const written = text.match(/(?:https?:\/\/|\b(?:www\.)?github\.com\/)[^\s<>"'{}\\|^`]{1,1000}/gi) ?? [];
  return written
    .map((url) => trimUrlEnd(/^https?:/i.test(url) ? url : `https://${url}`))
    .map((url) => ({ kind: linkKindOf(url), url }))
    .filter(({ kind }) => kind !== "paper" && kind !== "other");
}

/** The venue of a journal reference, `IEEE Robotics and Automation Letters, vol. 9, 2024`; undefined where it cannot be told from what follows it. */
export function parseJournalReference(reference: string): Venue | undefined {
  const [text = ""] = plainLine(reference, "latex").slice(0, 1_000).split(";");
  const name = venuePart.exec(text.replace(/^In:? (?:the )?/i, ""))?.[0].trim();
  if (name === undefined || !/^(?:(?:19|20)\d{2} )?[A-Z][^\d].*[\p{L})\d.]$/u.test(name)) return undefined;
  if (/[,:;@]|\b(?:arxiv|submitted|review|preprint|thesis|doi|https?|workshops?|ibid)\b/i.test(name)) return undefined;
  const inBrackets = /\(((?:19|20)\d{2})\)/.exec(text)?.[1];
  return { venue: name, ...(inBrackets === undefined ? findDate(text) : { published: inBrackets }) };
}

/** Up to volume, number, pages, year in parentheses, or a comma. */
const venuePart =
  /^.{3,200}?(?=,(?! (?:and|&|Man)\b)|\s\(?(?:vol(?:ume)?|no|pp|pages|issue)\b|\s*\((?:19|20)\d{2}\)|\s*(?!(?:19|20)\d{2}\b)\b\d{1,4}\s*[:,(]|$)/i;

/** Whether this is the notice that stands where a paper was: https://info.arxiv.org/help/withdraw.html */
export function isWithdrawn(comment: string, abstract: string): boolean {
  const notice = /\bwithdrawn\b(?! from (?!arxiv))/i;
  return notice.test(comment) || isWithdrawalNotice(abstract);
}

/** An abstract that is such a notice, and tells nothing of the paper. */
export function isWithdrawalNotice(abstract: string): boolean {
  const start = abstract.trimStart().slice(0, 200);
  return /^(?:(?:the|this) (?:paper|article|manuscript|submission|preprint|work|e-?print|version)\b[^.]{0,60}\b|\(?)withdrawn\b/i.test(
    start,
  );
}
