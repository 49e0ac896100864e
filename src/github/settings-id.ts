import { compareText } from "../list/compare-text.ts";
import { blobSha } from "./blob-sha.ts";
import type { ReadBase } from "./read-base.ts";

/** The same for two commits where all but the list is that we decide and write by: configuration and templates. */
export function settingsId({ base, templates }: Pick<ReadBase, "base" | "templates">): string {
  const sorted = [...templates].toSorted(([one], [other]) => compareText(one, other));
  return blobSha(JSON.stringify([base.listPath, base.configuration, sorted]));
}
