import { LRUCache } from "lru-cache";
import type { Problem } from "../list/problem.ts";
import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { ReadBase } from "../github/read-base.ts";
import { printTag, sealedText } from "../intake/comment-tag.ts";
import type { CommentEffect, CommentTag, Facts, ProposalEffect } from "../intake/effect.ts";
import { placeNotice, type Notice } from "../intake/notice.ts";
import type { Comment } from "../intake/snapshot.ts";
import type { ReplacementEffect } from "../intake/review-effect.ts";
import type { OutputEdits } from "../render/output-edits.ts";
import type { DuplicateOf } from "../intake/suggestion.ts";
import { headingOf } from "../render/list-view.ts";
import { placeOf } from "./looks/place-of.ts";
import { printDifferences } from "./print-differences.ts";
import type { Seal } from "./seal.ts";
import type { Rendered } from "../intake/plan-regeneration.ts";
import type { Renderer } from "./renderer.ts";

/** Turns facts into what people read: comments, pull requests, check runs, outputs. */
export interface Words {
  /** Our own templates, by path under `templates/`. */
  readonly packaged: ReadonlyMap<string, string>;
  /** Whether the tag of a comment is as we wrote it, and written for this issue. */
  isSealed(on: CommentEffect["on"], tag: CommentTag): boolean;
  comment(effect: CommentEffect, read: ReadBase | undefined, done: DoneSoFar): Promise<string>;
  proposal(effect: ProposalEffect, read: ReadBase | undefined): Promise<string>;
  /** The body of a pull request of ours in place of a person's. */
  replacement(effect: ReplacementEffect, read: ReadBase): Promise<string>;
  /** Our comment with a notice on top. */
  notice(on: CommentEffect["on"], notice: Notice, present: Comment | undefined): Promise<string>;
  /** Other words of ours, without a tag. */
  plain(name: PlainText, facts: Facts, read?: ReadBase): Promise<string>;
  /** A person's edit of a generated output, read back as data by the templates of the default branch. */
  edits(read: ReadBase, edit: EditedOutput): Promise<OutputEdits>;
  checkRun(
    problems: readonly Problem[],
    listPath: string,
    on?: "branch" | "pull",
  ): Promise<{ readonly title: string; readonly summary: string }>;
  /** What is wrong with the repository's own templates, so that nothing is proposed while README could not follow. */
  templateProblems(read: ReadBase): Promise<readonly Problem[]>;
  outputs(read: ReadBase, files: Readonly<Record<string, string | undefined>>): Promise<Rendered>;
}

export type PlainText = "alarm-over" | "dashboard-issue" | "given-up" | "heartbeat" | "missing-permission" | "stack";

export interface EditedOutput {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Of the text `before`. */
  readonly list: List;
}

/** What the plan could not know. */
export interface DoneSoFar {
  readonly pull: number | undefined;
  readonly refused: string | undefined;
}

/** Under GitHub's 65,536 characters, with room for the longest tag. */
const longestText = 44_000;

/** Annotations of a check run end there, too. */
const mostInSummary = 50;

/** What a busy machine finds, and an idle one may not: too slow, or out of memory. Asked again at the next look. */
const dependsOnMachine: ReadonlySet<string> = new Set(["template-too-long", "template-too-much-output"]);

export function createWords(
  packaged: ReadonlyMap<string, string>,
  rendererFor: (own: ReadonlyMap<string, string>) => Renderer,
  seal: Seal,
): Words {
  const none: ReadonlyMap<string, string> = new Map();
  const sealed = (on: CommentEffect["on"], tag: CommentTag): CommentTag => ({
    ...tag,
    seal: seal(sealedText(on.repository, on.issue, tag)),
  });
  // By tree: the same templates and the same list fail or not, however often they are asked.
  const checked = new LRUCache<string, Promise<readonly Problem[]>>({ max: 500 });

  async function bounded(renderer: Renderer, name: string, facts: Facts, shorter: Facts): Promise<string> {
    const text = tidy(await renderer.botText(name, facts));
    if (text.length <= longestText) return text;
    // Cut between characters, whatever they are made of.
    const less = tidy(await renderer.botText(name, { ...facts, ...shorter }));
    return less.slice(0, longestText).toWellFormed();
  }

  return {
    packaged,
    isSealed(on, tag) {
      return tag.seal !== undefined && tag.seal === seal(sealedText(on.repository, on.issue, tag));
    },
    async comment(effect, read, done) {
      const renderer = rendererFor(read?.templates ?? none);
      const leaf = read?.base.list && leafCategories(read.base.list.taxonomy)[0];
      const facts: Facts = {
        ...effect.facts,
        listPath: read?.base.listPath ?? "list.json",
        exampleCategory: effect.facts["exampleCategory"] ?? leaf?.path ?? "",
        pull: effect.facts["pull"] ?? done.pull,
        refused: done.refused,
        preview: await preview(renderer, read, effect.facts),
        previewBefore: await previewBefore(renderer, read, effect.facts),
        ...(effect.topic === "pull" ? await pullPreviews(renderer, read, effect.facts) : {}),
        papers: await placed(read, effect.facts),
      };
      const text = await bounded(renderer, effect.topic, facts, {
        corrected: effect.topic === "pull" ? [] : undefined,
        preview: undefined,
        previewBefore: undefined,
        previewRescued: undefined,
        edited: [],
        templateDifference: undefined,
      });
      const body = `${text.trim()}\n${printTag("comment", sealed(effect.on, effect.tag))}`;
      // Since when the changes are shown, and what it asks, is written down with the next edit; by itself it is no reason for one.
      const { since: _since, asksSince: _asksSince, ...tag } = effect.tag;
      const same = `${text.trim()}\n${printTag("comment", sealed(effect.on, tag))}`;
      return effect.present !== undefined && sameText(effect.present.body, same) ? same : body;
    },
    async proposal(effect, read) {
      const renderer = rendererFor(read?.templates ?? none);
      const { facts } = effect.body;
      const more: Facts = {
        listPath: read?.base.listPath ?? "list.json",
        ...(effect.body.topic === "proposal"
          ? {
              preview: await preview(renderer, read, facts),
              previewBefore: await previewBefore(renderer, read, facts),
            }
          : {}),
        ...(effect.body.topic === "regeneration"
          ? { preview: await preview(renderer, read, facts), edited: printDifferences(facts) }
          : {}),
      };
      const text = await bounded(
        renderer,
        effect.body.topic,
        { ...facts, ...more },
        { edited: [], preview: undefined, previewBefore: undefined },
      );
      return `\n${text.trim()}\n${printTag("proposal", effect.body.tag)}\n`;
    },
    async replacement({ facts, replaces }, read) {
      const renderer = rendererFor(read.templates);
      const all: Facts = { ...facts, listPath: read.base.listPath, preview: await preview(renderer, read, facts) };
      const text = await bounded(renderer, "replacement", all, { preview: undefined });
      const ids = ((facts["changes"] ?? []) as readonly ListChange[]).map(idOf);
      return `\n${text.trim()}\n${printTag("proposal", { hash: String(replaces), papers: ids })}\n`;
    },
    async notice(on, { name, facts }, present) {
      const text = await bounded(rendererFor(none), name, facts, {});
      return placeNotice(text, present, (tag) => sealed(on, tag));
    },
    async plain(name, facts, read) {
      return (await bounded(rendererFor(read?.templates ?? none), name, facts, {})).trim();
    },
    edits(read, edit) {
      return rendererFor(read.templates).edits(edit);
    },
    async checkRun(problems, listPath, on = "branch") {
      // Of very many, as many as GitHub shows beside their lines, and those first that stop the change.
      const shown = problems
        .toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"))
        .slice(0, mostInSummary)
        .map((problem) => ({ ...problem, place: placeOf(problem, listPath) }));
      const errors = problems.filter((problem) => problem.severity === "error").length;
      const title =
        errors === 0 ? "The list is in order" : errors === 1 ? "1 problem to mend" : `${errors} problems to mend`;
      return { title, summary: await rendererFor(none).botText("check-run", { problems: shown, on }) };
    },
    async templateProblems(read) {
      const { treeSha } = read.base;
      if (read.templates.size === 0) return [];
      const known = checked.get(treeSha);
      if (known !== undefined) return known;
      const problems = this.outputs(read, {}).then((outputs) =>
        outputs.problems.filter(({ severity }) => severity === "error"),
      );
      // At once, so that looks at the same time share the work.
      checked.set(treeSha, problems);
      const lasts = await problems.then(
        (found) => !found.some(({ code }) => dependsOnMachine.has(code)),
        () => false,
      );
      if (!lasts && checked.get(treeSha) === problems) checked.delete(treeSha);
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

async function preview(
  renderer: Renderer,
  read: ReadBase | undefined,
  facts: Facts,
): Promise<{ markdown: string } | undefined> {
  const list = read?.base.list;
  const changes = (facts["changes"] ?? []) as readonly ListChange[];
  if (list === undefined || changes.length === 0) return undefined;
  return entriesOf(renderer, applyChanges(list, changes).list, changes.map(idOf));
}

/** The lines of the papers that are edited or removed, as they are now. */
async function previewBefore(
  renderer: Renderer,
  read: ReadBase | undefined,
  facts: Facts,
): Promise<{ markdown: string } | undefined> {
  const list = read?.base.list;
  const changes = ((facts["changes"] ?? []) as readonly ListChange[]).filter(({ kind }) => kind !== "add");
  return list === undefined ? undefined : entriesOf(renderer, list, changes.map(idOf));
}

/** Of a person's pull request: the lines as they are now, and as an edit of README would have them. */
async function pullPreviews(renderer: Renderer, read: ReadBase | undefined, facts: Facts): Promise<Facts> {
  const list = read?.base.list;
  if (list === undefined) return {};
  const changes = (facts["changes"] ?? []) as readonly ListChange[];
  const rescued = (facts["rescued"] ?? []) as readonly ListChange[];
  const known = [...changes, ...rescued].filter(({ kind }) => kind !== "add").map(idOf);
  return {
    previewBefore: await entriesOf(renderer, list, known),
    previewRescued: await entriesOf(renderer, applyChanges(list, [...changes, ...rescued]).list, rescued.map(idOf)),
  };
}

async function entriesOf(
  renderer: Renderer,
  list: List,
  ids: readonly string[],
): Promise<{ markdown: string } | undefined> {
  if (ids.length === 0) return undefined;
  const { markdown } = await renderer.entries(list, ids);
  if (markdown === "") return undefined;
  // A link to an issue or a commit elsewhere would tell the people there that we mention it; by this host it does not.
  return {
    markdown: markdown.replace(
      /https:\/\/github\.com(?=\/[^\s()]+\/(?:issues|pull|commit|discussions)\/)/g,
      "https://redirect.github.com",
    ),
  };
}

function idOf(change: ListChange): string {
  return change.kind === "add" ? change.paper.id : change.id;
}

/** Papers that are in the list, with the heading of the README they stand under. */
async function placed(read: ReadBase | undefined, facts: Facts): Promise<Facts[string]> {
  const papers = facts["papers"] as readonly { readonly of?: DuplicateOf }[] | undefined;
  const list = read?.base.list;
  const repository = typeof facts["repository"] === "string" ? facts["repository"] : "";
  if (papers === undefined || list === undefined) return facts["papers"];
  const { slug } = await import("github-slugger");
  const leaves = new Map(leafCategories(list.taxonomy).map((leaf) => [leaf.path, leaf.category]));
  return papers.map((paper) => {
    const category = leaves.get(paper.of?.categories[0] ?? "");
    const anchor = category === undefined ? "" : `#${slug(headingOf(category))}`;
    return paper.of === undefined ? paper : { ...paper, of: { ...paper.of, url: `${repository}${anchor}` } };
  }) as Facts[string];
}

/** What stands empty between two parts leaves one line free, not three. */
function tidy(text: string): string {
  return text.replaceAll(/\n{3,}/g, "\n\n");
}

function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}
