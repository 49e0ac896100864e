import type { Span } from "./source.ts";
import { ambiguousVenueNames, venueNames, venueNouns } from "./venue-names.ts";

export interface FoundVenue {
  /** Its year is in it where nothing but space or an apostrophe stands between: `CVPR '24`, not `CVPR, 2024` or `arXiv 2025.10`. */
  readonly span: Span;
  readonly value: string;
  /** `YYYY`, of what is in the span. */
  readonly year?: string;
}

const year = "(?:19[5-9][0-9]|20[0-2][0-9]|203[0-5])";
/** Directly behind the name; a year that has a month is a date of its own. */
const yearBehind = new RegExp(
  `[ \\t_-]{0,3}(?:['’‘\`]?[ ]?(${year})(?![0-9]|[./-][0-9])|['’‘][ ]?([0-9]{2})(?![0-9])|(?<![ \\t])([0-9]{2})(?![0-9./]))`,
  "yu",
);
/** `521.7553`, `18(3)`, `12:1-20`: volume, number, pages. */
const volume = new RegExp(
  `,?[ ](?!${year}(?![0-9]))[0-9]{1,4}(?:\\.[0-9]{1,5}|\\([0-9-]{1,7}\\))?(?:[:,] ?[0-9]{1,6}(?:[-–][0-9]{1,6})?)?(?![0-9\\p{L}])`,
  "yu",
);
const number = /[ ](?:pre-?print[ ]?)?(?:arXiv:)?[ ]?\d{4}\.\d{4,5}(?:v\d{1,2})?(?!\d)|[ ]pre-?print\b/iuy;
const honour =
  "(?:[Ss]potlights?|SPOTLIGHT|[Oo]rals?|ORAL|[Pp]osters?|[Hh]ighlights?|[Ff]indings|[Bb]est (?:[Ss]tudent )?[Pp]aper(?: [Aa]ward| [Ff]inalist| [Cc]andidate)*|[Oo]utstanding [Pp]aper(?: [Aa]ward)?|[Aa]wards? [Cc]andidate|[Dd]emos?|[Tt]utorials?|[Tt]rack|[Mm]ain|[Ii]ndustry|[Ss]hort|[Ll]ong|[Ee]xtended [Aa]bstract|D&B|Datasets? (?:and|&) Benchmarks?|[Nn]otable|[Tt]op[- ]\\d{1,2}%)";
const honours = new RegExp(`(?:,?[ ]\\(?|[(-]|[ ][(])${honour}(?:[ ]${honour}){0,3}(?!\\p{L})\\)?`, "yu");
const workshop =
  /(?:[ ](?:[A-Z][\p{L}\p{N}&+-]{0,30}|\d[A-Z]{1,5}|on|for|of|in|and|the|&)){0,8}[ ](?:Workshops?|WS|Challenge|Companion)(?!\p{L})(?:(?:[ ](?:on|for|in|of|at)|:)[ ][^.,;|()[\]\n*`"“”<>]{1,90})?/uy;
const other = /[ ]?[/&+][ ]?[A-Z][A-Za-z&-]{1,9}\b/uy;
/** `(System Demonstrations)`, behind a year only: behind a name it may say anything. */
const aside = /[ ]?\([A-Z][A-Za-z& -]{1,40}\)/uy;
const ahead =
  "(?:(?:Findings of(?: the)?|Proceedings of(?: the)?|Proc\\.(?: of)?(?: the)?|IEEE(?:/CVF|/RSJ|/ACM)?|ACM(?:/IEEE)?|USENIX|ISCA|Annual|\\d{1,2}(?:st|nd|rd|th)) )+";
const before = new RegExp(`${ahead}$`, "u");

const sure = new RegExp(`(?<![\\p{L}\\p{N}@/.#-])(?:${venueNames.join("|")})(?!\\p{L}|[/.-]\\p{L}{5})`, "giu");
const ambiguous = new RegExp(`(?<![\\p{L}\\p{N}@/.#-])(?:${ambiguousVenueNames.join("|")})(?![\\p{L}/])`, "gu");
const phrase = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?:[A-Z][\\p{L}&/]{0,25}|of|the|on|in|and|&|\\d{1,4}(?:st|nd|rd|th)?) ){0,8}(?:${venueNouns})(?: (?:of|on|for)(?: the)?(?: (?:[0-9]{1,3}(?=\\p{L}))?[\\p{L}&][\\p{L}\\p{N}/'’-]{0,30}){1,14}|(?: [A-Z][\\p{L}&/'’-]{0,25}){1,8})?(?: \\([A-Z]{2,12}\\))?|Advances in [Nn]eural [Ii]nformation [Pp]rocessing [Ss]ystems`,
  "gu",
);
/** A name unknown to us: capitals and a year, as `XYZ 2025` or `Some Symposium'24`. */
const shaped = new RegExp(
  `(?<![\\p{L}\\p{N}@/.#-])(?:[A-Z][\\p{L}&/-]{0,25} ){0,6}[A-Z][\\p{L}&/-]{1,25}(?=[ ]?['’‘]?[ ]?${year}(?![\\p{L}\\p{N}]|[./-][0-9])|[ ]?['’‘][ ]?[0-9]{2}(?![0-9]))`,
  "gu",
);

const beginnings = [ahead, sure, ambiguous, phrase, shaped].map((pattern) =>
  typeof pattern === "string" ? new RegExp(pattern, "uy") : new RegExp(pattern, pattern.flags.replace("g", "y")),
);

/** Whether the first word of a text may be a venue's. Much faster than to find the venue. */
export function mayBeginVenue(text: string): boolean {
  const at = text.search(/[\p{L}\p{N}]/u);
  return beginnings.some((pattern) => {
    pattern.lastIndex = at;
    return pattern.test(text);
  });
}

/** The first venue in a text, undefined where there is none. `offset` is that of the text. Linear. */
export function findVenue(text: string, offset = 0): FoundVenue | undefined {
  const found = [sure, ambiguous, phrase, shaped].flatMap((pattern) => {
    for (const { 0: name, index } of text.matchAll(pattern)) {
      const start =
        index -
        (pattern === phrase || pattern === shaped
          ? 0
          : (before.exec(text.slice(Math.max(0, index - 60), index))?.[0].length ?? 0));
      const whole = extend(text, index + name.length);
      const isAlone = !/[\p{L}\p{N}]/u.test(text.slice(0, start)) && !/[\p{L}\p{N}]/u.test(text.slice(whole.end));
      if (pattern === sure || pattern === phrase || isAlone || isVenue(pattern, name, whole, text))
        return [{ start, ...whole }];
    }
    return [];
  });
  const [first] = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  if (first === undefined) return undefined;
  const { start, end, year: yearOf } = first;
  return {
    span: { start: offset + start, end: offset + end },
    value: text.slice(start, end).replaceAll(/\s+/g, " ").trim(),
    ...(yearOf !== undefined && { year: yearOf }),
  };
}

function isVenue(pattern: RegExp, name: string, { end, year: yearOf }: Extended, text: string): boolean {
  if (pattern === ambiguous) return yearOf !== undefined || /\d$/.test(text.slice(0, end));
  // Of words in prose only acronyms: "Survey 2024" may end a title.
  return yearOf !== undefined && /^(?:[A-Z]{2,}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]{0,6})(?:[ /&-][A-Z]{2,}){0,2}$/.test(name);
}

interface Extended {
  readonly end: number;
  readonly year?: string;
}

/** To the right of a name: its year, volume, honours, workshop, each at most twice in any order. */
function extend(text: string, from: number): Extended {
  let end = from;
  let yearOf: string | undefined;
  for (let more = true, rounds = 0; more && rounds < 5; rounds += 1) {
    more = false;
    for (const pattern of [yearBehind, number, other, workshop, honours, volume, aside]) {
      if (yearOf === undefined ? pattern === aside : pattern === yearBehind || pattern === volume) continue;
      pattern.lastIndex = end;
      const match = pattern.exec(text);
      if (match === null || match[0] === "") continue;
      const short = match[2] ?? match[3];
      if (pattern === yearBehind) yearOf = match[1] ?? (short === undefined ? undefined : century(short));
      end += match[0].length;
      more = true;
    }
  }
  return { end, ...(yearOf !== undefined && { year: yearOf }) };
}

function century(short: string): string {
  return Number(short) > 50 ? `19${short}` : `20${short}`;
}
