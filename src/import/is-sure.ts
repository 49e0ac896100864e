import type { StyleModel } from "./style-model.ts";

/** Whether the template prints this slot of any paper. What is only always there in this list may be missing of the next one. */
export function isSure(key: string, model: Pick<StyleModel, "order" | "always">): boolean {
  if (/^(?:title|titleRest)$/.test(key)) return !hasBothTitles(model);
  return /^(?:number|cell)\b/.test(key) || (model.always.has(key) && /^(?:open|close)\b/.test(key));
}

/** A title by itself, and one that a nickname begins, are one or the other. */
export function hasBothTitles({ order }: Pick<StyleModel, "order">): boolean {
  return order.includes("title") && order.includes("titleRest");
}
