import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseList, printList } from "../../src/list/list-file.ts";
import { parseListDraft } from "../../src/list/list-draft.ts";
import { listShape, paperShape } from "../../src/list/list-shape.ts";
import type { List } from "../../src/list/list.ts";
import { paperKeys } from "../../src/list/paper.ts";
import type { Problem } from "../../src/list/problem.ts";
import { arbitraryList, listOf, paperOf, taxonomy } from "./arbitrary-list.ts";

function problemsOf(text: string, maxBytes?: number): readonly Problem[] {
  const result = parseList(text, maxBytes === undefined ? {} : { maxBytes });
  return result.ok ? [] : result.problems;
}

function withPaper(paper: Record<string, unknown>): string {
  return JSON.stringify({ ...listOf([]), papers: [{ ...paperOf("a"), ...paper }] });
}

const good = printList(listOf([paperOf("a"), paperOf("b")]));

describe("a text that is no list", () => {
  it.each<readonly [string, string, Partial<Problem>]>([
    ["an empty file", "", { code: "empty-file" }],
    ["spaces only", " \r\n\t", { code: "empty-file" }],
    ["a byte order mark only", "\uFEFF", { code: "empty-file" }],
    ["a word", "list", { code: "not-json", position: { line: 1, column: 1 } }],
    ["a comma too many", '{\n  "title": "x",\n}', { code: "not-json", position: { line: 2, column: 15 }, given: "," }],
    ["a comma too many in a list", '{ "papers": [ {},\n\n] }', { code: "not-json", position: { line: 1, column: 17 } }],
    [
      "a comma too few",
      '{\n  "title": "x"\n  "papers": []\n}',
      { code: "not-json", position: { line: 2, column: 15 } },
    ],
    ["CRLF before the mistake", '{\r\n  "title": x\r\n}', { code: "not-json", position: { line: 2, column: 12 } }],
    ["a cut file", '{ "title": "x"', { code: "not-json" }],
    ["a cut text", '{ "title": "x', { code: "not-json" }],
    ["a comment", '{ // no\n"title": "x" }', { code: "not-json", position: { line: 1, column: 3 } }],
    ["a line break in a text", '{ "title": "x\ny" }', { code: "not-json" }],
    ["a wrong escape", String.raw`{ "title": "\x" }`, { code: "not-json" }],
    ["a merge conflict", '{\n<<<<<<< HEAD\n"title": "x" }', { code: "not-json", position: { line: 2, column: 1 } }],
    ["two values", "{} {}", { code: "not-json", position: { line: 1, column: 4 } }],
    ["a lonely zero", '{ "title": 01 }', { code: "not-json" }],
    ["a list", "[]", { code: "wrong-shape", field: "list" }],
    ["a text", '"papers"', { code: "wrong-shape", field: "list" }],
    ["nothing", "null", { code: "wrong-shape", field: "list" }],
    ["65 levels", "[".repeat(65) + "]".repeat(65), { code: "too-deep" }],
    ["a million levels", "[".repeat(1_000_000), { code: "too-deep" }],
    ["levels behind a text that is not closed", `["\n${"[".repeat(1_000_000)}`, { code: "not-json" }],
  ])("%s is told", (_name, text, problem) => {
    const problems = problemsOf(text);
    expect(problems[0]).toMatchObject(problem);
    expect(problems[0]?.message).toMatch(/^[A-Z].*\.$/s);
  });

  it("says what is expected and what may have been meant", () => {
    expect(problemsOf('{\n<<<<<<< HEAD\n"title": "x" }')[0]?.message).toContain("merge conflict");
  });

  it.each([
    ['{\n  "title": "x" ,\n}', '2, column 16: remove the comma after "x", since nothing follows it.'],
    ['{ "a": [{ "b": 1 },] }', '1, column 19: remove the comma after "}", since nothing follows it.'],
    ['{ "a": [true,\r\n] }', '1, column 13: remove the comma after "true", since nothing follows it.'],
    ['{\r\n  "a": "x"\r\n  "b": 1 }', '2, column 11: a comma is missing after "x" before "b".'],
    ['{ "a": [{}\n{}] }', '1, column 11: a comma is missing after "}" before "{".'],
    [`{ "a": "${"y".repeat(90)}" "b": 1 }`, `1, column 100: a comma is missing after "${"y".repeat(40)}…" before "b".`],
    ['{ "title": "x"', "1, column 15: the object is not closed: a } is expected, but the file ends."],
    ['{ "title" "x" }', '1, column 11: a colon is expected after the key, but "x" stands there.'],
    ["[ , ]", '1, column 3: a value is expected, but "," stands there.'],
    [
      '{ "title": x }',
      '1, column 12: a value is expected (text in double quotes, a number, true, false, null, [ or {), but "x" stands there.',
    ],
    ['{ // no\n"title": "x" }', "1, column 3: JSON has no comments; remove it."],
    ['{ "title": "x\n" }', "1, column 12: the text is not closed on its line; put a double quote at its end."],
  ])("says of %j what to do, where that is", (text, words) => {
    expect(problemsOf(text)[0]?.message).toBe(`The file is not JSON at line ${words}`);
  });

  it.each(["[]", "17", "null", '"x"'])("says of %s what a list is", (text) => {
    const names = { "[]": "an array", "17": "a number", null: "nothing", '"x"': "text" };
    expect(problemsOf(text)[0]?.message).toMatch(
      `The file must be an object in { } with title, taxonomy and papers, not ${names[text as keyof typeof names]}.`,
    );
  });

  it("reads 64 levels", () => {
    expect(problemsOf("[".repeat(64) + "]".repeat(64))[0]?.code).toBe("wrong-shape");
  });

  it.each([
    [good, Buffer.byteLength(good) - 1, true],
    [good, Buffer.byteLength(good), false],
    ['"ää"', 5, true],
    ['"ää"', 6, false],
  ])("is refused above the caller's limit (%#)", (text, maxBytes, isRefused) => {
    expect(problemsOf(text, maxBytes).some((problem) => problem.code === "too-large")).toBe(isRefused);
  });
});

describe("a list that says what it would be, though it is wrong", () => {
  it.each<readonly [string, Record<string, unknown>, Problem["code"]]>([
    ["a category that is not there", { categories: ["nowhere"] }, "unknown-category"],
    ["an id that is taken", { id: "b" }, "duplicate-id"],
  ])("%s", (_name, paper, code) => {
    const list = { ...listOf([]), papers: [{ ...paperOf("a"), ...paper }, paperOf("b")] };
    expect(parseListDraft(JSON.stringify(list))).toMatchObject({ draft: list, problems: [{ code }] });
    expect(parseList(JSON.stringify(list)).ok).toBe(false);
  });

  it("has its identifiers put right", () => {
    const { draft, problems } = parseListDraft(withPaper({ identifiers: { arxiv: "arXiv:2406.09246v3" } }));
    expect(draft?.papers[0]?.identifiers).toEqual({ arxiv: "2406.09246" });
    expect(problems).toMatchObject([{ code: "not-canonical", given: "arXiv:2406.09246v3" }]);
  });

  it.each<Record<string, unknown>>([{ date: "May" }, { title: 7 }, { year: 2024 }, { identifiers: { arxiv: "x" } }])(
    "but not with %j",
    (paper) => expect(parseListDraft(withPaper(paper)).draft).toBeUndefined(),
  );
});

describe("a list that is written otherwise", () => {
  it.each([
    ["with a byte order mark", `\uFEFF${good}`],
    ["with CRLF", good.replaceAll("\n", "\r\n")],
    ["without spaces", JSON.stringify(JSON.parse(good))],
  ])("%s is the same list", (_name, text) => {
    expect(parseList(text)).toEqual(parseList(good));
    expect(parseList(good).ok).toBe(true);
  });
});

describe("repeated keys", () => {
  it("are told with both lines", () => {
    const text = good.replace('"title": "A List",', '"title": "A List",\n  "title": "B List",');
    const [problem, ...rest] = problemsOf(text);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({
      code: "duplicate-key",
      field: "title",
      path: ["title"],
      position: { line: 3, column: 3 },
    });
    expect(problem?.message).toContain("on line 2 and on line 3");
  });

  it("are found wherever they are, `__proto__` and escaped quotes too", () => {
    const text = '{ "a": [{ "x\\\\\\"": 1, "x\\\\\\"": 2 }], "__proto__": 1, "__proto__": {}, "b:": "{[:" }';
    expect(problemsOf(text).map((problem) => problem.field)).toEqual(['a[0].x\\"', "__proto__"]);
  });
});

describe("a list of a wrong shape", () => {
  it.each<readonly [string, string, Partial<Problem>]>([
    ["no taxonomy", '{ "title": "x", "papers": [] }', { code: "missing-field", field: "taxonomy", path: [] }],
    ["no papers", '{ "title": "x", "taxonomy": [] }', { code: "missing-field", field: "papers" }],
    ["papers as an object", '{ "title": "x", "taxonomy": [], "papers": {} }', { code: "wrong-value", field: "papers" }],
    [
      "a paper as text",
      '{ "title": "x", "taxonomy": [], "papers": ["a"] }',
      { field: "papers[0]", path: ["papers", 0] },
    ],
    [
      "__proto__",
      withPaper({}).replace('"id"', '"__proto__":{"x":1},"id"'),
      { code: "unknown-key", given: "__proto__" },
    ],
    ["constructor", withPaper({ constructor: 1 }), { code: "unknown-key", field: "papers[0].constructor" }],
    ["a misspelled key", withPaper({ autors: [] }), { code: "unknown-key", nearest: "authors" }],
    ["a strange key", withPaper({ citations: 7 }), { code: "unknown-key", allowed: [...paperKeys] }],
    ["a number as title", withPaper({ title: 7 }), { field: "papers[0].title", given: "7" }],
    ["a title of two lines", withPaper({ title: "a\nb" }), { field: "papers[0].title", given: "a\nb" }],
    ["a title of spaces", withPaper({ title: "  " }), { field: "papers[0].title" }],
    ["null", withPaper({ venue: null }), { field: "papers[0].venue", given: "null" }],
    ["an empty summary", withPaper({ summary: "" }), { field: "papers[0].summary" }],
    ["a summary that is a list", withPaper({ summary: [] }), { field: "papers[0].summary" }],
    ["authors as text", withPaper({ authors: "A. B." }), { field: "papers[0].authors", given: '"A. B."' }],
    ["featured in quotes", withPaper({ featured: "true" }), { field: "papers[0].featured", example: "true" }],
    [
      "a date in words",
      withPaper({ date: "June 2025" }),
      { code: "bad-date", given: "June 2025", example: "2025-06-26" },
    ],
    ["a month 13", withPaper({ date: "2025-13" }), { code: "bad-date" }],
    ["added by month", withPaper({ added: "2025-07" }), { code: "bad-date", field: "papers[0].added" }],
    ["an id with capitals", withPaper({ id: "A B" }), { field: "papers[0].id" }],
    [
      "a kind of link",
      withPaper({ links: [{ kind: "Paper", url: "https://a.org" }] }),
      { field: "papers[0].links[0].kind", nearest: "paper" },
    ],
    [
      "no kind of link",
      withPaper({ links: [{ kind: 1, url: "https://a.org" }] }),
      { field: "papers[0].links[0].kind" },
    ],
    ["an unknown kind", withPaper({ links: [{ kind: "zzzzz", url: "https://a.org" }] }), { given: "zzzzz" }],
    [
      "a script",
      withPaper({ links: [{ kind: "paper", url: "javascript:alert(1)" }] }),
      { code: "bad-url", field: "papers[0].links[0].url" },
    ],
    [
      "an arXiv id with version",
      withPaper({ identifiers: { arxiv: "arXiv:2506.20966v2" } }),
      { code: "not-canonical", nearest: "2506.20966" },
    ],
    [
      "a DOI with capitals",
      withPaper({ identifiers: { doi: "10.1145/ABC" } }),
      { code: "not-canonical", nearest: "10.1145/abc" },
    ],
    [
      "no DOI",
      withPaper({ identifiers: { doi: "soon" } }),
      { code: "bad-identifier", example: "10.1109/lra.2024.3366010" },
    ],
    [
      "no link and no identifier",
      withPaper({ links: [], identifiers: {} }),
      { code: "missing-field", field: "papers[0].links" },
    ],
    ["a language", withPaper({ translations: { Chinese: {} } }), { code: "unknown-key", example: "zh-Hans" }],
    ["translations as a list", withPaper({ translations: [] }), { field: "papers[0].translations" }],
    ["a note by a wrong name", withPaper({ notes: { "My Task": "x" } }), { code: "unknown-key", example: "task" }],
    ["a note that is no text", withPaper({ notes: { task: ["x"] } }), { field: "papers[0].notes.task" }],
    ["an image that is a script", withPaper({ image: "javascript:alert(1)" }), { code: "bad-url" }],
    ["an unknown part as written", withPaper({ asWritten: { titel: "x" } }), { code: "unknown-key" }],
    ["an entry as a list", withPaper({ asWritten: { entry: ["x"] } }), { field: "papers[0].asWritten.entry" }],
    [
      "an entry by no path",
      withPaper({ asWritten: { entry: { "Notable Works": "x" } } }),
      { code: "unknown-key", example: "embodiment/action-head" },
    ],
    ["no category", withPaper({ categories: [] }), { code: "missing-field", field: "papers[0].categories" }],
    ["a category twice", withPaper({ categories: ["notable", "notable"] }), { field: "papers[0].categories[1]" }],
    ["a category as number", withPaper({ categories: [1] }), { field: "papers[0].categories[0]" }],
    [
      "an unknown category",
      withPaper({ categories: ["embodiment/action-haed"] }),
      {
        code: "unknown-category",
        field: "papers[0].categories[0]",
        given: "embodiment/action-haed",
        nearest: "embodiment/action-head",
      },
    ],
    [
      "a category by its title",
      withPaper({ categories: ["Notable Works"] }),
      { code: "unknown-category", nearest: "notable" },
    ],
    [
      "a category with parts",
      withPaper({ categories: ["embodiment"] }),
      { code: "category-has-children", allowed: ["embodiment/action-head", "embodiment/forward-kinematics"] },
    ],
  ])("%s is told", (_name, text, problem) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(problem);
    expect(problems[0]?.severity).toBe("error");
  });

  it("asks whether the nearest was meant", () => {
    expect(problemsOf(withPaper({ categories: ["embodiment/action-haed"] }))[0]?.message).toBe(
      'The list has no category "embodiment/action-haed". Did you mean "embodiment/action-head"?',
    );
  });

  it.each([
    ["its id", { title: undefined }, 'papers[0] ("a") has no "title".'],
    ["its id, inside", { date: 7 }, 'papers[0].date ("a") must be text in quotes, not a number.'],
    [
      "its title where the id is wrong",
      { id: 7, title: "Robots" },
      'papers[0].id ("Robots") must be text in quotes, not a number.',
    ],
    [
      "its title where it has no id",
      { id: undefined, title: "Robots".repeat(20) },
      `papers[0] ("${"Robots".repeat(20).slice(0, 60)}…") has no "id".`,
    ],
    ["its index where it has neither", { id: "", title: undefined }, 'papers[0] has no "title".'],
  ])("names a paper by %s", (_, paper, message) => {
    expect(problemsOf(withPaper(paper)).map((problem) => problem.message)).toContain(message);
  });

  it("tells all problems at once, also of what stands beside a wrong shape", () => {
    const papers = [paperOf("a"), { ...paperOf("b"), title: 1 }, paperOf("a", { categories: ["x"] }), { id: "c" }, 7];
    const problems = problemsOf(JSON.stringify({ ...listOf([]), papers }));
    expect(problems.map((problem) => `${problem.code} ${problem.field}`)).toEqual([
      "wrong-value papers[1].title",
      "missing-field papers[3].title",
      "missing-field papers[3].categories",
      "missing-field papers[3].links",
      "wrong-value papers[4]",
      "duplicate-id papers[2].id",
      "unknown-category papers[2].categories[0]",
    ]);
  });

  it("leaves categories alone while the taxonomy is broken, and finds one id twice in a category", () => {
    const broken = JSON.stringify({
      ...listOf([paperOf("a", { categories: ["x"] })]),
      taxonomy: [{ id: "x y", title: "X" }],
    });
    expect(problemsOf(broken).map((problem) => problem.field)).toEqual(["taxonomy[0].id"]);
    const twice = JSON.stringify({ ...listOf([]), taxonomy: [...taxonomy, { id: "notable", title: "Other" }] });
    expect(problemsOf(twice)[0]).toMatchObject({ code: "duplicate-id", path: ["taxonomy", 3, "id"] });
  });

  it("never throws, whatever JSON it is given, and says what is wrong in words", () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        const lists = [
          { title: "x", taxonomy: value, papers: [value] },
          { title: "x", taxonomy, papers: [{ ...paperOf("a"), links: value, translations: value }] },
        ];
        const texts = [text, text.slice(1), ...lists.map((list) => JSON.stringify(list))];
        const words = texts.flatMap((written) => problemsOf(written).map((problem) => problem.message));
        expect(words.filter((message) => !/^.{8,}[.?!]$/s.test(message))).toEqual([]);
      }),
    );
  });
});

describe("printList", () => {
  it("prints what is read back", () => {
    fc.assert(
      fc.property(arbitraryList, (list) => {
        const text = printList(list);
        const read = parseList(text);
        expect(read).toEqual({
          ok: true,
          value: { ...list, papers: list.papers.toSorted((a, b) => (a.id < b.id ? -1 : 1)) },
        });
        expect(read.ok && printList(read.value)).toBe(text);
      }),
    );
  });

  it("prints equal lists as equal bytes, whatever the order of papers and keys", () => {
    fc.assert(
      fc.property(arbitraryList, (list) => {
        const turned = reverseKeys({ ...list, papers: list.papers.toReversed() }) as List;
        expect(printList(turned)).toBe(printList(list));
      }),
    );
  });

  it("has every key of a paper in the order of the model", () => {
    expect([...paperShape.keys.keys()]).toEqual([...paperKeys]);
    expect([...listShape.keys.keys()]).toEqual(["$schema", "title", "description", "taxonomy", "papers"]);
  });

  it("is two spaces deep, ends with a line end, keeps letters as they are and leaves out what is undefined", () => {
    const paper = { ...paperOf("a", { title: "π0 – 机器人 e\u0301", tags: [] }), venue: undefined } as never;
    const text = printList(listOf([paper]));
    expect(text).toMatch(/^\{\n {2}"title": "A List",\n/);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text).toContain("π0 – 机器人 e\u0301");
    expect(text).toContain('"tags": []');
    expect(text).not.toContain("venue");
  });
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reverseKeys(item)]),
  );
}
