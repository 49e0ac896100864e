import type { Configuration } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import type { Problem } from "../list/problem.ts";
import { correctionForm } from "./correction-form.ts";
import { issueForm } from "./issue-form.ts";
import { createListRenderer } from "./list-renderer.ts";
import { correctionFormPath, issueFormPath, outputPaths, removalFormPath, schemaPath } from "./output-paths.ts";
import { isOurIssueForm } from "./print-issue-form.ts";
import { removalForm } from "./removal-form.ts";
import { renderTextFile } from "./render-text-file.ts";
import { isOurSchemaFile, schemaFile } from "./schema-file.ts";
import type { Templates } from "./templates.ts";

export interface OutputsInput {
  readonly list: List;
  readonly templates: Templates;
  readonly configuration: Configuration;
  /** Present text of each of `outputPaths`; nothing where there is no such file. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

export interface RenderedOutputs {
  /** Every output that is ours to write, also those that stay as they are. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Faults in templates and marks; files that are not ours, as warnings. */
  readonly problems: readonly Problem[];
}

/** How each file is made that has no template, and known again. */
const wholeFiles: ReadonlyMap<string, readonly [isOurs: (text: string) => boolean, print: (list: List) => string]> =
  new Map([
    [schemaPath, [isOurSchemaFile, schemaFile]],
    [issueFormPath, [isOurIssueForm, issueForm]],
    [correctionFormPath, [isOurIssueForm, correctionForm]],
    [removalFormPath, [isOurIssueForm, removalForm]],
  ]);

/** All files that are made from the list. The same list, templates and files give the same bytes, on any machine. */
export async function renderOutputs(input: OutputsInput): Promise<RenderedOutputs> {
  const { list, configuration, files } = input;
  const renderer = await createListRenderer(input.templates, list);
  const outputs: { path: string; text: string }[] = [];
  const problems: Problem[] = [];
  for (const path of outputPaths(configuration)) {
    const present = files.get(path);
    const [isOurs, print] = wholeFiles.get(path) ?? [];
    if (isOurs !== undefined && print !== undefined) keepOrWrite(path, present, isOurs, print(list));
    else {
      const rendered = renderTextFile({ path, present, list, templates: input.templates, renderer });
      problems.push(...rendered.problems);
      if (rendered.text !== undefined) outputs.push({ path, text: rendered.text });
    }
  }
  return { files: outputs, problems };

  function keepOrWrite(
    path: string,
    present: string | undefined,
    isOurs: (text: string) => boolean,
    text: string,
  ): void {
    if (present === undefined || present.trim() === "" || isOurs(present)) {
      outputs.push({ path, text: present?.includes("\r\n") === true ? text.replaceAll("\n", "\r\n") : text });
      return;
    }
    const message = `${path} is not a file of ours, so it is left alone. Delete it, and it is made from the list.`;
    problems.push({ code: "not-our-file", severity: "warning", field: "outputs", message, file: path });
  }
}
