import { isLikeEntry, type Candidate } from "./candidate.ts";

/** Of the candidates of one group this many must lead to papers, so that all of them are entries. */
const leastShare = 0.4;
/** Lines of prose that are entries, as bibliographies have them, must do so more often. */
const leastShareOfProse = 0.6;
/** A layout of so many of a list's entries is the list's own. */
const ownShare = 0.25;
/** In a longer list of bullets a paragraph or two with a paper are a remark about it; so are others that the list has nowhere else. */
const longList = 10;

/**
 * Which candidates are entries: not each by itself, but those of a section and form together, so that one without a link
 * among its like is one, and a link to a paper in a list of tools is none. Tools and data sets that are listed as the
 * papers are, in the list's own layout, are entries too.
 */
export function chooseEntries(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = [...Map.groupBy(candidates, groupOf).values()];
  const layouts = new Map<string, number>();
  const forms = new Map<string, number>();
  let total = 0;
  for (const group of groups.filter(leadsToPapers)) {
    for (const one of group.filter(isEntryAmongItsLike)) {
      layouts.set(layoutOf(one), (layouts.get(layoutOf(one)) ?? 0) + 1);
      forms.set(one.entry.form, (forms.get(one.entry.form) ?? 0) + 1);
      total += 1;
    }
  }
  const shareOf = (one: Candidate): number => (layouts.get(layoutOf(one)) ?? 0) / Math.max(total, 1);
  const chosen = new Set<Candidate>();
  for (const group of groups) {
    if (leadsToPapers(group)) {
      const entries = group.filter(isEntryAmongItsLike);
      const isRemark =
        entries.length < 3 && total >= longList && entries.every(({ entry }) => (forms.get(entry.form) ?? 0) < 4);
      if (!isRemark) for (const one of entries) chosen.add(one);
    } else {
      const like = group.filter(
        (one) => one.evidence.links > 0 && isEntryAmongItsLike(one) && shareOf(one) >= ownShare,
      );
      if (like.length * 2 > group.length) for (const one of like) chosen.add(one);
    }
  }
  return candidates.filter((one) => chosen.has(one));
}

function groupOf({ entry: { section, form, columns }, start }: Candidate): string {
  return `${section} ${form} ${columns?.join("|") ?? ""} ${isProse(form, start) ? "prose" : ""}`;
}

function layoutOf({ entry: { form, columns }, start }: Candidate): string {
  return form === "row" ? `row of ${columns?.length}` : `${form} ${start}`;
}

function leadsToPapers(group: readonly Candidate[]): boolean {
  const papers = group.filter(({ evidence }) => evidence.papers > 0 && (evidence.words >= 2 || isRow(group))).length;
  const [first] = group;
  if (first === undefined || !isProse(first.entry.form, first.start))
    return papers > 0 && papers >= group.length * leastShare;
  return papers >= 3 && papers >= group.length * leastShareOfProse;
}

function isRow([first]: readonly Candidate[]): boolean {
  return first?.entry.form === "row";
}

function isProse(form: Candidate["entry"]["form"], start: Candidate["start"]): boolean {
  return form === "paragraph" && start === "words";
}

/** Not a line that leads into the page, nor a word between entries. */
function isEntryAmongItsLike({ entry: { form }, evidence }: Candidate): boolean {
  if (evidence.anchors > evidence.links) return false;
  if (form === "paragraph") return isLikeEntry(evidence);
  return evidence.words >= (evidence.links > 0 ? 1 : 2);
}
