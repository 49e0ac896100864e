import { splitAuthors } from "../list/split-authors.ts";
import type { Span } from "./source.ts";

/** Marks of affiliations, equal contribution and correspondence, which are no part of a name. */
const footnotes =
  /<sup>[^<]{0,40}<\/sup>|\$?\^\{?[\d*†‡§,]{1,9}\}?\$?|[¹²³⁴-⁹⁰*†‡§¶✉📧#]|\\\*|(?<=\p{L})\d{1,2}(?![\p{L}\p{N}])/gu;
const link = /!?\[([^\][]{1,80})\]\([^()\s]{0,300}\)/g;
const others = /[,;，]?\s*(?:\bet[ .]?al\b\.?|\band others\b|等(?:人)?|\.\.\.|…)\s*$/iu;
/** `van der`, `bin`, `de la` between the names of one person. */
const particle =
  /^(?:van|von|der|den|de|del|della|di|da|dos|do|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|und|y|e|st\.?|d')$/u;
const word = /^(?:\p{Lu}[\p{L}\p{M}'’.`-]*|\(\p{Lu}[\p{L}\p{M}'’. -]*\)|[“"']\p{Lu}[\p{L}\p{M}-]*[”"'])$/u;
/** Of Chinese, Japanese and Korean names without spaces. */
const wideName = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}·]{2,8}$/u;
const initials = /^(?:\p{Lu}\p{L}?\.?[ -]?){1,4}$/u;
/** Words that stand in titles, keys and names of institutions, and in no person's name. The `a` of García is no word. */
const noName =
  /(?<![\p{L}\p{M}\p{N}])(?:the|of|for|with|in|on|to|from|that|via|a|an|is|are|using|[Tt]he|[Tt]owards?|[Ll]earning|[Mm]odels?|[Nn]etworks?|[Uu]niversity|[Ii]nstitute|[Ll]aborator(?:y|ies)|[Ll]abs?|[Cc]ollege|[Ss]chool|[Aa]cademy|[Ii]nc|[Ll]td|[Rr]esearch|[Tt]echnolog(?:y|ies)|[Cc]onference|[Ww]orkshop|[Ss]urvey|[Dd]atasets?|[Bb]enchmark|[Pp]aper|[Cc]ode|[Vv]ideo|[Pp]roject|[Uu]nknown)(?![\p{L}\p{M}\p{N}])/u;

/** Whether a text is the names of two people or more, or of one `et al.`; a title, or a name by itself, is not, nor is `Bits & Bytes`. */
export function isNames(text: string): boolean {
  const plain = withoutMarks(text);
  if (/https?:|[?!:=|]|\d{3}/.test(plain.replace(/^\s*by\b/i, ""))) return false;
  const names = namesIn(plain);
  if (names.length === 0) return false;
  const isOpen = others.test(plain);
  if (names.length === 1 && !isOpen) return false;
  if (names.length === 2 && !isOpen && names.some((name) => !name.includes(" ") && !wideName.test(name))) return false;
  // `Doe et al.` names the first by the last name only.
  const good = names.filter((name) => isName(name) || (isOpen && word.test(name) && !noName.test(name))).length;
  return names.length < 4 ? good === names.length : good >= names.length * 0.8;
}

/** Whether it may be one person's name. */
export function isName(name: string): boolean {
  if (wideName.test(name)) return true;
  const words = name
    .replaceAll(",", " ")
    .split(" ")
    .filter((one) => one !== "");
  if (words.length === 0 || words.length > 6 || noName.test(name)) return false;
  const full = words.filter((one) => !particle.test(one));
  return full.length > 1 && full.every((one) => word.test(one)) && full.some((one) => /\p{L}{2}/u.test(one));
}

/** Where in a text the names are, from the first to the last, without what stands around them: `By`, `et al.`. */
export function findAuthors(
  text: string,
  offset = 0,
): { readonly span: Span; readonly value: readonly string[] } | undefined {
  const value = authorsOf(text);
  const first = value[0];
  const last = value.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const start = text.indexOf(first);
  const end = text.lastIndexOf(last) + last.length;
  const isFound = start !== -1 && end >= start + last.length;
  const { length } = text.trimEnd();
  return {
    span: { start: offset + (isFound ? start : length - text.trim().length), end: offset + (isFound ? end : length) },
    value,
  };
}

/** The names in a line, in order, as written but for marks around them. `Zhu, Fengda` stays one name where all are written so. */
export function authorsOf(text: string): readonly string[] {
  return namesIn(withoutMarks(text));
}

function namesIn(unmarked: string): readonly string[] {
  const plain = unmarked
    .replace(/^\s*by[: ]\s*/i, "")
    .replace(others, "")
    .replace(/[\s,;，。]{1,9}$/u, "")
    .replace(/(?<=[\p{L}\p{M}]{2}|\))\.$/u, "");
  if (/[;；]/u.test(plain)) return splitAuthors(plain);
  const parts = plain
    .split(/[,，、]|\s+(?:and|&)\s+/iu)
    .map((part) => part.replace(/^(?:and|&)\s+/i, "").trim())
    .filter((part) => part !== "");
  if (parts.every((part) => wideName.test(part))) return parts;
  const paired = pairs(parts);
  return paired === undefined ? splitAuthors(parts.join(", ")) : paired;
}

/** `Last, First` one after the other, or only for the first, as bibliographies write; undefined where names have no comma. */
function pairs(parts: readonly string[]): readonly string[] | undefined {
  const isGiven = parts.map((part) => initials.test(part) && /\.|^\p{Lu}{1,2}$/u.test(part));
  if (parts.length >= 2 && parts.length % 2 === 0 && isGiven.every((given, at) => given === (at % 2 === 1)))
    return joined(parts);
  const single = parts.map((part) => /^[\p{L}\p{M}'’-]+$/u.test(part) && !wideName.test(part));
  if (parts.length >= 4 && parts.length % 2 === 0 && single.every(Boolean)) return joined(parts);
  const [last, first = ""] = parts;
  const isBibliographic =
    last !== undefined &&
    single[0] === true &&
    /^\p{L}+(?:[ -]\p{Lu}\.?)*$/u.test(first) &&
    parts.slice(2).every((part) => part.includes(" "));
  return isBibliographic && (parts.length > 2 || single[1] === true)
    ? [`${last}, ${first}`, ...parts.slice(2)]
    : undefined;
}

function joined(parts: readonly string[]): readonly string[] {
  return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1] ?? ""}`] : []));
}

function withoutMarks(text: string): string {
  return text
    .replaceAll(link, "$1")
    .replaceAll(footnotes, "")
    .replaceAll(/<[^<>]{0,100}>|[_`](?=\s|$)|(?<=^|\s)[_`]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
