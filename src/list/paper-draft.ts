import { checkPaper } from "./check-paper.ts";
import { arxivMonth, identifierUrl } from "./identifiers.ts";
import type { List } from "./list.ts";
import { makePaperId } from "./paper-id.ts";
import { identifierKinds, identifiersFromLinks } from "./paper-names.ts";
import type { Identifiers, Link, Paper } from "./paper.ts";
import type { Problem, Result } from "./problem.ts";
import { parseCategory } from "./taxonomy.ts";
import { canonicalUrl } from "./url.ts";

/** What is known of a paper that is not in the list yet. */
export type PaperDraft = Partial<Omit<Paper, "id">>;

/** Both, field by field, `over` winning; identifiers and links are put together, each identifier and page once. */
export function mergeDrafts(base: PaperDraft, over: PaperDraft): PaperDraft {
  const links = mergeLinks(base.links ?? [], over.links ?? []);
  const identifiers = { ...base.identifiers, ...over.identifiers };
  return {
    ...base,
    ...over,
    ...(base.links === undefined && over.links === undefined ? {} : { links }),
    ...(base.identifiers === undefined && over.identifiers === undefined ? {} : { identifiers }),
  };
}

/** In the order in which they came; one that `over` has again is as `over` has it. */
function mergeLinks(base: readonly Link[], over: readonly Link[]): readonly Link[] {
  const links = new Map<string, Link>();
  for (const link of [...base, ...over]) links.set(`${link.kind} ${canonicalUrl(link.url)}`, link);
  return [...links.values()];
}

/**
 * The paper that a draft is complete enough to be: its id made, identifiers taken from its links, a link from its identifier
 * where none leads to the paper, the arXiv month where no date is known. Otherwise everything that stands in the way, at once.
 * Does not look whether the list has the paper already.
 */
export function completeDraft(draft: PaperDraft, list: List): Result<Paper> {
  const identifiers: Identifiers = { ...identifiersFromLinks(draft.links), ...draft.identifiers };
  const links = withPaperLink(draft.links ?? [], identifiers);
  const categories = (draft.categories ?? []).map((category) => parseCategory(list.taxonomy, category));
  const problems: Problem[] = [];
  if (draft.title === undefined || draft.title.trim() === "") {
    problems.push(
      missing("title", "The title is missing.", "Parallels Between VLA Model Post-Training and Human Motor Learning"),
    );
  }
  if (!links.some((link) => link.kind === "paper")) {
    problems.push(
      missing(
        "links",
        "A link to the paper is missing: arXiv, DOI, OpenReview or the publisher's page.",
        "https://arxiv.org/abs/2506.20966",
      ),
    );
  }
  if (categories.length === 0) {
    const answer = parseCategory(list.taxonomy, "");
    const [first] = answer.ok ? [] : answer.problems;
    const allowed = first?.allowed ?? [];
    problems.push({ ...missing("categories", "The category is missing.", allowed[0]), allowed });
  }
  problems.push(...categories.flatMap((category) => (category.ok ? [] : category.problems)));
  const arxiv = identifiers.arxiv === undefined ? undefined : arxivMonth(identifiers.arxiv);
  const date = draft.date ?? arxiv;
  const paper: Omit<Paper, "id"> = {
    ...draft,
    title: draft.title ?? "",
    categories: [...new Set(categories.flatMap((category) => (category.ok ? [category.value] : [])))],
    ...(date === undefined ? {} : { date }),
    ...(Object.keys(identifiers).length === 0 ? {} : { identifiers }),
    ...(links.length === 0 ? {} : { links }),
  };
  // That there is no link at all is said above.
  const found = checkPaper(paper).filter((problem) => problem.code !== "missing-field");
  // Their paths are of a file that the draft is not in.
  const own = found.map(({ path: _path, ...problem }) => problem);
  problems.push(...own.filter((problem) => problem.severity === "error"));
  if (problems.length > 0) return { ok: false, problems };
  const id = makePaperId(paper, new Set(list.papers.map((other) => other.id)));
  const warnings = own.filter((problem) => problem.severity === "warning");
  return { ok: true, value: { id, ...paper }, ...(warnings.length === 0 ? {} : { warnings }) };
}

function withPaperLink(links: readonly Link[], identifiers: Identifiers): readonly Link[] {
  if (links.some((link) => link.kind === "paper")) return links;
  const kind = identifierKinds.find((name) => identifiers[name] !== undefined);
  const value = kind === undefined ? undefined : identifiers[kind];
  if (kind === undefined || value === undefined) return links;
  return [{ kind: "paper", url: identifierUrl({ kind, value }) }, ...links];
}

function missing(field: string, message: string, example: string | undefined): Problem {
  return { code: "missing-field", severity: "error", field, message, ...(example === undefined ? {} : { example }) };
}
