import { createTwoFilesPatch } from "diff";
import { LRUCache } from "lru-cache";
import type { Problem } from "../list/problem.ts";
import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import { printList } from "../list/list-file.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { ReadBase } from "../github/read-base.ts";
import { printTag } from "../intake/comment-tag.ts";
import type { CommentEffect, Facts, ProposalEffect } from "../intake/effect.ts";
import type { Rendered } from "../intake/plan-regeneration.ts";
import type { Renderer } from "./renderer.ts";

/** Turns facts into what people read: comments, pull requests, check runs, outputs. */
export interface Words {
  /** Our own templates, by path under `templates/`. */
  readonly packaged: ReadonlyMap<string, string>;
  comment(effect: CommentEffect, read: ReadBase | undefined, done: DoneSoFar): Promise<string>;
  proposal(effect: ProposalEffect, read: ReadBase | undefined): Promise<string>;
  checkRun(
    problems: readonly Problem[],
    listPath: string,
  ): Promise<{ readonly title: string; readonly summary: string }>;
  /** What is wrong with the repository's own templates, so that nothing is proposed while README could not follow. */
  templateProblems(read: ReadBase): Promise<readonly Problem[]>;
  outputs(read: ReadBase, files: Readonly<Record<string, string | undefined>>): Promise<Rendered>;
}

/** What the plan could not know. */
export interface DoneSoFar {
  readonly pull: number | undefined;
  readonly refused: string | undefined;
}

/** Under GitHub's 65,536 characters, with room for the tag. */
const longestText = 60_000;

export function createWords(
  packaged: ReadonlyMap<string, string>,
  rendererFor: (own: ReadonlyMap<string, string>) => Renderer,
): Words {
  const none: ReadonlyMap<string, string> = new Map();
  // By tree: the same templates and the same list fail or not, however often they are asked.
  const checked = new LRUCache<string, readonly Problem[]>({ max: 500 });

  async function bounded(renderer: Renderer, name: string, facts: Facts, shorter: Facts): Promise<string> {
    const text = await renderer.botText(name, facts);
    return text.length <= longestText
      ? text
      : (await renderer.botText(name, { ...facts, ...shorter })).slice(0, longestText);
  }

  return {
    packaged,
    async comment(effect, read, done) {
      const leaf = read?.base.list && leafCategories(read.base.list.taxonomy)[0];
      const facts: Facts = {
        ...effect.facts,
        listPath: read?.base.listPath ?? "list.json",
        exampleCategory: effect.facts["exampleCategory"] ?? leaf?.path ?? "",
        pull: effect.facts["pull"] ?? done.pull,
        refused: done.refused,
      };
      const text = await bounded(rendererFor(read?.templates ?? none), effect.topic, facts, { corrected: undefined });
      const body = `${text.trim()}\n${printTag("comment", effect.tag)}`;
      // Since when the changes are shown is written down with the next edit; by itself it is no reason for one.
      const { since: _since, ...tag } = effect.tag;
      const same = `${text.trim()}\n${printTag("comment", tag)}`;
      return effect.present !== undefined && sameText(effect.present.body, same) ? same : body;
    },
    async proposal(effect, read) {
      const renderer = rendererFor(read?.templates ?? none);
      const { facts } = effect.body;
      const more: Facts = {
        listPath: read?.base.listPath ?? "list.json",
        ...(effect.body.topic === "proposal" ? { preview: await preview(renderer, read, facts) } : {}),
        ...(effect.body.topic === "regeneration" ? { edited: differences(facts) } : {}),
      };
      const text = await bounded(renderer, effect.body.topic, { ...facts, ...more }, { edited: [] });
      return `\n${text.trim()}\n${printTag("proposal", effect.body.tag)}\n`;
    },
    async checkRun(problems, listPath) {
      const placed = problems.map((problem) => ({ ...problem, place: placeOf(problem, listPath) }));
      const errors = problems.filter((problem) => problem.severity === "error").length;
      const title =
        errors === 0 ? "The list is in order" : errors === 1 ? "1 problem to mend" : `${errors} problems to mend`;
      return { title, summary: await rendererFor(none).botText("check-run", { problems: placed }) };
    },
    async templateProblems(read) {
      const { treeSha } = read.base;
      if (read.templates.size === 0) return [];
      const known = checked.get(treeSha);
      if (known !== undefined) return known;
      const problems = (await this.outputs(read, {})).problems.filter(({ severity }) => severity === "error");
      checked.set(treeSha, problems);
      return problems;
    },
    async outputs(read, files) {
      const { list, configuration, listPath } = read.base;
      if (list === undefined) return { files: [], problems: [] };
      const rendered = await rendererFor(read.templates).outputs({ list, configuration, files });
      // The list itself in its canonical form, so that the next change to it is a small diff.
      return { files: [...rendered.files, { path: listPath, text: printList(list) }], problems: rendered.problems };
    },
  };
}

async function preview(renderer: Renderer, read: ReadBase | undefined, facts: Facts): Promise<{ markdown: string }> {
  const list = read?.base.list;
  const changes = (facts["changes"] ?? []) as readonly ListChange[];
  if (list === undefined) return { markdown: "" };
  const ids = changes.map((change) => (change.kind === "add" ? change.paper.id : change.id));
  return renderer.entries(applyChanges(list, changes).list, ids);
}

/** What people wrote, and what the list makes of it, as a reader of diffs knows it. */
function differences(facts: Facts): readonly { path: string; difference: string }[] {
  const edited = (facts["edited"] ?? []) as readonly { path: string; present: string; rendered: string }[];
  return edited.map(({ path, present, rendered }) => ({
    path,
    difference: createTwoFilesPatch(path, path, present, rendered, "", "", { context: 1 })
      .split("\n")
      .slice(2, 200)
      .join("\n"),
  }));
}

function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}

/** `list.json:12`, as a person finds it. */
function placeOf({ file, position }: Problem, listPath: string): string {
  return `${file ?? listPath}${position === undefined ? "" : `:${position.line}`}`;
}
