import type { Configuration } from "../list/configuration.ts";

export const schemaPath = "list.schema.json";
export const issueFormPath = ".github/ISSUE_TEMPLATE/suggest-paper.yml";

/** Every file that is made from the list, and so must be read before: the outputs of the configuration, the schema, the form. */
export function outputPaths(configuration: Configuration): readonly string[] {
  return [...new Set([...configuration.outputs, schemaPath, issueFormPath])];
}
