import { foundFields, mergeLookUps, type FoundFacts } from "../../list/found-facts.ts";
import { printQuery, type PaperQuery } from "../../list/paper-query.ts";
import { sourceNames, sourceTitles, type LookUp } from "../../list/paper-record.ts";
import { quote } from "../../list/quote.ts";
import type { Metadata } from "../../metadata/metadata.ts";
import { parseMetadataSettings } from "../metadata-settings.ts";
import { findCacheDirectory } from "./cache-directory.ts";
import { counted } from "./counted.ts";
import type { CliIo } from "./io.ts";
import { printFailures } from "./print-failures.ts";
import { readVersion } from "./read-version.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** Asks the sources, within the time that the slowest needs for so many; on a terminal each answer is told as it comes. */
export async function lookUpPapers(
  io: CliIo,
  queries: readonly PaperQuery[],
  { fresh }: { readonly fresh: boolean },
): Promise<readonly LookUp[]> {
  if (queries.length === 0) return [];
  const metadata = io.metadata ?? (await openMetadata(io));
  const tell = (text: string): void => (io.isTerminal ? io.stderr(`${visibleText(text)}\n`) : undefined);
  tell(`Looking up ${counted(queries.length, "paper")} …`);
  try {
    return await metadata.lookUp(queries, {
      fresh,
      // The slowest take one question in three seconds.
      deadline: 30_000 + 3_000 * queries.length,
      onAnswer: (lookUp) => tell(`  ${printQuery(lookUp.query)}: ${printOutcome(lookUp)}`),
    });
  } finally {
    if (io.metadata === undefined) await metadata.close();
  }
}

async function openMetadata({ env }: CliIo): Promise<Metadata> {
  const settings = parseMetadataSettings(env);
  if (!settings.ok) throw new UsageError(settings.problems.map(({ message }) => message).join(" "));
  const cacheDirectory = findCacheDirectory(env, process.platform);
  // It takes longer to load than all else that `add` needs.
  const { createMetadata } = await import("../../metadata/create-metadata.ts");
  return createMetadata({
    settings: settings.value,
    version: readVersion(),
    ...(cacheDirectory !== undefined && { cacheDirectory }),
  });
}

function printOutcome(lookUp: LookUp): string {
  const found = mergeLookUps([lookUp]);
  if (found !== undefined) return `${quote(found.draft.title ?? "")} (${printSources(found)})`;
  return lookUp.outcome === "unavailable" ? `no answer (${printFailures(lookUp.failures)})` : "not found";
}

/** `title, authors from arXiv; venue from Crossref`. */
function printSources({ sources }: FoundFacts): string {
  return sourceNames
    .flatMap((source) => {
      const fields = foundFields.filter((field) => sources[field]?.includes(source));
      return fields.length === 0 ? [] : [`${fields.join(", ")} from ${sourceTitles[source]}`];
    })
    .join("; ");
}
