import type { Source, Span } from "./source.ts";

/** The original with the two marks around each region, each on a line of its own. */
export function withRegions(
  { original, originalOffset, newline }: Source,
  regions: readonly { readonly span: Span; readonly name: string }[],
): string {
  let readme = "";
  let at = 0;
  for (const { span, name } of regions) {
    const start = originalOffset(span.start);
    const end = originalOffset(span.end);
    const [begin, close] = [`<!-- awesome-papers:begin ${name} -->`, `<!-- awesome-papers:end ${name} -->`];
    readme += original.slice(at, start) + begin + newline + original.slice(start, end) + newline + close;
    at = end;
  }
  return readme + original.slice(at);
}
