import type { InlineEntry, LookedAt } from "./inline-entry.ts";

/** What entries written alike have in common. */
export interface TitleVote {
  /** Share of the entries whose title stands at this path. */
  readonly shareOf: (path: string) => number;
  /** Share of what stands at this path that looks so. */
  readonly looksAt: (path: string, looks: LookedAt["looks"]) => number;
  /** Share of what stands at this path, before the title, that a nickname may be. */
  readonly nicknamesAt: (path: string) => number;
  /** In `NAME: words` the words go on from the name, which is short in most entries; else they are about the title. */
  readonly goesOn: boolean;
  /** In `NAME: words` the words begin with the name again, so that they are the whole title. */
  readonly repeats: boolean;
}

/** Asks every entry by itself, then counts. */
export function voteOnTitles(entries: readonly InlineEntry[]): TitleVote {
  const titles = new Map<string, number>();
  const looks = new Map<string, number>();
  const nicknames = new Map<string, number>();
  const pairs: { readonly words: number; readonly repeats: boolean }[] = [];
  for (const { segments } of entries) {
    const best = bestOf(segments, scoreOf);
    if (best !== undefined) {
      count(titles, best.path);
      const before = segments[segments.indexOf(best) - 1];
      if (before !== undefined && mayBeNickname(before, best)) count(nicknames, before.path);
    }
    for (const segment of segments) {
      count(looks, segment.path);
      count(looks, `${segment.path} ${segment.looks}`);
    }
    const pair = colonPair(segments);
    if (pair !== undefined)
      pairs.push({ words: pair.name.words, repeats: startsAlike(pair.rest.text, pair.name.text) });
  }
  const lengths = pairs.map(({ words }) => words).toSorted((a, b) => a - b);
  return {
    shareOf: (path) => (titles.get(path) ?? 0) / Math.max(1, entries.length),
    looksAt: (path, one) => (looks.get(`${path} ${one}`) ?? 0) / Math.max(1, looks.get(path) ?? 0),
    nicknamesAt: (path) => (nicknames.get(path) ?? 0) / Math.max(1, looks.get(path) ?? 0),
    goesOn: (lengths[lengths.length >> 1] ?? 0) <= 3,
    repeats: pairs.filter((pair) => pair.repeats).length * 2 > pairs.length,
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The segment that is the title, by itself and by the vote; undefined where none has a word to say. */
export function chooseTitle(segments: readonly LookedAt[], vote: TitleVote): LookedAt | undefined {
  const best = bestOf(segments, (segment) => scoreOf(segment) + 3 * vote.shareOf(segment.path));
  const next = best === undefined ? undefined : segments[segments.indexOf(best) + 1];
  // `**World Model X**, World Model X: Learning to …`
  const isNickname =
    best !== undefined && next?.line === best.line && next.words > best.words && startsAlike(next.text, best.text);
  return isNickname ? next : best;
}

/** A longer one before the title is no nickname. */
const longestNickname = 6;

/** Short words in bold, code or brackets directly before the title. */
export function mayBeNickname(before: LookedAt, title: LookedAt): boolean {
  if (before.line !== title.line || before.words > longestNickname || before.looks !== "words") return false;
  if (before.kind === "plain" && !before.isBracketed) return false;
  return before.link === undefined || before.link !== title.link ? /\p{L}/u.test(before.text) : false;
}

function bestOf(segments: readonly LookedAt[], score: (segment: LookedAt) => number): LookedAt | undefined {
  let best: LookedAt | undefined;
  let most = -2.5;
  for (const segment of segments) {
    const own = score(segment);
    if (own > most) [best, most] = [segment, own];
  }
  return best;
}

const kinds: Readonly<Record<LookedAt["kind"], number>> = {
  quote: 1.2,
  strong: 0.8,
  link: 0.8,
  plain: 0,
  emphasis: -0.4,
  code: -0.8,
};
const byLooks: Readonly<Record<LookedAt["looks"], number>> = { label: -5, when: -4, names: -2.5, words: 0 };

function scoreOf({ text, words, looks, kind, line, isBracketed }: LookedAt): number {
  let score = kinds[kind] + byLooks[looks];
  if (words <= 1) score -= /\p{L}/u.test(text) ? 2 : 5;
  else if (words === 2) score -= 0.5;
  else if (words === 3) score += 0.7;
  else if (words <= 25) score += 2;
  else score -= words > 60 ? 3 : 0.5;
  if (line <= 1) score += 0.5;
  else if (line > 2) score -= 1;
  if (isBracketed) score -= 1;
  if (/^\p{Ll}/u.test(text)) score -= 0.5;
  if (/https?:\/\//.test(text)) score -= 3;
  if (/[^.\s]\. \p{Lu}\p{L}+ .*\. /u.test(text.slice(0, 500))) score -= 1;
  return score;
}

/** `NAME: words` on one line, the name being bold or a link. */
export function colonPair(
  segments: readonly LookedAt[],
): { readonly name: LookedAt; readonly rest: LookedAt } | undefined {
  for (const [at, rest] of segments.entries()) {
    const name = segments[at - 1];
    if (name === undefined || name.line !== rest.line || name.looks === "label" || name.looks === "when") continue;
    if (name.kind !== "strong" && name.kind !== "link" && name.kind !== "code") continue;
    const isColon = /^[\])*_`]*\s?[:：][\])*_`\s]*$/u.test(rest.before);
    const isWords = rest.looks === "words" || rest.looks === "names";
    if (isColon && rest.kind === "plain" && isWords && rest.words >= 2) return { name, rest };
  }
  return undefined;
}

export function startsAlike(title: string, name: string): boolean {
  const plain = (words: string): string => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return plain(title).startsWith(plain(name)) && plain(name) !== "";
}
