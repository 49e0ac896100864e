/** What a submission's `venue` or `venueid` says while nobody, or nobody any more, means to publish it. */
const notPublished =
  /\b(?:submitted|submission|under review|pending|assign(?:ed|ing)|withdrawn|retracted|rejected|reject)\b/i;

/** How a paper is shown at a conference, which its venue's name ends with: `Poster`, `notable top 5%`, `spotlightposter`. */
const howShown =
  /^\W*(?:accept(?:ed)?|posters?|orals?|spotlight(?:poster)?|talk|presentation|highlight|notable[\w%-]*|top|\d{1,2}%|conference|main)\W*$/i;

/**
 * Where a paper was published, by the two fields that OpenReview keeps for it: `ICLR 2024` of `ICLR 2024 poster`, `TMLR` of
 * `Accepted by TMLR`. Undefined for one that was not accepted, or is not decided: `Submitted to ICLR 2025` in `…/Rejected_Submission`
 * (https://docs.openreview.net/reference/api-v2/entities/note/fields).
 */
export function acceptedVenue(venue: string, venueid: string): string | undefined {
  if (notPublished.test(venue) || notPublished.test(venueid.replaceAll("_", " "))) return undefined;
  const words = venue
    .replaceAll(/ \((?:poster|oral|spotlight)\)/gi, "")
    .replace(/^accepted (?:by|at|to) /i, "")
    .split(" ");
  while (howShown.test(words.at(-1) ?? "")) words.pop();
  return words.join(" ") || undefined;
}

/** Whether its authors took it back, or the venue its acceptance. */
export function isTakenBack(venue: string, venueid: string): boolean {
  return /withdrawn|retracted/i.test(`${venue} ${venueid}`);
}
