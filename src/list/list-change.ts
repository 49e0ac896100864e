import type { Paper } from "./paper.ts";

/**
 * A change as data. Applied field by field to whatever the list is now (`applyChanges`),
 * so a proposal is never merged as text and a field nobody named is never touched.
 */
export type ListChange =
  | { readonly kind: "add"; readonly paper: Paper }
  | {
      readonly kind: "edit";
      readonly id: string;
      readonly set: Partial<Paper>;
      readonly unset?: readonly (keyof Paper)[];
    }
  | { readonly kind: "remove"; readonly id: string };
