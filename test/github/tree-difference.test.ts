import { afterEach, describe, expect, it } from "vitest";
import { differsOnlyIn } from "../../src/github/tree-difference.ts";
import { entry, repository, sha, tree } from "./answers.ts";
import { forgetMocks, mockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const path = "data/list.json";

/** A tree that is too large for GitHub to list at once: asked for again, one level. */
function large(name: string, entries: readonly object[]): readonly Step[] {
  const request = `GET git/trees/${sha(name)}`;
  const answer = (truncated: boolean): object => tree(sha(name), {}, { tree: entries, truncated });
  return [
    { request, query: { recursive: "1" }, answer: answer(true) },
    { request, answer: answer(false) },
  ];
}

const folder = (name: string, content: string): object => entry(name, sha(content), undefined, "040000", "tree");
const plain = (name: string, content: string, mode = "100644"): object => entry(name, sha(content), 1, mode);

describe("differsOnlyIn", () => {
  it.each([
    ["the file alone", [plain("list.json", "new"), plain("a", "a")], folder("other", "same"), true],
    ["a file beside it", [plain("list.json", "new"), plain("a", "b")], folder("other", "same"), false],
    [
      "another file beside it",
      [plain("list.json", "new"), plain("a", "a"), plain("b", "b")],
      folder("other", "same"),
      false,
    ],
    [
      "the file, that can be run now",
      [plain("list.json", "new", "100755"), plain("a", "a")],
      folder("other", "same"),
      false,
    ],
    ["another folder", [plain("list.json", "new"), plain("a", "a")], folder("other", "changed"), false],
  ])("tells in a large tree: %s", async (_, below, other, expected) => {
    const github = mockGithub();
    const deeper = expected || other !== undefined;
    github.expect(
      ...large("from", [folder("data", "data before"), folder("other", "same")]),
      ...large("to", [folder("data", "data after"), other]),
    );
    if (deeper) {
      github.expect(
        ...large("data before", [plain("list.json", "old"), plain("a", "a")]),
        ...large("data after", below),
      );
    }
    expect(await differsOnlyIn(github.client, repository, { from: sha("from"), to: sha("to") }, path)).toBe(expected);
  });
});
