import type { List } from "../../list/list.ts";
import type { Problem } from "../../list/problem.ts";
import { renderOutputs } from "../../render/render-outputs.ts";
import { mergeTemplates } from "../../render/templates.ts";
import { readOwnTemplates, writeText } from "../list-directory.ts";
import { readPackagedTemplates } from "../packaged-templates.ts";
import { locateOutputs } from "./locate-outputs.ts";
import type { OpenedList } from "./open-list.ts";
import type { Difference } from "./print-diff.ts";
import { readOutputs } from "./read-outputs.ts";
import { unusedFiles } from "./unused-files.ts";

export interface MadeOutputs {
  /** Of the files that are not as the list makes them. */
  readonly differences: readonly Difference[];
  readonly unchanged: readonly string[];
  readonly problems: readonly Problem[];
}

/** What the outputs of a list have to be, against the files that are there; writes nothing. */
export async function makeOutputs(opened: OpenedList, list: List): Promise<MadeOutputs> {
  const packaged = readPackagedTemplates();
  const own = readOwnTemplates(opened.directory, packaged);
  const present = readOutputs(opened);
  const templates = mergeTemplates(packaged, own.templates);
  const outputs = await renderOutputs({
    list,
    templates,
    configuration: opened.configuration,
    files: present.files,
  });
  // An output that cannot be read was rendered as if it were not there, and must not be written.
  const files = outputs.files.filter(({ path }) => present.files.has(path));
  const isSame = (file: { readonly path: string; readonly text: string }): boolean =>
    present.files.get(file.path) === file.text;
  return {
    differences: files
      .filter((file) => !isSame(file))
      .map(({ path, text }) => ({ path, before: present.files.get(path), after: text })),
    unchanged: files.filter(isSame).map(({ path }) => path),
    problems: [
      ...own.problems,
      ...present.problems,
      ...unusedFiles({ opened, packaged, own: own.templates, files: present.files }),
      ...locateOutputs(outputs.problems, opened),
    ],
  };
}

/** Each whole or not at all; what may not be written is a problem. */
export function writeOutputs({ directory }: OpenedList, differences: readonly Difference[]): readonly Problem[] {
  return differences.flatMap(({ path, after }) => writeText(directory, path, after) ?? []);
}
