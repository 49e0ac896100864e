import * as fc from "fast-check";
import { expect, it } from "vitest";
import { applyChanges } from "../../src/list/apply-changes.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import type { List } from "../../src/list/list.ts";
import { normalizeTitle } from "../../src/list/normalize-title.ts";
import type { Paper } from "../../src/list/paper.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import type { OutputEdits } from "../../src/render/output-edits.ts";
import { readOutputEdits } from "../../src/render/read-output-edits.ts";
import { renderOutputs } from "../../src/render/render-outputs.ts";
import { mergeTemplates } from "../../src/render/templates.ts";
import { arbitraryList, arbitraryPaper } from "../list/arbitrary-list.ts";
import { hostile } from "./inert.ts";
import { packagedTemplates } from "./packaged-templates.ts";

const own = mergeTemplates(
  packagedTemplates(),
  new Map([
    [
      "entry.liquid",
      "<details>\n<summary>{{ paper.title | html }} ({{ paper.date | date: '%b %Y' }})</summary>\n\n{{ paper.summary }}\n\n{% for tag in paper.tags %}{{ tag | code }} {% endfor %}\n{% for link in paper.links %}- [{{ link.label }}]({{ link.url }})\n{% endfor %}- {{ paper.venue }}\n</details>\n\n",
    ],
  ]),
);

const ours = packagedTemplates();
const someList = arbitraryList.filter(({ papers }) => papers.length > 0);
const fields = ["title", "venue", "date", "authors", "links", "summary", "tags"] as const;

async function render(list: List, from: ReadonlyMap<string, string>): Promise<string> {
  const files = new Map([["README.md", "<!-- awesome-papers:generated -->\n"]]);
  const input = { list, templates: from, configuration: defaultConfiguration, files };
  return (await renderOutputs(input)).files.find(({ path }) => path === "README.md")?.text ?? "";
}

function idsIn({ changes, near }: OutputEdits): readonly string[] {
  return [...changes, ...near.map(({ change }) => change)].map((change) =>
    change.kind === "add" ? change.paper.id : change.id,
  );
}

it("reads a printed edit of one paper back as what prints it, or shows it; and nothing of another paper", async () => {
  const input = fc.record({
    list: someList,
    at: fc.nat(),
    other: arbitraryPaper,
    field: fc.constantFrom(...fields),
    isOwn: fc.boolean(),
  });
  let understood = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(input, async ({ list, at, other, field, isOwn }) => {
      const from = isOwn ? own : ours;
      const paper = list.papers[at % list.papers.length] as Paper;
      // A title without a letter or digit tells nothing: with another address it is another paper.
      fc.pre(field !== "links" || normalizeTitle(paper.title) !== "");
      const { [field]: _old, ...rest } = paper;
      const next = { ...rest, ...(other[field] === undefined ? {} : { [field]: other[field] }) } as Paper;
      const renderer = createRenderer(from);
      const [old, now] = [paper, next].map((one) => renderer.entry(list, one)).map((one) => (one.ok ? one.value : ""));
      const before = await render(list, from);
      const after = before.replaceAll(old ?? "", () => now ?? "");
      const edits = await readOutputEdits({ before, after, path: "README.md", list, templates: from });
      expect(idsIn(edits).filter((id) => id !== paper.id)).toEqual([]);
      const outcome = outcomeOf(edits, now ?? "");
      expect(after === before ? ["dropped"] : ["understood", "shown"]).toContain(outcome);
      all += outcome === "dropped" ? 0 : 1;
      understood += outcome === "understood" ? 1 : 0;

      function outcomeOf({ changes, near, notUnderstood }: OutputEdits, written: string) {
        if (changes.length === 0) return near.length + notUnderstood.length > 0 ? "shown" : "dropped";
        const changed = applyChanges(list, changes).list.papers.find(({ id }) => id === paper.id);
        const printed = changed === undefined ? undefined : renderer.entry(list, changed);
        return printed?.ok === true && printed.value === written ? "understood" : "wrong";
      }
    }),
    { numRuns: 150 },
  );
  // Values here are of any characters; of real papers nearly every edit is understood.
  expect(understood / all).toBeGreaterThan(0.5);
});

it("reads nothing where nothing was touched, and shows every line that was", async () => {
  const lines = fc.array(fc.oneof(hostile(), fc.constant("")), { maxLength: 4 });
  const input = fc.record({ list: someList, lines, at: fc.nat(), cut: fc.nat({ max: 3 }), isOwn: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(input, async ({ list, lines: put, at, cut, isOwn }) => {
      const from = isOwn ? own : ours;
      const before = await render(list, from);
      const text = before.split("\n");
      // Behind the mark of the file, which says that it is ours.
      const place = 1 + (at % text.length);
      const inserted = put.map((one) => one.replaceAll(/[\r\n]/g, " ").trimEnd());
      const after = text.toSpliced(place, cut, ...inserted).join("\n");
      const edits = await readOutputEdits({ before, after, path: "README.md", list, templates: from });
      const shown = JSON.stringify(edits);
      const known = new Set(text.map((one) => one.trimEnd()));
      const missing = inserted.filter(
        (one) => one !== "" && !known.has(one) && !shown.includes(JSON.stringify(one).slice(1, -1)),
      );
      expect(missing).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
