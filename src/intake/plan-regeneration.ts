import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Problem } from "../list/problem.ts";
import { parseProposalTag } from "./comment-tag.ts";
import type { BranchEffect, FileWrite } from "./effect.ts";
import { factsOfRegeneration } from "./facts-of-regeneration.ts";
import { gitBlobId } from "./git-blob-id.ts";
import { regenerateBranch } from "./names.ts";
import { rescueEdits, type Rescue } from "./rescue-edits.ts";
import type { BranchSnapshot } from "./snapshot.ts";

/** The outputs as the list and the templates of this very commit make them. */
export interface Rendered {
  readonly files: readonly FileWrite[];
  readonly problems: readonly Problem[];
}

export type Regeneration =
  | { readonly kind: "broken"; readonly problems: readonly Problem[] }
  | { readonly kind: "in-step" }
  | { readonly kind: "commit"; readonly files: readonly FileWrite[] }
  | {
      readonly kind: "pull-request";
      readonly because: "configured" | "refused" | "edited-by-hand";
      readonly files: readonly FileWrite[];
      readonly edited: readonly string[];
      /** What the edits make of the list; where they are kept, `files` are made from that. */
      readonly rescue?: Rescue & { readonly isKept: boolean };
    };

/**
 * Whether the outputs on the default branch are in step with its list, and if not, which way is open to us.
 *
 * @param rescued what the list renders to together with what people wrote into outputs (`rescueEdits`)
 */
export function deriveRegeneration(
  snapshot: BranchSnapshot,
  rendered: Rendered | undefined,
  rescued?: Rendered,
): Regeneration {
  const problems = [...snapshot.base.problems, ...(rendered?.problems ?? [])];
  const { list } = snapshot.base;
  if (list === undefined || rendered === undefined || problems.some((problem) => problem.severity === "error")) {
    return { kind: "broken", problems };
  }
  const files = staleFiles(snapshot, rendered);
  if (files.length === 0) return { kind: "in-step" };
  const edited = files.map((file) => file.path).filter((path) => snapshot.editedByHand.includes(path));
  if (edited.length > 0) {
    return {
      kind: "pull-request",
      because: "edited-by-hand",
      files: staleFiles(snapshot, rescued ?? rendered),
      edited,
      rescue: { ...rescueEdits(list, snapshot.handEdits ?? []), isKept: rescued !== undefined },
    };
  }
  if (snapshot.base.configuration.regenerate === "pull_request") {
    return { kind: "pull-request", because: "configured", files, edited };
  }
  return snapshot.refused === true || wasRefused(snapshot, files)
    ? { kind: "pull-request", because: "refused", files, edited }
    : { kind: "commit", files };
}

/** The branch refused these very files before: the open pull request remembers it, through a restart too. */
function wasRefused({ regenerations: [newest] }: BranchSnapshot, files: readonly FileWrite[]): boolean {
  if (newest?.state !== "open") return false;
  const tag = parseProposalTag(newest.body);
  return tag?.because === "refused" && tag.hash === hashFiles(files);
}

/** Outputs whose text on the branch is not what it must be. */
export function staleFiles(snapshot: Pick<BranchSnapshot, "files">, rendered: Rendered): readonly FileWrite[] {
  return rendered.files.filter((file) => snapshot.files[file.path] !== file.text);
}

export function planRegeneration(snapshot: BranchSnapshot, regeneration: Regeneration): readonly BranchEffect[] {
  const { base } = snapshot;
  switch (regeneration.kind) {
    case "broken":
      if (snapshot.checked === "failure") return [];
      return [{ kind: "check-run", sha: base.sha, conclusion: "failure", problems: regeneration.problems }];
    case "in-step":
      return [...planGreen(snapshot), ...closeRegenerations(snapshot)];
    case "commit": {
      const effect = { kind: "commit", base, files: regeneration.files, title: titleOf(regeneration) } as const;
      return [...planGreen(snapshot), effect, ...closeRegenerations(snapshot)];
    }
    case "pull-request":
      return [...planGreen(snapshot), ...planPullRequest(snapshot, regeneration)];
  }
}

/** A commit that was red before it was mended is said to be green; another only where a person asks. */
function planGreen(snapshot: BranchSnapshot): readonly BranchEffect[] {
  if (snapshot.checked !== "failure" && snapshot.recheck !== true) return [];
  return [{ kind: "check-run", sha: snapshot.base.sha, conclusion: "success", problems: [] }];
}

function planPullRequest(
  snapshot: BranchSnapshot,
  regeneration: Regeneration & { kind: "pull-request" },
): readonly BranchEffect[] {
  const hash = hashFiles(regeneration.files);
  const newest = snapshot.regenerations[0];
  const open = newest?.state === "open" ? newest : undefined;
  const proposed = newest === undefined ? undefined : parseProposalTag(newest.body)?.hash;
  // Closed by a person: that stands, until there is something else to propose.
  const closedByHand = newest?.state === "closed" && newest.closedBy?.id !== snapshot.self.id;
  if (closedByHand && proposed === hash) return [];
  if (open?.head?.madeBy !== undefined) return [];
  const { base } = snapshot;
  const upToDate = open !== undefined && proposed === hash && open.head?.baseListBlob === base.listBlob;
  return [
    {
      kind: "proposal",
      branch: regenerateBranch,
      base: { sha: base.sha, treeSha: base.treeSha },
      files: regeneration.files,
      title: titleOf(regeneration),
      trailers: [],
      ...(open === undefined ? {} : { present: { pull: open.number, head: open.headSha, body: open.body } }),
      commit: !upToDate,
      body: {
        topic: "regeneration",
        facts: factsOfRegeneration(snapshot, regeneration),
        tag: { hash, papers: [], because: regeneration.because },
      },
    },
  ];
}

function closeRegenerations(snapshot: BranchSnapshot): readonly BranchEffect[] {
  return snapshot.regenerations
    .filter((pull) => pull.state === "open" && pull.head?.madeBy === undefined)
    .flatMap((pull): BranchEffect[] => [
      // With its branch GitHub closes it; of one that is closed no later look knows that its branch was to go.
      { kind: "delete-branch", branch: regenerateBranch, expected: pull.headSha },
      { kind: "close-pull", pull: pull.number },
    ]);
}

/** Known again by `isRegeneration` after a squash. */
function titleOf(regeneration: Regeneration & { kind: "commit" | "pull-request" }): string {
  const isKept = regeneration.kind === "pull-request" && regeneration.rescue?.isKept === true;
  const paths = isKept ? regeneration.edited : regeneration.files.map(({ path }) => path);
  const what = paths.length === 1 && paths[0] === "README.md" ? "README.md" : "the outputs";
  return `${isKept ? "Take over edits of" : "Regenerate"} ${what}`;
}

function hashFiles(files: readonly FileWrite[]): string {
  const ids = files.map((file) => `${gitBlobId(file.text)} ${file.path}`).toSorted();
  return bytesToHex(sha256(utf8ToBytes(ids.join("\n"))));
}
