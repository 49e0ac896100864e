import type { ImportedList } from "../../src/import/import-readme.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import { renderOutputs } from "../../src/render/render-outputs.ts";

/** README.md as `build` makes it of an imported list, with the marks of regions. Throws where a template is wrong. */
export async function buildImported({ list, templates, readme }: Omit<ImportedList, "report">): Promise<string> {
  const files = new Map([["README.md", readme]]);
  const outputs = await renderOutputs({ list, templates, configuration: defaultConfiguration, files });
  const built = outputs.files.find(({ path }) => path === "README.md");
  if (built === undefined) throw new Error(outputs.problems.map(({ message }) => message).join("\n"));
  return built.text;
}
