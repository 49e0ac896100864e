import { toValue } from "liquidjs";
import { escapeMarkdown } from "./escape-markdown.ts";
import { isSafeText } from "./safe-text.ts";

/** What `{{ value }}` prints: safe text as it is, everything else as inert Markdown text. */
export function printValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return escapeMarkdown(value);
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    case "object": {
      if (value === null) return "";
      if (isSafeText(value)) return value.valueOf();
      if (Array.isArray(value)) return value.map(printValue).join("");
      const plain: unknown = toValue(value);
      return plain === value ? "" : printValue(plain);
    }
    default:
      return "";
  }
}
