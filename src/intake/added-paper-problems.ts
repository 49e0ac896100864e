import type { ListDifference } from "../list/diff-lists.ts";
import { mergeLookUps } from "../list/found-facts.ts";
import { findLikelyDuplicates } from "../list/likely-duplicates.ts";
import { findDuplicate, indexOf } from "../list/duplicates.ts";
import { namedOf } from "../list/named-of.ts";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import { sourceTitles } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import { locateProblems } from "../list/positions.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { identifierKinds } from "../list/paper-names.ts";
import { isSameTitle } from "../list/same-title.ts";
import { findElsewhere } from "./elsewhere.ts";
import { likelyProblem } from "./likely-problem.ts";
import { paperPlaces } from "./paper-places.ts";
import type { ListAt, PullSnapshot } from "./pull-snapshot.ts";

/** As many of the papers that a pull request adds are looked up. */
const mostLookedUp = 20;

/** How the sources are asked about a paper that stands in a list: by its identifiers. */
export function queriesOfPaper({ identifiers }: Paper): readonly PaperQuery[] {
  const kind = identifierKinds.find((known) => identifiers?.[known] !== undefined);
  const value = kind === undefined ? undefined : identifiers?.[kind];
  return kind === undefined || value === undefined ? [] : [{ kind: "identifier", identifier: { kind, value } }];
}

/** The questions about the papers that a pull request adds. */
export function queriesOfChange(difference: ListDifference | undefined): readonly PaperQuery[] {
  return addedPapers(difference).slice(0, mostLookedUp).flatMap(queriesOfPaper);
}

/** The papers that a pull request adds. */
export function addedPapers(difference: ListDifference | undefined): readonly Paper[] {
  return (difference?.changes ?? []).flatMap((change) => (change.kind === "add" ? [change.paper] : []));
}

/** What is to be said of added papers beside their own mistakes: others suggest them too, nearly in the list, other facts at the sources. */
export function addedPaperProblems(
  snapshot: PullSnapshot,
  difference: ListDifference,
  head: ListAt,
): readonly Problem[] {
  const places = paperPlaces(head);
  const problems = addedPapers(difference).flatMap((paper) => {
    const path = ["papers", places.get(paper.id) ?? 0];
    return problemsOf(snapshot, paper).map((problem): Problem => ({
      ...problem,
      path: [...path, ...(problem.path ?? [])],
    }));
  });
  return locateProblems(head.text ?? "", problems);
}

function problemsOf(snapshot: PullSnapshot, paper: Paper): readonly Problem[] {
  const tip = snapshot.base.list?.papers ?? [];
  const own = { issue: snapshot.pull.number, proposed: false };
  const elsewhere = findElsewhere(snapshot.elsewhere, own, namedOf(paper));
  const certain = elsewhere.certain?.suggestion;
  const likely = findLikelyDuplicates(indexOf(tip), paper).slice(0, 1);
  const twin = findDuplicate(indexOf(tip), paper)?.paper;
  return [
    // Its own file does not have the other one: that came into the list since.
    ...(twin === undefined || twin.id === paper.id ? [] : [twinProblem(paper, twin)]),
    ...(certain === undefined ? [] : [suggestedProblem(paper, certain)]),
    ...likely.map((match): Problem => ({ ...likelyProblem({ match, key: "" }), severity: "warning" })),
    ...differences(snapshot, paper),
  ];
}

function twinProblem(paper: Paper, twin: Paper): Problem {
  const message = `${quote(paper.title)} is in the list already, as ${quote(twin.id)}, since this branch began. Take it out here, with what is new about it put there.`;
  return { code: "duplicate-paper", severity: "error", field: "paper", message };
}

function suggestedProblem(
  paper: Paper,
  { issue, kind, refused }: NonNullable<ReturnType<typeof findElsewhere>["certain"]>["suggestion"],
): Problem {
  const reason = refused?.reason === undefined ? "" : `: ${refused.reason}`;
  const message =
    kind === "refused"
      ? `${quote(paper.title)} was refused before, in #${issue}${reason}.`
      : `${quote(paper.title)} is suggested in #${issue} too.`;
  return { code: "duplicate-paper", severity: "warning", field: "paper", message };
}

/** What the sources say otherwise than what was written; the person's word stands. */
function differences(snapshot: PullSnapshot, paper: Paper): readonly Problem[] {
  const keys = new Set(queriesOfPaper(paper).map(queryKey));
  const found = mergeLookUps((snapshot.lookUps ?? []).filter(({ query }) => keys.has(queryKey(query))));
  if (found === undefined) return [];
  const { title, date } = found.draft;
  const say = (field: "title" | "date", written: string, real: string): Problem => {
    const source = found.sources[field]?.[0];
    const message = `The ${field} is ${quote(written)}; ${source === undefined ? "it was found as" : `${sourceTitles[source]} has`} ${quote(real)}.`;
    return {
      code: "identity-mismatch",
      severity: "warning",
      field,
      path: [field],
      message,
      given: written,
      nearest: real,
    };
  };
  return [
    ...(title !== undefined && !isSameTitle(paper.title, title) ? [say("title", paper.title, title)] : []),
    ...(date !== undefined && paper.date !== undefined && date.slice(0, 4) !== paper.date.slice(0, 4)
      ? [say("date", paper.date, date)]
      : []),
  ];
}
