/** How often each text is there. */
export function countTexts(texts: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** The text that is there most often, of several the first; undefined where there is none. */
export function mostCommon(texts: Iterable<string>): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [text, count] of countTexts(texts)) if (count > most) [best, most] = [text, count];
  return best;
}

/** Whether more than this share of the texts, and more than one, is another than the most common. */
export function isVaried(texts: readonly string[], share: number, fewest: number): boolean {
  const most = Math.max(0, ...countTexts(texts).values());
  return texts.length >= fewest && texts.length - most > Math.max(1, texts.length * share);
}
