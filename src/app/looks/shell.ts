import type { DashboardSnapshot } from "../../intake/dashboard-snapshot.ts";
import type { Dashboard } from "../../intake/derive-dashboard.ts";
import type { BranchEffect, Effect } from "../../intake/effect.ts";
import type { BranchSnapshot, IssueSnapshot, Subject } from "../../intake/snapshot.ts";
import type { PullReview } from "../../intake/pull-review.ts";
import type { PullSnapshot } from "../../intake/pull-snapshot.ts";
import type { ReviewEffect } from "../../intake/review-effect.ts";
import type { Suggestion } from "../../intake/suggestion.ts";
import type { Regeneration } from "../../intake/plan-regeneration.ts";
import type { GithubClient } from "../../github/client.ts";
import type { Metadata } from "../../metadata/metadata.ts";
import type { Words } from "../words.ts";

/** What a use case needs of the shell it runs in: server, Action or test. */
export interface Shell {
  readonly github: GithubClient;
  readonly words: Words;
  readonly metadata: Pick<Metadata, "lookUp">;
  /** Milliseconds before a source that did not answer is asked again; as it says itself where nothing is said. */
  readonly askAgainAfter?: number;
  /** Asks for a look at another subject. `delay` in milliseconds. */
  readonly lookLater: (subject: Subject, options?: { readonly delay?: number; readonly priority?: number }) => void;
  /** Hears what was seen and decided in each look: for logs, the demo, and to record fixtures. */
  readonly onLook?: (look: Look) => void;
}

export type Look =
  | {
      readonly kind: "issue";
      readonly subject: Subject;
      readonly snapshot: IssueSnapshot;
      readonly suggestion: Suggestion;
      readonly effects: readonly Effect[];
    }
  | {
      readonly kind: "pull";
      readonly subject: Subject;
      readonly snapshot: PullSnapshot;
      readonly review: PullReview;
      readonly effects: readonly ReviewEffect[];
    }
  | {
      readonly kind: "dashboard";
      readonly subject: Subject;
      readonly snapshot: DashboardSnapshot;
      readonly dashboard: Dashboard;
    }
  | {
      readonly kind: "branch";
      readonly subject: Subject;
      readonly snapshot: BranchSnapshot;
      readonly regeneration: Regeneration;
      readonly effects: readonly BranchEffect[];
    };
