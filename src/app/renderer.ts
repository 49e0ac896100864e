import type { Configuration } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import type { Markdown } from "../render/create-renderer.ts";
import { renderBotText } from "../render/create-renderer.ts";
import { notRead, type OutputEdits, type OutputEditsInput } from "../render/output-edits.ts";
import type { RenderedOutputs } from "../render/render-outputs.ts";
import { runTemplateJob, type TemplateAnswer, type TemplateJob } from "../render/template-job.ts";
import type { Templates } from "../render/templates.ts";

/** Everything that is made by templates, for one repository: ours, and those of its own over them. */
export interface Renderer {
  /** `bot/NAME.liquid`: the repository's own where it works, else ours, so that nobody is left without an answer. */
  botText(name: string, facts: Readonly<Record<string, unknown>>): Promise<string>;
  /** The lines these papers will have in the README. */
  entries(list: List, ids: readonly string[]): Promise<Markdown>;
  outputs(input: {
    readonly list: List;
    readonly configuration: Configuration;
    readonly files: Readonly<Record<string, string | undefined>>;
  }): Promise<RenderedOutputs>;
  /** What a person's edit of an output says of the list: nothing that is understood where the templates had to be stopped. */
  edits(input: Omit<OutputEditsInput, "templates">): Promise<OutputEdits>;
}

/** Does a template job; where a stranger's templates are run, one that can be stopped. */
export type RunJob = <Job extends TemplateJob>(job: Job) => Promise<TemplateAnswer<Job>>;

/** Characters. Markdown parsers take the square of the time for some, which then is half a second. */
const longestMarkdown = 5_000;

/** Our own templates are run here; other people's, and what others wrote at length, by `sandbox`. */
export function createRendererFor(packaged: Templates, sandbox: RunJob): (own: Templates) => Renderer {
  return (own) => {
    const templates: Templates = own.size === 0 ? packaged : new Map([...packaged, ...own]);
    const ownWords = [...own.keys()].some((path) => path.startsWith("bot/"));
    return {
      async botText(name, facts) {
        const theirs = ownWords ? await sandbox({ kind: "bot-text", templates, name, facts }) : undefined;
        return theirs?.ok === true ? theirs.value : renderBotText(packaged, name, facts);
      },
      async entries(list, ids) {
        const theirs = own.size === 0 ? undefined : await sandbox({ kind: "entries", list, ids, templates });
        if (theirs?.ok === true) return { markdown: theirs.value };
        const plain = withoutKept(list, ids);
        const ours = await runTemplateJob({ kind: "entries", list: plain, ids, templates: packaged });
        return { markdown: ours.ok ? ours.value : "" };
      },
      async outputs({ list, configuration, files }) {
        const present = new Map(Object.entries(files));
        const run: RunJob =
          own.size === 0 && lengthOfMarkdown(list, list.taxonomy) <= longestMarkdown ? runTemplateJob : sandbox;
        const rendered = await run({ kind: "outputs", list, configuration, templates, files: present });
        return rendered.ok ? rendered.value : { files: [], problems: rendered.problems };
      },
      async edits(input) {
        // The text is a stranger's, whoever wrote the templates.
        const read = await sandbox({ kind: "read-edits", ...input, templates });
        return read.ok ? read.value : notRead(input, "stopped");
      },
    };
  };
}

/** These papers as our own templates print them: nothing of what they keep of a README, which would be made safe for nothing. */
function withoutKept(list: List, ids: readonly string[]): List {
  const wanted = new Set(ids);
  const papers = list.papers.filter(({ id }) => wanted.has(id));
  return { ...list, papers: papers.map(({ notes: _notes, asWritten: _asWritten, ...paper }) => paper) };
}

function lengthOfMarkdown({ description = "" }: Pick<List, "description">, parts: List["taxonomy"]): number {
  return parts.reduce((sum, part) => sum + lengthOfMarkdown(part, part.categories ?? []), description.length);
}
