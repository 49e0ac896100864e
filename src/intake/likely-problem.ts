import type { LikelyDuplicate, LikelyReason } from "../list/likely-duplicates.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import { nameWords } from "../list/name-words.ts";
import { quote } from "../list/quote.ts";
import type { PaperElsewhere } from "./elsewhere.ts";

export interface LikelyQuestion {
  readonly match: LikelyDuplicate<Paper | PaperElsewhere>;
  readonly key: string;
}

/** Asks whether two papers are one, and says why they may be. */
export function likelyProblem({ match }: LikelyQuestion): Problem {
  const { paper } = match;
  const where = "suggestion" in paper ? `suggested in #${paper.suggestion.issue}` : "in the list";
  const why = match.reasons.map(printReason).join(", ");
  const message = `This may be ${quote(paper.title)}, which is ${where} already (${why}). If it is another paper, comment /suggest, and it goes on.`;
  return { code: "likely-duplicate", severity: "error", field: "title", message, example: "/suggest" };
}

function printReason(reason: LikelyReason): string {
  switch (reason.kind) {
    case "title":
      return reason.how === "words"
        ? `${Math.round(reason.similarity * 100)} % of the title's words`
        : titleWords[reason.how];
    case "nickname":
      return `the name ${quote(reason.nickname)}`;
    case "first-author":
      return "the same first author";
    case "year":
      return "the same year";
    case "other-first-author":
      return "but another first author";
    case "other-year":
      return "but another year";
    case "other-identifier":
      return `but another ${nameWords[reason.by]}`;
  }
}

const titleWords = {
  same: "the same title",
  part: "the same title without its name or subtitle",
  cut: "the same title, cut off",
} as const;
