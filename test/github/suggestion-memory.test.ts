import { describe, expect, it } from "vitest";
import { createSuggestionMemory, rememberSuggestion } from "../../src/github/suggestion-memory.ts";
import type { KnownSuggestion } from "../../src/intake/elsewhere.ts";

function open(issue: number, ids: readonly string[], proposed = true): KnownSuggestion {
  return { issue, kind: "open", papers: ids.map((arxiv) => ({ title: "", identifiers: { arxiv }, proposed })) };
}

const p = "2406.00001";
const q = "2406.00002";

/** Each step is what one look found: the issue, what is known of it then, and those it gives way to. */
type Step = readonly [issue: number, known: KnownSuggestion | undefined, givesWayTo: readonly number[]];

describe("who is looked at again", () => {
  it.each<readonly [string, readonly Step[], readonly number[]]>([
    [
      "nobody for a paper of its own",
      [
        [1, open(1, [p]), []],
        [2, open(2, [q]), []],
      ],
      [],
    ],
    [
      "the newer one, when the older one comes",
      [
        [2, open(2, [p]), []],
        [1, open(1, [p]), []],
      ],
      [2],
    ],
    [
      "itself, looked at in the same moment as the older one",
      [
        [1, open(1, [p]), []],
        [2, open(2, [p]), []],
      ],
      [2],
    ],
    [
      "nobody where nothing changed",
      [
        [1, open(1, [p]), []],
        [2, open(2, [p]), []],
        [2, open(2, [p]), []],
      ],
      [],
    ],
    [
      "who waited for it, when it is withdrawn",
      [
        [1, open(1, [p]), []],
        [2, undefined, [1]],
        [1, undefined, []],
      ],
      [2],
    ],
    [
      "who waits for two, when the second is withdrawn",
      [
        [1, open(1, [p]), []],
        [2, open(2, [q]), []],
        [3, undefined, [1, 2]],
        [2, undefined, []],
      ],
      [3],
    ],
    [
      "who gives way with another paper already",
      [
        [1, open(1, [p]), []],
        [3, open(3, [q]), [1]],
        [2, open(2, [q]), []],
      ],
      [3],
    ],
    [
      "the older one without a pull request",
      [
        [1, open(1, [p], false), []],
        [2, open(2, [p]), []],
      ],
      [1],
    ],
  ])("%s", (_, steps, expected) => {
    const memory = createSuggestionMemory();
    const answers = steps.map(([issue, known, ways]) => rememberSuggestion(memory, issue, known, ways));
    expect(answers.at(-1)).toEqual(expected);
  });
});
