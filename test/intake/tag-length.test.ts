import { describe, expect, it } from "vitest";
import { parseCommentTag, parseProposalTag, printTag } from "../../src/intake/comment-tag.ts";
import { deriveSuggestion } from "../../src/intake/derive-suggestion.ts";
import { planSuggestion } from "../../src/intake/plan-suggestion.ts";
import type { IssueSnapshot } from "../../src/intake/snapshot.ts";
import { comment, form, issue, maintainer, snapshot } from "../support/suggestion.ts";

/** A tag that is too long is read back by nobody, and our own comment would be taken for a stranger's. */

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

function tagsOf(seen: IssueSnapshot): readonly string[] {
  return planSuggestion(seen, deriveSuggestion(seen)).flatMap((effect) => {
    if (effect.kind === "comment") return [printTag("comment", effect.tag)];
    return effect.kind === "proposal" ? [printTag("proposal", effect.body.tag)] : [];
  });
}

function isRead(tag: string): boolean {
  return parseCommentTag(`Words.\n${tag}`) !== undefined || parseProposalTag(`Words.\n${tag}`) !== undefined;
}

describe("a tag can be read back", () => {
  it.each(["-", "x"])("whatever is refused, in titles and links full of %j", (letter) => {
    const papers = numbers(50).map((at) => ({
      title: `Paper ${at} ${letter.repeat(280)}`,
      authors: letter.repeat(200),
      links: `https://example.org/${at}/${letter.repeat(1_500)}`,
      categories: "data",
    }));
    const refusal = comment(maintainer, `/reject ${"-".repeat(3_000)}`);
    const tags = tagsOf(snapshot({ issue: issue({ body: form(...papers) }), comments: [refusal] }));
    expect(tags.map(isRead)).toEqual([true]);
  });

  it("however much was looked up; what fits is kept", () => {
    const ids = numbers(50).map((at) => `2406.${10_000 + at}`);
    const papers = ids.map((id) => ({
      title: `About ${id}`,
      links: `https://arxiv.org/abs/${id}`,
      categories: "data",
    }));
    const lookUps = ids.map((value) => {
      const links = numbers(5).map((at) => ({
        kind: "code" as const,
        url: `https://example.org/${value}/${at}${"--".repeat(40)}`,
      }));
      const url = `https://arxiv.org/abs/${value}`;
      const record = { source: "arxiv" as const, url, title: `About ${value}`, identifiers: { arxiv: value }, links };
      const query = { kind: "identifier" as const, identifier: { kind: "arxiv" as const, value } };
      return { query, outcome: "found" as const, records: [record], failures: [] };
    });
    const tags = tagsOf(snapshot({ issue: issue({ body: form(...papers) }), lookUps }));
    expect(tags.map(isRead)).toEqual([true, true]);
    expect(Object.keys(parseProposalTag(`Words.\n${tags[0]}`)?.found ?? {}).length).toBeGreaterThan(2);
  });
});
