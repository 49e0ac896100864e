/** Whether a person has just put the two lines there, as we ask them to, and nothing was written between them yet. */
export function hasOnlyEmptyRegions(text: string): boolean {
  // What a mark may hold is said exactly: a pattern that looks for its end would look through the rest of a line each time.
  const begins = text.match(/<!-- awesome-papers:begin [\w.-]+ -->/g)?.length ?? 0;
  const empty = text.match(/<!-- awesome-papers:begin [\w.-]+ -->\s*<!-- awesome-papers:end /g)?.length ?? 0;
  return begins > 0 && begins === empty;
}
