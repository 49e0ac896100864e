import { configurationPath, defaultConfiguration } from "../../list/configuration.ts";
import { printList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { outputPaths } from "../../render/output-paths.ts";
import { renderOutputs } from "../../render/render-outputs.ts";
import { readPackagedTemplates } from "../packaged-templates.ts";
import type { ServerSettings } from "../settings.ts";
import { startStage, type Stage, type StageOptions } from "./stage.ts";

export const people = { owner: "vla-lab", suggester: "rosa", maintainer: "mina" } as const;

export interface ListStageOptions
  extends Pick<StageOptions, "sources" | "hooks">, Pick<Partial<ServerSettings>, "throttle"> {
  /** Seconds to gather merges before README is regenerated. */
  readonly regenerateAfter?: number;
}

/** A stage with this list, as a maintainer would have it: a README of their own with a region, and all that is made from it. */
export async function startListStage(list: List, options: ListStageOptions): Promise<Stage> {
  const { sources, hooks, throttle = false, regenerateAfter = 1 } = options;
  const configuration = { ...defaultConfiguration, regenerateAfter };
  const readme = `# ${list.title}\n\nA README of our own.\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n`;
  const present = new Map(outputPaths(configuration).map((path) => [path, path === "README.md" ? readme : undefined]));
  const rendered = await renderOutputs({ list, configuration, templates: readPackagedTemplates(), files: present });
  return startStage({
    owner: people.owner,
    repo: "awesome-vla-post-training",
    users: { [people.suggester]: "none", [people.maintainer]: "maintain" },
    files: {
      "list.json": printList(list),
      [configurationPath]: `# Seconds to gather merges before README is regenerated.\nregenerateAfter: ${regenerateAfter}\n`,
      ...Object.fromEntries(rendered.files.map(({ path, text }) => [path, text])),
    },
    sources,
    settings: { throttle },
    ...(hooks && { hooks }),
  });
}
