import { plainLine } from "./plain-text.ts";

export interface Venue {
  readonly venue: string;
  /** `YYYY` or `YYYY-MM`. */
  readonly published?: string;
}

/** What robotics, learning, vision and language call their conferences and journals. */
const acronyms = [
  "CoRL|ICRA|IROS|RSS|Humanoids|HRI|ISRR|ISER|WAFR|L4DC|RA-?L|T-?RO|IJRR|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|3DV|T-?PAMI|IJCV|TIP",
  "NeurIPS|NIPS|ICML|ICLR|AISTATS|UAI|COLT|COLM|TMLR|JMLR|AAAI|IJCAI|AAMAS|JAIR|ACL|EMNLP|NAACL|EACL|COLING|TACL|CoNLL",
  "INTERSPEECH|ICASSP|SIGGRAPH(?: Asia)?|KDD|WWW|SIGIR|CHI|UIST|(?:ACM )?MM|ACM Multimedia",
].join("|");
const year = "(?:19|20)\\d{2}";
const shortName = `(?:IEEE |ACM |IEEE/CVF )?(?:${acronyms})`;
const short = new RegExp(`\\b${shortName}(?:[ '-]{1,2}${year})?(?![\\w-])`);
const shortAlone = new RegExp(
  `^${shortName}[ '-]{1,2}${year}(?:[ (]{1,3}(?:oral|spotlight|poster|highlight|camera[- ]ready|main|conference|paper|version|presentation)\\)?){0,4}$`,
  "i",
);

/** A name of several capital words, one of which only a journal or conference has. */
const capital = "[A-Z][\\w/&-]{0,30}";
const word = `(?:${capital}|of|on|in|for|and|the|&)`;
const long = new RegExp(
  `(?:${year} |Robotics: )?${capital}(?: ${word}){1,20}(?: \\([A-Z][\\w' -]{1,30}\\))?(?: ${year})?`,
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
  for (const clause of text.split(/[;|]|,(?!\s*(?:19|20)\d\d\b)\s|\.(?=\s|$)/).map((part) => part.trim())) {
    const says = accepted.exec(clause);
    if (doubtful.test(clause) || (says === null && !shortAlone.test(clause))) continue;
    const rest = says === null ? clause : clause.slice(says.index + says[0].length);
    const venue = findName(rest);
    if (venue !== undefined) return { venue, ...findVenueDate(rest) };
  }
}

function findName(text: string): string | undefined {
  const name = long.exec(text)?.[0].replace(/(?: (?:of|on|in|for|and|the|&))+$/, "");
  if (name !== undefined && telling.test(name) && name.includes(" ")) return name.replace(/^The /, "");
  return short.exec(text)?.[0].replace(/[ '-]+(?=(?:19|20)\d\d$)/, " ");
}

/** `01/2025`, or the only year in the text. */
export function findVenueDate(text: string): Pick<Venue, "published"> {
  const month = /\b(0[1-9]|1[0-2])\/((?:19|20)\d{2})\b/.exec(text);
  if (month !== null) return { published: `${month[2]}-${month[1]}` };
  const years = new Set(text.match(/\b(?:19|20)\d{2}\b/g));
  const [only] = years;
  return years.size === 1 && only !== undefined ? { published: only } : {};
}
