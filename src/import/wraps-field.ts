import { linkKindOf } from "../list/link-kind.ts";
import type { FieldSpan, LinkSpan } from "./entry-reading.ts";

/**
 * The link, and where one of the fields stands in it, as a link that has no label but that field. What it leads to is then
 * told by its address: "World Models" is no label.
 */
export function wrapsField(link: LinkSpan, fields: readonly FieldSpan[]): LinkSpan {
  const { label: _label, ...rest } = link;
  const isAround = fields.some(
    ({ field, span }) => isSaid(field) && link.span.start <= span.start && span.end <= link.span.end,
  );
  return isAround ? { ...rest, kind: linkKindOf(link.value), wraps: true } : link;
}

/** Not what stands in a badge beside its label. */
function isSaid(field: FieldSpan["field"]): boolean {
  return field !== "repository" && field !== "arxiv" && field !== "mark" && field !== "image";
}
