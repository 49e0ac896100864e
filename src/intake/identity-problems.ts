import { strayRecords, type FoundFacts } from "../list/found-facts.ts";
import { printQuery } from "../list/paper-query.ts";
import type { LookUp, PaperRecord } from "../list/paper-record.ts";
import { sourceTitles } from "../list/paper-record.ts";
import type { Problem } from "../list/problem.ts";
import { quote } from "../list/quote.ts";
import { isSamePaper } from "../list/is-same-paper.ts";
import { isSameTitle } from "../list/same-title.ts";
import type { WrittenPaper } from "./read-suggestion.ts";

/** Fewer words are a nickname or a remark; nothing follows from them. */
const tellingWords = 4;

/**
 * Where what was given and what was found are not of one paper: two links that lead to different papers, or a title that
 * is another one's. Never decided silently; a title that a command has set stands, with a word of warning.
 */
export function identityProblems(
  { answers, loose, commanded }: WrittenPaper,
  lookUps: readonly LookUp[],
  found: FoundFacts | undefined,
): readonly Problem[] {
  const problems = [...differentPapers(lookUps), ...strayRecords(lookUps).map(strayProblem)];
  const title = answers.get("title");
  const real = found?.draft.title;
  if (
    problems.some(({ severity }) => severity === "error") ||
    title === undefined ||
    real === undefined ||
    isSameTitle(title, real)
  )
    return problems;
  if (loose.has("title") && title.split(/\s+/).length < tellingWords) return problems;
  const source = found?.sources.title?.[0];
  const says = source === undefined ? "the link leads to" : `the link leads, as ${sourceTitles[source]} says, to`;
  const message = `The title given is ${quote(title)}, but ${says} ${quote(real)}. If the link is right, correct the title or take it out; if the title is right, correct the link.`;
  const stands = commanded.has("title") || loose.has("title");
  return [
    ...problems,
    {
      code: "identity-mismatch",
      severity: stands ? "warning" : "error",
      field: "title",
      message: stands ? message : `${message} To keep both as they are, comment /set title with the title.`,
      given: title,
      nearest: real,
    },
  ];
}

/** Of several names that a person gave to one paper, the first that is another paper than the first one found. */
function differentPapers(lookUps: readonly LookUp[]): readonly Problem[] {
  const found = lookUps.flatMap(({ query, records }) => {
    const [record] = records;
    return record === undefined ? [] : [{ query, record, records }];
  });
  const [first, ...others] = found;
  const other = first && others.find(({ records }) => !areOnePaper(first.records, records));
  if (first === undefined || other === undefined) return [];
  const message = `${whatItIs(first)}, but ${whatItIs(other)}. One suggestion is one paper: take out the link that is wrong, or suggest them apart.`;
  return [{ code: "identity-mismatch", severity: "error", field: "links", message, given: printQuery(other.query) }];
}

/** One of them in common is enough: each of the others was held against the first of its own. */
function areOnePaper(some: readonly PaperRecord[], others: readonly PaperRecord[]): boolean {
  return some.some((one) => others.some((other) => isSamePaper(one, other)));
}

function strayProblem({ source, title, identifiers }: PaperRecord): Problem {
  const name = identifiers.doi ?? identifiers.arxiv ?? "that name";
  const message = `The sources give this paper the identifier ${quote(name)}, but ${sourceTitles[source]} has ${quote(title)} under it, so it was left out.`;
  return { code: "identity-mismatch", severity: "warning", field: "identifiers", message };
}

function whatItIs({ query, record }: { readonly query: LookUp["query"]; readonly record: PaperRecord }): string {
  return `${quote(printQuery(query))} is ${quote(record.title)}`;
}

/** What the sources know nothing of, or know under another title. Errors only where the person has not said enough without them. */
export function notFoundProblems(lookUps: readonly LookUp[], isEnough: boolean): readonly Problem[] {
  return lookUps.flatMap((lookUp): readonly Problem[] => {
    const { query, outcome, candidates = [], failures } = lookUp;
    if (outcome !== "not-found") return [];
    const severity = isEnough ? "warning" : "error";
    if (query.kind === "title") {
      const [nearest] = candidates;
      const link = nearest?.url;
      const message =
        nearest === undefined
          ? `No paper of the title ${quote(query.title)} was found. Give a link to it.`
          : `Which paper is ${quote(query.title)}? The nearest one is ${quote(nearest.title)} (${by(nearest)}). If it is that one, give its link.`;
      return [
        { code: "not-found", severity, field: "links", message, ...(link === undefined ? {} : { example: link }) },
      ];
    }
    const given = printQuery(query);
    const [failure] = failures;
    if (query.kind === "page" || failure !== undefined) {
      // What is asked for is said by the field that is missing.
      if (isEnough) return [];
      const why =
        failure === undefined ? "it does not say in a form that programs can read which paper it is" : failure.detail;
      const message = `${quote(given)} could not be looked up: ${why}. It is fine as a link; write by hand what is missing.`;
      return [{ code: "not-found", severity: "warning", field: "links", message, given }];
    }
    const message = `${quote(given)} is not known${query.identifier.kind === "arxiv" ? " to arXiv" : ""}. Is there a slip in it?`;
    return [{ code: "not-found", severity, field: "links", message, given }];
  });
}

function by({ authors = [], date }: PaperRecord): string {
  const [first] = authors;
  const who = first === undefined ? "no authors given" : authors.length > 1 ? `${first} et al.` : first;
  return date === undefined ? who : `${who}, ${date.slice(0, 4)}`;
}
