import { configurationPath } from "../list/configuration.ts";
import type { Problem } from "../list/problem.ts";
import type { Alarm } from "./alarm.ts";

/** How a list stands after a look at its default branch. */
export type Standing =
  /** The outputs are in step, or proposed; what a person has closed counts as that. */
  | { readonly kind: "well" }
  /** The list, a template or the configuration is broken. */
  | { readonly kind: "broken"; readonly problems: readonly Problem[] }
  /** The repository's rules take the outputs neither as a commit nor as a branch to propose them. */
  | { readonly kind: "refused"; readonly branch: string; readonly message: string }
  /** A person's commit is on the branch that they would be proposed from. */
  | { readonly kind: "occupied"; readonly branch: string }
  /** Looks fail, each of them, since then. `message`: GitHub's words, where it is GitHub that refuses us something. */
  | { readonly kind: "failing"; readonly since: string; readonly reference: string; readonly message?: string };

export type Ailing = Exclude<Standing, { kind: "well" }>;

const day = 86_400_000;
const mostPaths = 5;

/** The files whose last change has not been followed since; none where the standing says itself since when. */
export function pathsToFollow(standing: Ailing, listPath: string): readonly string[] {
  switch (standing.kind) {
    case "broken": {
      const errors = standing.problems.filter(({ severity }) => severity === "error");
      return [...new Set(errors.map(({ file }) => file ?? listPath))].slice(0, mostPaths);
    }
    case "refused":
    case "occupied":
      return [listPath, configurationPath, "templates"];
    case "failing":
      return [];
  }
}

/**
 * What maintainers are to be told of a list that has stood like this for too long; undefined while it has not. It is the
 * same cause until the files change, or a look was good.
 *
 * @param since ISO 8601; undefined where nobody knows
 * @param days as the configuration says; 0: they do not want to be told
 */
export function deriveHeartbeat(
  standing: Ailing,
  since: string | undefined,
  { now, days }: { readonly now: string; readonly days: number },
): (Alarm & { readonly since: string }) | undefined {
  const began = Date.parse(since ?? "");
  if (days === 0 || Number.isNaN(began) || Date.parse(now) - began < days * day) return undefined;
  const at = new Date(began).toISOString();
  return { about: "heartbeat", cause: `${standing.kind}:${at}`, since: at.slice(0, 10) };
}
