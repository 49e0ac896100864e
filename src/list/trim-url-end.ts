const partners: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * A URL or DOI as found in prose, without the punctuation of the sentence around it: full stops, quotes, a bracket it did not open.
 * An underscore stays: one of sixty OpenReview ids ends with it.
 */
export function trimUrlEnd(text: string): string {
  let end = text.length;
  const open = new Map<string, number>();
  for (const character of text) if ("()[]{}".includes(character)) open.set(character, (open.get(character) ?? 0) + 1);
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1);
    const partner = partners[last];
    if (partner !== undefined) {
      const closed = open.get(last) ?? 0;
      if (closed <= (open.get(partner) ?? 0)) break;
      open.set(last, closed - 1);
    } else if (!".,;:!?'\"*>`".includes(last)) break;
  }
  return text.slice(0, end);
}
