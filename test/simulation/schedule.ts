/** How a request of ours can go wrong, once. */
export type Way =
  | "answers 500"
  | "is cut before it is carried out"
  | "is cut after it was carried out"
  | "answers 502 after it was carried out"
  | "meets the secondary rate limit"
  | "answers 401";

/** What goes wrong, and when: `at` counts requests of ours, webhooks or steps from the beginning. */
export type Fault =
  | { readonly kind: "request"; readonly at: number; readonly way: Way }
  | { readonly kind: "webhook"; readonly at: number; readonly way: "is lost" | "comes twice" }
  | { readonly kind: "kill"; readonly at: number };

/** What one person after the other does about one thing. */
export type Story =
  | { readonly kind: "suggestion"; readonly acts: readonly SuggestionAct[] }
  | { readonly kind: "list"; readonly acts: readonly ListAct[] };

export type SuggestionAct =
  | "suggest"
  | "suggest without category"
  | "set category"
  | "edit"
  | "retitle"
  | "chat"
  | "approve"
  | "reject"
  | "close"
  | "reopen"
  | "merge"
  | "close the pull request"
  | "delete the branch";

export type ListAct = "add a paper" | "break the list" | "mend the list" | "write around the region";

export interface Schedule {
  readonly stories: readonly Story[];
  /** People wait until they see what they would see undisturbed; else they act whenever they can. */
  readonly patient: boolean;
  readonly faults: readonly Fault[];
  readonly processes: 1 | 2;
  /** Of the order in which things happen. */
  readonly order: number;
}

/** In lines, for whoever has to find out what went wrong. */
export function printSchedule({ stories, patient, faults, processes, order }: Schedule): string {
  return [
    `${processes} process${processes === 1 ? "" : "es"}, order ${order}, people ${patient ? "wait" : "do not wait"}`,
    ...stories.map(({ kind, acts }, at) => `story ${at} (${kind}): ${acts.join(", ")}`),
    ...faults.map((fault) =>
      fault.kind === "kill" ? `killed before step ${fault.at}` : `${fault.kind} ${fault.at} ${fault.way}`,
    ),
  ].join("\n");
}
