import { arxivMonth, canonicalIdentifier, identifierExamples, parseIdentifier } from "./identifiers.ts";
import { isRealDate } from "./is-real-date.ts";
import { identifierKinds } from "./paper-names.ts";
import type { Paper } from "./paper.ts";
import type { Problem } from "./problem.ts";
import { quote } from "./quote.ts";
import { badUrl, urlMistake } from "./url.ts";

/** What is wrong with one paper by itself that its shape does not show. Paths and fields begin at the paper. */
export function checkPaper(paper: Omit<Paper, "id">): readonly Problem[] {
  return [...checkIdentifiers(paper), ...checkLinks(paper), ...checkDates(paper), ...checkMarks(paper)];
}

function checkIdentifiers(paper: Omit<Paper, "id">): readonly Problem[] {
  const problems: Problem[] = [];
  for (const kind of identifierKinds) {
    const value = paper.identifiers?.[kind];
    if (value === undefined) continue;
    const canonical = canonicalIdentifier(kind, value)?.value;
    if (canonical === value) continue;
    const place = {
      severity: "error",
      field: `identifiers.${kind}`,
      path: ["identifiers", kind],
      given: value,
    } as const;
    problems.push(
      canonical === undefined
        ? {
            ...place,
            code: "bad-identifier",
            message: `${quote(value)} is no ${kind} identifier.`,
            example: identifierExamples[kind],
          }
        : {
            ...place,
            code: "not-canonical",
            message: `The identifier ${quote(value)} is written ${quote(canonical)}.`,
            nearest: canonical,
          },
    );
  }
  if ((paper.links ?? []).length === 0 && Object.keys(paper.identifiers ?? {}).length === 0) {
    const message = "The paper has no link and no identifier; it needs one that leads to it.";
    const example = "https://arxiv.org/abs/2506.20966";
    problems.push({ code: "missing-field", severity: "error", field: "links", message, path: [], example });
  }
  return problems;
}

function checkLinks(paper: Omit<Paper, "id">): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [index, link] of (paper.links ?? []).entries()) {
    const place = { field: `links[${index}].url`, path: ["links", index, "url"] } as const;
    if (link.url.startsWith("mailto:")) continue;
    const mistake = urlMistake(link.url);
    if (mistake !== undefined) {
      problems.push({ ...badUrl(link.url, mistake), ...place });
      continue;
    }
    const named = link.kind === "paper" ? parseIdentifier(link.url) : undefined;
    const given = named === undefined ? undefined : paper.identifiers?.[named.kind];
    if (named === undefined || given === undefined) continue;
    if (given === named.value || canonicalIdentifier(named.kind, given)?.value === named.value) continue;
    // Publishers give one paper several DOIs (a preprint's, a version's), and OpenReview a forum for each submission.
    const severity = named.kind === "arxiv" || named.kind === "acl" ? "error" : "warning";
    const message = `The link ${quote(link.url)} leads to ${named.kind} ${quote(named.value)}, but the paper's identifier is ${quote(given)}. One of them is another paper's.`;
    problems.push({ ...place, code: "identifier-link-mismatch", severity, message, given: link.url });
  }
  return problems;
}

function checkDates(paper: Omit<Paper, "id">): readonly Problem[] {
  const problems: Problem[] = [];
  for (const field of ["date", "added"] as const) {
    const given = paper[field];
    if (given === undefined || isRealDate(given)) continue;
    const message = `There is no date ${quote(given)}.`;
    problems.push({ code: "bad-date", severity: "error", field, path: [field], message, given, example: "2025-06-26" });
  }
  const { date, identifiers } = paper;
  const month = identifiers?.arxiv === undefined ? undefined : arxivMonth(identifiers.arxiv);
  if (problems.length > 0 || date === undefined || month === undefined) return problems;
  const place = { severity: "warning", field: "date", path: ["date"], given: date, nearest: month } as const;
  const months = date.length < 7 ? undefined : monthsOf(date) - monthsOf(month);
  if (months === 12 || months === -12) {
    const message = `The date ${quote(date)} is exactly a year from ${month}, the month of arXiv ${identifiers?.arxiv}. Is the year right?`;
    problems.push({ ...place, code: "date-year-off", message });
  } else if (date < month.slice(0, date.length)) {
    const message = `The date ${quote(date)} is before ${month}, the month of arXiv ${identifiers?.arxiv}.`;
    problems.push({ ...place, code: "date-before-arxiv", message });
  }
  return problems;
}

/** What begins, ends or owns a part of an output, or nearly does. */
const outputMark = /awesome[-_ ]?papers?\s{0,9}:\s{0,9}(?:begin|end|generated)/i;

/** Notes and kept text are printed as they are, and must not end the region that they stand in. */
function checkMarks({ notes, asWritten }: Omit<Paper, "id">): readonly Problem[] {
  return textsOf({ notes, asWritten }, []).flatMap(({ text, path }): readonly Problem[] => {
    const [given] = outputMark.exec(text) ?? [];
    if (given === undefined) return [];
    const message = `A text that is printed as it is has the mark ${quote(given)} of an output in it. Take it out.`;
    return [{ code: "wrong-value", severity: "error", field: path.join("."), path, message, given }];
  });
}

function textsOf(
  value: unknown,
  path: readonly string[],
): readonly { readonly text: string; path: readonly string[] }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
