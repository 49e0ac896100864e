import { sourceTitles, type SourceFailure } from "../../list/paper-record.ts";

/** `arXiv: it asks us to wait 30 seconds; DataCite: …`. */
export function printFailures(failures: readonly SourceFailure[]): string {
  return failures.map(({ source, detail }) => `${sourceTitles[source]}: ${detail}`).join("; ");
}
