import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommands } from "../../src/intake/parse-commands.ts";

describe("parseCommands reads", () => {
  it.each([
    ["/approve", [{ kind: "approve" }]],
    ["/APPROVE", [{ kind: "approve" }]],
    ["  /approve  ", [{ kind: "approve" }]],
    ["Looks right to me.\n\n/approve", [{ kind: "approve" }]],
    ["Looks right to me.\n/approve\nThank you!", [{ kind: "approve" }]],
    ["/approve\r\n/refresh\r\n", [{ kind: "approve" }, { kind: "refresh" }]],
    ["/reject not about post-training", [{ kind: "reject", reason: "not about post-training" }]],
    ["/set title π0.5: a VLA", [{ kind: "set", field: "title", value: "π0.5: a VLA" }]],
    ["/set 2.title Octo", [{ kind: "set", field: "title", value: "Octo", paper: 2 }]],
    ["/set Venue: CoRL 2024", [{ kind: "set", field: "venue", value: "CoRL 2024" }]],
    ["/unset venue", [{ kind: "unset", field: "venue" }]],
    ["/unset 12.venue", [{ kind: "unset", field: "venue", paper: 12 }]],
    ["/category a/b, c", [{ kind: "category", categories: ["a/b", "c"] }]],
    ["/suggest", [{ kind: "suggest" }]],
    ["/ignore", [{ kind: "ignore" }]],
    ["/help", [{ kind: "help" }]],
    ["/merge-ready", [{ kind: "merge-ready" }]],
    ["/aprove", [{ kind: "unknown", given: "/aprove", nearest: "approve" }]],
    ["/reject", [{ kind: "malformed", given: "/reject", example: "/reject not about post-training" }]],
    ["/set title", [{ kind: "malformed", given: "/set title", example: expect.stringContaining("/set title ") }]],
    ["/category", [{ kind: "malformed", given: "/category", example: "/category embodiment/action-head" }]],
  ])("%j", (body, commands) => {
    expect(parseCommands(body)).toEqual(commands);
  });
});

describe("parseCommands leaves alone", () => {
  it.each([
    ["a quote", "> /approve"],
    ["a nested quote", "> > /approve\n> text"],
    ["inline code", "`/approve`"],
    ["inline code over lines", "`a\n/approve\nb`"],
    ["a code block", "```\n/approve\n```"],
    ["an indented block", "text\n\n    /approve"],
    ["an unclosed code block", "```\n/approve"],
    ["HTML", "<div>\n/approve\n</div>"],
    ["an HTML comment", "<!--\n/approve\n-->"],
    ["the middle of a sentence", "I would /approve this"],
    ["a sentence that begins with it", "/approve of this I do not"],
    ["a list item", "- /approve"],
    ["a heading", "# /approve"],
    ["a path", "/usr/bin/env"],
    ["another bot's command", "/assign @octocat"],
    ["an empty text", ""],
    ["a comma before", ", /approve"],
  ])("%s", (_, body) => {
    expect(parseCommands(body)).toEqual([]);
  });
});

it("never throws and is quick on any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => Array.isArray(parseCommands(`/x\n${text}`))));
  const started = performance.now();
  parseCommands(`/approve\n${"> ".repeat(2000)}\n${"[".repeat(5000)}\n${"*_".repeat(5000)}`);
  expect(performance.now() - started).toBeLessThan(30_000);
});
