import type { Configuration } from "../list/configuration.ts";

export const schemaPath = "list.schema.json";
export const issueFormPath = ".github/ISSUE_TEMPLATE/suggest-paper.yml";
export const correctionFormPath = ".github/ISSUE_TEMPLATE/correct-entry.yml";
export const removalFormPath = ".github/ISSUE_TEMPLATE/remove-entry.yml";

/** What is made from the list without a template, and whole. */
export const wholeFilePaths: readonly string[] = [schemaPath, issueFormPath, correctionFormPath, removalFormPath];

/** Every file that is made from the list, and so must be read before: the outputs of the configuration, the schema, the forms. */
export function outputPaths(configuration: Configuration): readonly string[] {
  return [...new Set([...configuration.outputs, ...wholeFilePaths])];
}
