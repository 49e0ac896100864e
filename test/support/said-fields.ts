import type { FieldSpan } from "../../src/import/entry-reading.ts";

/** Fields as `kind: value`, of links with the label and what kind they are; checks that each span holds what it should. */
export function saidFields(fields: readonly FieldSpan[], text: string): readonly string[] {
  return fields.map((field) => {
    const written = text.slice(field.span.start, field.span.end);
    switch (field.field) {
      case "link":
        return `${field.wraps ? "wraps" : "link"} ${field.kind}: ${field.label?.value ?? ""} <${field.value}> in ${written}`;
      case "note":
        return `${field.name}: ${field.value}`;
      default:
        return `${field.field}: ${String(field.value)}${written === String(field.value) ? "" : ` in ${written}`}`;
    }
  });
}
