import type { ListChange } from "../list/list-change.ts";
import type { Paper } from "../list/paper.ts";

/** Field by field, as it was and as it would be; empty where there is nothing. */
export function factsOfEdit(
  change: ListChange,
  before: Paper | undefined,
): readonly { readonly field: string; readonly before: string; readonly after: string }[] {
  if (change.kind !== "edit") return [];
  const fields = [...Object.keys(change.set), ...(change.unset ?? [])] as (keyof Paper)[];
  return fields.map((field) => ({
    field,
    before: printValue(before?.[field]),
    after: printValue(change.set[field]),
  }));
}

/** Links are their addresses, identifiers their values; what nobody reads as one text is JSON. */
function printValue(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(printItem).join(", ");
  return JSON.stringify(value);
}

function printItem(item: unknown): string {
  if (typeof item === "object" && item !== null && "url" in item) return printValue(item.url);
  return printValue(item);
}
