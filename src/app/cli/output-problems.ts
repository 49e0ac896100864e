import { configurationPath } from "../../list/configuration.ts";
import type { List } from "../../list/list.ts";
import type { Problem } from "../../list/problem.ts";
import { readOwnTemplates } from "../list-directory.ts";
import { readPackagedTemplates } from "../packaged-templates.ts";
import { locateOutputs } from "./locate-outputs.ts";
import { hasErrors, type OpenedList } from "./open-list.ts";
import { readOutputs } from "./read-outputs.ts";
import { unusedFiles } from "./unused-files.ts";

/**
 * What is wrong with templates and with the files they are for. Templates of the directory's own are rendered with the
 * whole list, since only that finds every variable that does not exist; ours are right, and an empty list does.
 */
export async function outputProblems(opened: OpenedList): Promise<readonly Problem[]> {
  const { configuration, directory, list } = opened;
  const packaged = readPackagedTemplates();
  const own = readOwnTemplates(directory, packaged);
  const outputs = readOutputs(opened);
  const { mergeTemplates } = await import("../../render/templates.ts");
  const templates = mergeTemplates(packaged, own.templates);
  const unused = unusedFiles({ opened, packaged, own: own.templates, files: outputs.files });
  const faults: Problem[] = [...own.problems, ...outputs.problems, ...unused];
  if (own.templates.size > 0) {
    const { checkTemplates } = await import("../../render/create-renderer.ts");
    faults.push(...checkTemplates(templates, packaged));
  }
  // Which files are outputs is what a configuration that is wrong would say.
  if (hasErrors(opened.problems.filter(({ file }) => file === configurationPath))) return faults;
  const { renderOutputs } = await import("../../render/render-outputs.ts");
  const rendered = await renderOutputs({
    list: own.templates.size > 0 && list !== undefined ? list : emptyList,
    templates,
    configuration,
    files: outputs.files,
  });
  // A template that does not parse fails again wherever it is rendered.
  const told = new Set(faults.map(place));
  return [...faults, ...locateOutputs(rendered.problems, opened).filter((problem) => !told.has(place(problem)))];
}

const emptyList: List = { title: "Empty", taxonomy: [], papers: [] };

function place({ code, file, position }: Problem): string {
  return JSON.stringify([code, file, position]);
}
