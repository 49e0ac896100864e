import type { Paragraph, PhrasingContent, Text } from "mdast";
import { candidateOf, isLikeEntry, type Candidate, type Place } from "./candidate.ts";
import { spanOf } from "./source.ts";
import { startOfAll, startOf } from "./start-of.ts";

/** One entry, or several whose lines follow each other without an empty one between. */
export function paragraphCandidates(paragraph: Paragraph, place: Place): readonly Candidate[] {
  if (place.evidence([paragraph]).links === 0) return [];
  const pieces = piecesOf(paragraph, place.text);
  const like = pieces.filter((piece) => isLikeEntry(place.evidence(piece))).length;
  const isMany = pieces.length > 1 && like >= (pieces.length < 5 ? pieces.length : pieces.length * 0.8);
  const block = spanOf(paragraph);
  if (!isMany) return [candidateOf("paragraph", [paragraph], place, block)];
  return pieces.map((children) => {
    // A break ends where the next line begins.
    const last = children.findLast(({ type }) => type !== "break");
    const position = { start: children[0]?.position?.start, end: last?.position?.end };
    const piece = { type: "paragraph", children, position } as Paragraph;
    return candidateOf("paragraph", [piece], place, block);
  });
}

/** From each line that begins as the first one does to before the next. */
function piecesOf(paragraph: Paragraph, text: string): readonly PhrasingContent[][] {
  const start = startOf(paragraph);
  const pieces: PhrasingContent[][] = [];
  for (const line of linesOf(paragraph, text)) {
    const last = pieces.at(-1);
    if (last === undefined || startOfAll(line) === start) pieces.push(line);
    else for (const node of line) last.push(node);
  }
  return pieces;
}

function linesOf({ children }: Paragraph, text: string): readonly PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const child of children) {
    const parts = child.type === "text" ? textLines(child, text) : [child];
    for (const [at, part] of parts.entries()) {
      if (at > 0) lines.push([]);
      if (part !== undefined) lines.at(-1)?.push(part);
    }
    if (child.type === "break") lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** The node as one for each of its lines; as it is where its value has other lines than the source. */
function textLines(node: Text, text: string): readonly (Text | undefined)[] {
  if (!node.value.includes("\n")) return [node];
  const values = node.value.split("\n");
  const { start, end } = spanOf(node);
  const sources = text.slice(start, end).split("\n");
  if (sources.length !== values.length) return [node];
  let at = start;
  return values.map((value, index) => {
    const source = sources[index] ?? "";
    const from = index === 0 ? at : at + source.length - source.trimStart().length;
    const to = at + source.length;
    at = to + 1;
    if (value === "") return undefined;
    return { type: "text", value, position: { start: point(from), end: point(to) } };
  });
}

/** Lines and columns are not used: all of ours are offsets. */
function point(offset: number): { line: number; column: number; offset: number } {
  return { line: 1, column: 1, offset };
}
