/** Which texts have a word, for texts by their number. */
export interface WordIndex {
  readonly ids: ReadonlyMap<string, number>;
  /** The texts with word `id` stand in `texts` from `starts[id]` up to `starts[id + 1]`. */
  readonly starts: Int32Array;
  readonly texts: Int32Array;
  /** One weight a text, all 0 between questions. */
  readonly weights: Float32Array;
}

/** Words of a text that count. */
const mostWords = 40;
/** A question looks at no more texts than that, once for each word they share: under a millisecond. */
const mostVisited = 40_000;
/** So many texts that share the rarest word alone are looked at. */
const mostOfRarest = 8;

/** Linear in the texts; each is words with one space between. */
export function indexWords(texts: readonly string[]): WordIndex {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const words: number[] = [];
  const ends: number[] = [];
  for (const text of texts) {
    for (const word of text.split(" ", mostWords)) {
      let id = ids.get(word);
      if (id === undefined) {
        id = ids.size;
        ids.set(word, id);
        counts.push(0);
      }
      counts[id] = (counts[id] ?? 0) + 1;
      words.push(id);
    }
    ends.push(words.length);
  }
  const starts = new Int32Array(counts.length + 1);
  for (const [id, count] of counts.entries()) starts[id + 1] = (starts[id] ?? 0) + count;
  const next = starts.slice();
  const found = new Int32Array(words.length);
  let at = 0;
  for (const [text, end] of ends.entries()) {
    for (; at < end; at += 1) {
      const id = words[at] ?? 0;
      const place = next[id] ?? 0;
      found[place] = text;
      next[id] = place + 1;
    }
  }
  return { ids, starts, texts: found, weights: new Float32Array(texts.length) };
}

/**
 * The numbers of as many texts that share words with this one, rare words above all; besides, some that share its rarest
 * word, since a text of one word shares no more.
 */
export function findByWords(index: WordIndex, text: string, most: number): Iterable<number> {
  const { weights, texts } = index;
  const touched: number[] = [];
  let left = mostVisited;
  const places = rarestFirst(index, text);
  for (const { from, to } of places) {
    const weight = Math.log(1 + weights.length / (to - from));
    const end = Math.min(to, from + left);
    for (let at = from; at < end; at += 1) {
      const one = texts[at] ?? 0;
      if (weights[one] === 0) touched.push(one);
      weights[one] = (weights[one] ?? 0) + weight;
    }
    left -= end - from;
  }
  const best: number[] = [];
  for (const one of touched) {
    const weight = weights[one] ?? 0;
    if (best.length === most && weight <= (weights[best[most - 1] ?? 0] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && weight > (weights[best[place - 1] ?? 0] ?? 0)) place -= 1;
    best.splice(place, 0, one);
    if (best.length > most) best.pop();
  }
  for (const one of touched) weights[one] = 0;
  return new Set([...best, ...touched.slice(0, Math.min(mostOfRarest, (places[0]?.to ?? 0) - (places[0]?.from ?? 0)))]);
}

function rarestFirst(
  { ids, starts }: WordIndex,
  text: string,
): readonly { readonly from: number; readonly to: number }[] {
  return [...new Set(text.split(" ", mostWords))]
    .flatMap((word) => {
      const id = ids.get(word);
      return id === undefined ? [] : [{ from: starts[id] ?? 0, to: starts[id + 1] ?? 0 }];
    })
    .toSorted((a, b) => a.to - a.from - (b.to - b.from));
}
