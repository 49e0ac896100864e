import type { Paragraph, RootContent } from "mdast";
import { namesPaper } from "./list-candidates.ts";
import { countWords, type EvidenceReader } from "./paper-evidence.ts";

/** `**2026**` above a list or a table of entries. */
export function isLabel(block: Paragraph, next: RootContent | undefined, evidence: EvidenceReader): boolean {
  if (next?.type !== "list" && next?.type !== "table") return false;
  const of = evidence([block]);
  if (of.links > 0 || of.words === 0 || of.words > 12 || !isEmphasised(block)) return false;
  if (next.type === "table") return evidence([next]).papers > 0;
  const named = next.children.filter(
    (item) => evidence([item]).papers > 0 && (namesPaper(item, evidence) || hasList(item)),
  );
  return named.length * 2 > next.children.length;
}

function hasList({ children }: { readonly children: readonly RootContent[] }): boolean {
  return children.some(({ type }) => type === "list");
}

/** Bold or italic words, or a year, and nothing else of weight. */
function isEmphasised({ children }: Paragraph): boolean {
  const rest = children.filter(
    (child) => child.type !== "html" && (child.type !== "text" || countWords(child.value) > 0),
  );
  const [only] = rest;
  if (rest.length !== 1 || only === undefined) return false;
  return (
    only.type === "strong" ||
    only.type === "emphasis" ||
    (only.type === "text" && /^\W{0,6}(?:19|20)\d\d\W{0,4}$/.test(only.value))
  );
}
