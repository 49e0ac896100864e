import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommentTag, parseProposalTag, printTag } from "../../src/intake/comment-tag.ts";
import { gitBlobId } from "../../src/intake/git-blob-id.ts";
import { withoutHtmlComments } from "../../src/intake/without-html-comments.ts";

describe("the hidden tag", () => {
  it("reads back what it prints, behind any words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.nat(), (words, hash, handled) => {
        const tag = { topic: "ready" as const, hash, handled };
        expect(parseCommentTag(`${words}\n${printTag("comment", tag)}`)).toEqual(tag);
        expect(parseCommentTag(`${words}\r\n${printTag("comment", tag)}\r\n`)).toEqual(tag);
      }),
    );
  });

  it("cannot be ended early by what it holds", () => {
    const printed = printTag("proposal", { hash: "--> <b>", papers: ["a-b", "-->"] });
    expect(printed.indexOf("-->")).toBe(printed.length - 3);
    expect(parseProposalTag(printed)).toEqual({ hash: "--> <b>", papers: ["a-b", "-->"] });
  });

  it.each([
    ["no tag", "words"],
    ["not at the end", `${printTag("comment", { topic: "ready" })}\nmore words`],
    ["within a line", 'words <!-- awesome-papers:comment {"topic":"ready"} -->'],
    ["of the other kind", printTag("proposal", { hash: "x", papers: [] })],
    ["not JSON", "\n<!-- awesome-papers:comment {topic} -->"],
    ["without a topic", '\n<!-- awesome-papers:comment {"hash":"x"} -->'],
  ])("is not found: %s", (_, text) => {
    expect(parseCommentTag(text)).toBeUndefined();
  });

  it("of a pull request needs its hash and papers", () => {
    expect(parseProposalTag('\n<!-- awesome-papers:proposal {"hash":1} -->')).toBeUndefined();
  });
});

it("gitBlobId is git's own", () => {
  // printf 'hello\n' | git hash-object --stdin
  expect(gitBlobId("hello\n")).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
});

it.each([
  ["a<!-- b -->c", "ac"],
  ["a<!-- b", "a"],
  ["<!---->x<!-- y --> z", "x z"],
  ["plain --> text", "plain --> text"],
])("withoutHtmlComments(%j)", (text, rest) => {
  expect(withoutHtmlComments(text)).toBe(rest);
});
