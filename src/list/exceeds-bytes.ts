/** Whether the text is more than `limit` bytes as UTF-8. */
export function exceedsBytes(text: string, limit: number): boolean {
  // A UTF-16 unit is one to three bytes; only in between must they be counted.
  if (text.length > limit) return true;
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}
