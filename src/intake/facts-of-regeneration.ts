import { diffLists } from "../list/diff-lists.ts";
import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Facts } from "./effect.ts";
import type { Regeneration } from "./plan-regeneration.ts";
import type { BranchSnapshot } from "./snapshot.ts";

/** More papers than this are counted, of more lines these are shown; the difference has them all. */
const mostNamed = 30;

/** What our pull request with the outputs may say. */
export function factsOfRegeneration(
  snapshot: BranchSnapshot,
  { because, files, edited, rescue }: Regeneration & { kind: "pull-request" },
): Facts {
  const { base, handEdits = [] } = snapshot;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const titles = new Map(base.list?.papers.map(({ id, title }) => [id, title]));
  const changes = base.list && rescue?.isKept === true ? diffLists(base.list, rescue.list).changes : [];
  const named = changes.length > mostNamed ? [] : changes;
  return {
    because,
    files: files.map(({ path }) => path),
    outputs: edited,
    // What merging changes in them; nothing where they stay as they were written.
    edited: edited.flatMap((path) => {
      const [present, rendered] = [snapshot.files[path] ?? "", texts.get(path)];
      return rendered === undefined ? [] : [{ path, present, rendered }];
    }),
    isKept: rescue?.isKept === true,
    count: changes.length,
    changes: named,
    removed: named.flatMap((change) => (change.kind === "remove" ? [titles.get(change.id) ?? change.id] : [])),
    edits: handEdits.map(({ path, near, notUnderstood }) => ({
      path,
      near: near.slice(0, mostNamed).map(({ written, printed }) => ({ written, printed })),
      notUnderstood: notUnderstood.slice(0, mostNamed),
      more: Math.max(0, near.length - mostNamed) + Math.max(0, notUnderstood.length - mostNamed),
    })),
    conflicts: rescue?.conflicts.slice(0, mostNamed).map(printMergeConflict) ?? [],
    problems: rescue?.problems.slice(0, mostNamed) ?? [],
  };
}
