import type { ImportedList } from "../../import/import-readme.ts";
import { configurationPath, parseConfiguration } from "../../list/configuration.ts";
import { printList } from "../../list/list-file.ts";
import { type FileText, readText } from "../list-directory.ts";
import type { OpenedList } from "./open-list.ts";
import { UsageError } from "./usage-error.ts";

/** What an import writes before `build`, by path in the list repository. */
export function adoptedFiles(
  { list, templates, readme }: Pick<ImportedList, "list" | "templates" | "readme">,
  path: string,
  opened: OpenedList,
): ReadonlyMap<string, string> {
  const { configuration } = opened;
  return new Map([
    [configuration.list, printList(list)],
    ...[...templates].map(([name, text]) => [`templates/${name.replace(/^README\.md\//, `${path}/`)}`, text] as const),
    ...(configuration.outputs.includes(path) ? [] : [[configurationPath, configurationFor(path, opened)] as const]),
    [path, readme],
  ]);
}

/** A README of another name is made only where the configuration says so. */
function configurationFor(path: string, { configurationText }: OpenedList): string {
  if (configurationText !== undefined) {
    throw new UsageError(`${configurationPath} does not name ${path} among its outputs; add it there first`);
  }
  const text = `outputs:\n  - ${JSON.stringify(path)}\n`;
  if (!parseConfiguration(text).ok)
    throw new UsageError(`${path} cannot be the name of an output; rename it to README.md`);
  return text;
}

/** Those of the files that are there with another text, which would be lost; the README itself is not one of them. */
export function filesInTheWay(
  files: ReadonlyMap<string, string>,
  { directory }: Pick<OpenedList, "directory">,
  readme: { readonly path: string; readonly text: string },
): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const present = readText(directory, path);
    return isLost(present, text) && !(path === readme.path && !isLost(present, readme.text)) ? [path] : [];
  });
}

function isLost(present: FileText, text: string): boolean {
  return present.kind === "unreadable" || (present.kind === "text" && present.text !== text);
}
