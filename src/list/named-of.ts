import type { PaperDraft } from "./paper-draft.ts";
import type { Named } from "./paper-names.ts";

/** What tells the paper that a draft is of; an empty title where none is known. */
export function namedOf({ title = "", identifiers, links, authors, date }: PaperDraft): Named {
  return {
    title,
    ...(identifiers && { identifiers }),
    ...(links && { links }),
    ...(authors && { authors }),
    ...(date !== undefined && { date }),
  };
}
