import type { Configuration } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import { createRenderer, renderBotText, type Markdown } from "../render/create-renderer.ts";
import { renderOutputs, type RenderedOutputs } from "../render/render-outputs.ts";
import type { Templates } from "../render/templates.ts";

/** Everything that is made by templates, for one repository: ours, and those of its own over them. */
export interface Renderer {
  /** `bot/NAME.liquid`, by the repository's own template where it works, else by ours. */
  botText(name: string, facts: Readonly<Record<string, unknown>>): Promise<string>;
  /** The lines these papers will have in the README. */
  entries(list: List, ids: readonly string[]): Promise<Markdown>;
  outputs(input: {
    readonly list: List;
    readonly configuration: Configuration;
    readonly files: Readonly<Record<string, string | undefined>>;
  }): Promise<RenderedOutputs>;
}

/** Runs one rendering of templates that are not ours where it can be stopped. */
export interface Sandbox {
  outputs(input: Parameters<typeof renderOutputs>[0]): Promise<RenderedOutputs>;
  botText(templates: Templates, name: string, facts: Readonly<Record<string, unknown>>): Promise<string | undefined>;
  entry(templates: Templates, list: List, id: string): Promise<string | undefined>;
}

/** Our own templates are run as they are; other people's, in the sandbox. */
export function createRendererFor(packaged: Templates, sandbox: Sandbox): (own: Templates) => Renderer {
  const ours = createRenderer(packaged);
  return (own) => {
    const templates: Templates = own.size === 0 ? packaged : new Map([...packaged, ...own]);
    const has = (prefix: string): boolean => [...own.keys()].some((path) => path.startsWith(prefix));
    return {
      async botText(name, facts) {
        const theirs = has("bot/") ? await sandbox.botText(templates, name, facts) : undefined;
        return theirs ?? renderBotText(packaged, name, facts);
      },
      async entries(list, ids) {
        const papers = list.papers.filter((paper) => ids.includes(paper.id));
        const lines: string[] = [];
        for (const paper of papers) {
          const theirs = own.size > 0 ? await sandbox.entry(templates, list, paper.id) : undefined;
          const line = ours.entry(list, paper);
          lines.push((theirs ?? (line.ok ? line.value : "")).trimEnd());
        }
        return { markdown: lines.join("\n") };
      },
      outputs({ list, configuration, files }) {
        const input = { list, configuration, templates, files: new Map(Object.entries(files)) };
        return own.size === 0 ? renderOutputs(input) : sandbox.outputs(input);
      },
    };
  };
}
