import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "../list/compare-text.ts";

/** One name for what a person asked for, in their own words; the order of fields does not matter. */
export function hashAnswers(papers: readonly Readonly<Record<string, string>>[]): string {
  const sorted = papers.map((answers) => Object.entries(answers).toSorted(([a], [b]) => compareText(a, b)));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted))));
}
