import { LRUCache } from "lru-cache";
import type { ListChange } from "../list/list-change.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem, Result } from "../list/problem.ts";
import type { List } from "../list/list.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import type { Brings } from "./is-our-commit.ts";
import type { ReadBase } from "./read-base.ts";
import type { Comparison } from "./read-comparison.ts";

/** What never changes, because its name is the hash of what it is: read once, whoever asks. */
export interface ShaCache {
  /** Text by blob sha; `undefined` in it means: not UTF-8. */
  readonly blobs: LRUCache<string, BlobText>;
  /** By tree sha. */
  readonly trees: LRUCache<string, Tree>;
  /** `treeSha:path` of trees that we made and never read. */
  readonly entries: LRUCache<string, KnownEntry>;
  readonly commits: LRUCache<string, Commit>;
  /** `sha path`: whether what that commit of a branch of ours brings is our change to that file, and nothing else. */
  readonly judged: LRUCache<string, Brings>;
  /** `blobSha ids`: papers out of a list that we proposed. */
  readonly proposed: LRUCache<string, readonly Paper[]>;
  /** `sha path`: what a commit of ours makes of the list of its parent. */
  readonly changes: LRUCache<string, readonly ListChange[]>;
  /** Lists of default branches, parsed and checked, by blob sha: most commits leave the list as it is. */
  readonly parsed: LRUCache<string, ParsedList>;
  /** Parsed list, configuration and templates by tree sha. */
  readonly bases: LRUCache<string, KnownBase>;
  /** Parsed lists of pull requests, by `blobSha path`. */
  readonly lists: LRUCache<string, KnownList>;
  /** `base ours theirs`, blobs: the blob git makes of them, undefined in it where there is none. */
  readonly merged: LRUCache<string, { readonly blob: string | undefined }>;
  /** By `base...head`. */
  readonly comparisons: LRUCache<string, Comparison>;
}

export interface BlobText {
  readonly text: string | undefined;
}

export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755`, `040000`, `120000` (symlink), `160000` (submodule). */
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size?: number;
}

export interface Tree {
  readonly sha: string;
  /** By path from this tree. */
  readonly entries: ReadonlyMap<string, TreeEntry>;
  /** Whether the entries below its folders are in `entries` too. */
  readonly recursive: boolean;
}

export interface KnownEntry {
  readonly entry: TreeEntry | undefined;
}

export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Whether GitHub vouches for the signature. */
  readonly signed: boolean;
  /** Made by this process. */
  readonly ours: boolean;
  /** Seen as the head of the default branch. */
  readonly onDefault?: boolean;
}

export interface ParsedList {
  readonly result: Result<List>;
  readonly size: number;
}

export interface KnownBase {
  /** Undefined: no list repository. */
  readonly read: ReadBase | undefined;
  readonly size: number;
}

export interface KnownList {
  readonly list: List | undefined;
  readonly draft: List | undefined;
  readonly problems: readonly Problem[];
  readonly size: number;
}

/**
 * Makes an empty cache that holds at most about this much memory. The default has room for one list of the largest
 * size that is read, 20 MB, as text and parsed: what does not fit is read and parsed anew at every look.
 */
export function createShaCache(megabytes = 250): ShaCache {
  const bytes = megabytes * 1_000_000;
  return {
    blobs: new LRUCache({ maxSize: bytes / 5, sizeCalculation: (blob) => 100 + (blob.text?.length ?? 0) * 2 }),
    trees: new LRUCache({ maxSize: bytes / 5, sizeCalculation: (tree) => 100 + tree.entries.size * 250 }),
    entries: createBoundedCache(10_000),
    commits: createBoundedCache(10_000),
    judged: createBoundedCache(10_000),
    proposed: createBoundedCache(1_000),
    changes: createBoundedCache(1_000),
    // A parsed list takes several times the room of its text.
    parsed: new LRUCache({ maxSize: bytes / 4, sizeCalculation: (list) => 1000 + list.size * 5 }),
    // Most share their list with others; each counts it whole, as it may be the last that holds it.
    bases: new LRUCache({ maxSize: bytes / 2, sizeCalculation: (base) => 1000 + base.size * 5 }),
    lists: new LRUCache({ maxSize: bytes / 4, sizeCalculation: (list) => 1000 + list.size * 5 }),
    merged: createBoundedCache(10_000),
    comparisons: createBoundedCache(500),
  };
}
