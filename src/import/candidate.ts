import type { EntrySource } from "./readme-structure.ts";
import type { PaperEvidence } from "./paper-evidence.ts";

/** Lines that may be an entry, and what speaks for it. */
export interface Candidate {
  readonly entry: EntrySource;
  readonly evidence: PaperEvidence;
}

/** About one paper, as far as its own lines tell: it leads somewhere, and says what it is. */
export function isLikeEntry({ links, words }: PaperEvidence): boolean {
  return links > 0 && words >= 3;
}
