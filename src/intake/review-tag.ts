import type { CommentTag } from "./effect.ts";

/** As they come; what is undefined or false is left out. */
export type TagParts = {
  readonly [key in "hash" | "since" | "handled" | "mergeReady" | "replacement" | "outcome" | "rejected" | "known"]?:
    | CommentTag[key]
    | undefined;
} & {
  readonly conflicts?: boolean | undefined;
};

/** The tag of our comment on a person's pull request, in one order of its keys: the same tag is the same text. */
export function reviewTag(parts: TagParts): CommentTag {
  const { hash, since, handled, mergeReady, replacement, outcome, rejected, conflicts, known } = parts;
  return {
    topic: "pull",
    ...(hash !== undefined && { hash }),
    ...(since !== undefined && { since }),
    ...(handled !== undefined && { handled }),
    ...(mergeReady && { mergeReady }),
    ...(replacement && { replacement }),
    ...(outcome && { outcome }),
    ...(rejected !== undefined && { rejected }),
    ...(conflicts === true && { conflicts }),
    ...(known !== undefined && { known }),
  };
}
