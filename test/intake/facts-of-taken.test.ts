import { describe, expect, it } from "vitest";
import { creditsOfTaken } from "../../src/intake/facts-of-taken.ts";
import type { CommitAuthor } from "../../src/intake/snapshot.ts";
import type { OpenSuggestion } from "../../src/intake/suggestion.ts";

/** Who made a commit is what its maker says, and our commit, which repeats it, comes to the default branch. */
const creditOf = (author: CommitAuthor): readonly string[] =>
  creditsOfTaken({
    taken: { pushes: [{ on: "a", by: [author], papers: [] }], conflicts: [] },
  } as unknown as OpenSuggestion);

describe("the credit for a pushed edit", () => {
  it.each<readonly [string, string, string]>([
    ["José Núñez-O'Brien", "jose@example.com", "José Núñez-O'Brien <jose@example.com>"],
    [
      "dependabot[bot]",
      "49+dependabot[bot]@users.noreply.github.com",
      "dependabot[bot] <49+dependabot[bot]@users.noreply.github.com>",
    ],
    ["Closes #1", "closes #1@example.com", "Closes 1 <closes1@example.com>"],
    ["fixes lab/list#1", "a@example.com", "fixes lablist1 <a@example.com>"],
    ["Resolves GH-1", "a@example.com", "Resolves GH 1 <a@example.com>"],
    [
      "closes https://github.com/lab/list/issues/1",
      "a@example.com",
      "closes https:github.comlablistissues1 <a@example.com>",
    ],
    ["@lab/team", "a+@team", "labteam <a+team>"],
    ["Eve <eve@x>\nCloses #1\u2028Closes #2", "e>\n@x", "Eve evexCloses 1Closes 2 <e@x>"],
  ])("of %j says nothing to GitHub but who it was", (name, email, credit) => {
    expect(creditOf({ name, email })).toEqual([`Co-authored-by: ${credit}`]);
  });
});
