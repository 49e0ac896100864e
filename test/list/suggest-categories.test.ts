import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnCategories, scoreCategories, vectorOf } from "../../src/list/category-model.ts";
import { fitConfidence } from "../../src/list/confidence-curve.ts";
import { contentWords } from "../../src/list/content-words.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { suggestCategories } from "../../src/list/suggest-categories.ts";
import { tryCategories } from "../../src/list/try-categories.ts";

const own = JSON.parse(readFileSync(new URL("../../list.json", import.meta.url), "utf8")) as List;

/** Each category's titles: its own subject with each of ten objects that all share. */
const objects = [
  "apples",
  "bridges",
  "clouds",
  "drums",
  "engines",
  "ferries",
  "gardens",
  "harbours",
  "islands",
  "jewels",
];
const subjects = { grasping: "grasp", walking: "walk", seeing: "camera", speaking: "dialogue", planning: "route" };
const teaching = listOf(
  Object.entries(subjects).flatMap(([path, subject]) =>
    objects.map((object) => ({ title: `${subject} of ${object}`, categories: [path] })),
  ),
);

function listOf(papers: readonly Pick<Paper, "title" | "categories">[]): List {
  const paths = [...new Set(papers.flatMap(({ categories }) => categories))];
  return {
    title: "A list",
    taxonomy: paths.map((id) => ({ id, title: id })),
    papers: papers.map((paper, at) => ({ id: `paper-${at}`, ...paper })),
  };
}

function firstPath(list: List, title: string): string | undefined {
  return suggestCategories(list, { title })[0]?.path;
}

describe("a list that teaches", () => {
  it.each([
    ["Walk on planets", "walking"],
    ["A CAMERA for whales", "seeing"],
    ["ｄｉａｌｏｇｕｅ", "speaking"],
    ["routes", "planning"],
  ])("suggests for %s", (title, path) => {
    expect(suggestCategories(teaching, { title })[0]).toEqual({ path, confidence: 1 });
  });

  it("suggests at most three, of those that share a word the likeliest first, and is sure of what was right", () => {
    const suggestions = suggestCategories(teaching, { title: "grasp and walk, camera or dialogue" });
    expect(suggestions).toHaveLength(3);
    expect(suggestCategories(teaching, { title: "grasp, grasp, walk" }).map(({ path }) => path)).toEqual([
      "grasping",
      "walking",
    ]);
  });

  it("orders what is equally likely by path", () => {
    const paths = suggestCategories(teaching, { title: "walk grasp" }).map(({ path }) => path);
    expect(paths).toEqual(["grasping", "walking"]);
  });

  it("asks as well by abstract and tags where the list's papers have them, and by the title alone where they do not", () => {
    const abstract = "We grasp.";
    const described = {
      ...teaching,
      papers: teaching.papers.map((paper) => ({ ...paper, abstract: paper.title, tags: ["x"] })),
    };
    expect(suggestCategories(described, { title: "Untold", abstract })[0]?.path).toBe("grasping");
    expect(suggestCategories(described, { title: "Untold", tags: ["route"] })[0]?.path).toBe("planning");
    expect(suggestCategories(teaching, { title: "Untold", abstract })).toEqual([]);
  });

  it("leaves a paper that is already there out of what it learns", () => {
    const only = { id: "only", title: "zither", categories: ["seeing"] };
    const list = { ...teaching, papers: [...teaching.papers, only] };
    expect(firstPath(list, "zither")).toBe("seeing");
    expect(suggestCategories(list, only)).toEqual([]);
  });

  it("takes a paper of two categories as right in both", () => {
    const list = listOf(
      teaching.papers.map(({ title, categories }) => ({ title, categories: [...categories, "all"] })),
    );
    expect(tryCategories(learnCategories(list.papers)).first).toMatchObject({ tried: 50, right: 50, guessed: 50 });
  });

  it("suggests no category that the taxonomy no longer has", () => {
    const list = { ...teaching, taxonomy: teaching.taxonomy.filter(({ id }) => id !== "walking") };
    expect(suggestCategories(list, { title: "walk" })).toEqual([]);
  });

  it("answers the same whatever the order of papers", () => {
    const turned = { ...own, papers: own.papers.toReversed() };
    for (const paper of own.papers) expect(suggestCategories(turned, paper)).toEqual(suggestCategories(own, paper));
  });
});

describe("nothing is offered", () => {
  // Each subject and each object stands in every category equally often.
  const mixed = (at: number): string => Object.keys(subjects)[(at + Math.floor(at / 10)) % 5] ?? "";
  it.each<[string, List]>([
    ["by an empty list", { ...teaching, papers: [] }],
    ["by a list of fewer than 20 papers", { ...teaching, papers: teaching.papers.filter((_, at) => at % 3 === 0) }],
    ["by a list of one category", listOf(teaching.papers.map(({ title }) => ({ title, categories: ["all"] })))],
    [
      "where titles say nothing of the category",
      listOf(teaching.papers.map(({ title }, at) => ({ title, categories: [mixed(at)] }))),
    ],
    ["where all titles are equal", listOf(teaching.papers.map(({ categories }) => ({ title: "walk", categories })))],
  ])("%s", (_, list) => {
    expect(suggestCategories(list, { title: "walk of apples" })).toEqual([]);
  });

  it.each([
    ["no known word", "Quantum zither"],
    ["stop words and numbers", "Of the 2024, on 3"],
    ["nothing", ""],
    ["names that every object has", "constructor __proto__ toString"],
  ])("for a title of %s", (_, title) => {
    expect(suggestCategories(teaching, { title })).toEqual([]);
  });
});

describe("leave-one-out", () => {
  it("is exactly a list that was learned without the paper", () => {
    const model = learnCategories(own.papers);
    for (const paper of model.papers) {
      const without = learnCategories(own.papers.filter(({ id }) => id !== paper.id));
      const asked = own.papers
        .filter(({ id }) => id === paper.id)
        .flatMap((one) => scoreCategories(vectorOf(without, one)));
      const leftOut = scoreCategories(paper.vector, paper);
      expect(leftOut.map(({ category }) => category.path)).toEqual(asked.map(({ category }) => category.path));
      leftOut.forEach(({ score }, at) => expect(score).toBeCloseTo(asked[at]?.score ?? Number.NaN, 8));
    }
  });

  it("finds our own list to teach", () => {
    const { first, any, isOffered } = tryCategories(learnCategories(own.papers));
    expect(first.right / first.tried).toBeGreaterThan(first.guessed / first.tried + 0.12);
    expect(any.right / any.tried).toBeGreaterThan(any.guessed / any.tried + 0.1);
    expect(isOffered).toBe(true);
  });

  it("tries two thousand papers of a long list, evenly spread", () => {
    const papers = Array.from({ length: 5_000 }, (_, at) => ({
      id: `${at}`,
      title: at % 2 ? "odd" : "even",
      categories: [`${at % 2}`],
    }));
    expect(tryCategories(learnCategories(papers)).first).toMatchObject({ tried: 2_000, right: 2_000, guessed: 1_000 });
  });
});

describe("hostile input", () => {
  it.each([
    ["a long title", { title: "walk ".repeat(400) }],
    ["a long abstract", { title: "walk", abstract: "word ".repeat(100_000) }],
    ["one long word", { title: `walk ${"a".repeat(1_000_000)}` }],
    ["letters that grow", { title: `walk ${"\u{FDFA}".repeat(100_000)}` }],
    ["half a surrogate", { title: "walk \uD800" }],
    ["a hundred thousand tags", { title: "walk", tags: Array.from({ length: 100_000 }, (_, at) => `tag ${at}`) }],
  ])("of %s is read as far as it is of use", (_, paper) => {
    expect(suggestCategories(teaching, paper)[0]?.path).toBe("walking");
  });

  it("of any kind gives confidences in order, from 0 to 1", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(teaching, own),
        fc.string({ unit: "binary" }),
        fc.subarray(["grasp", "vision", "policy"]),
        (list, noise, some) => {
          const confidences = suggestCategories(list, { title: [noise, ...some].join(" ") }).map(
            ({ confidence }) => confidence,
          );
          expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
          expect(confidences.every((confidence) => confidence > 0 && confidence <= 1)).toBe(true);
        },
      ),
    );
  });
});

it.each([
  ["Learning to Walk: A Survey of 3D Robots (2024)", ["learning", "walk", "survey", "3d", "robot"]],
  ["Bias in Gaussian meshes, classes and analysis", ["bia", "gaussian", "meshe", "classe", "analysi"]],
  ["视觉语言动作 VLA 模型", ["视觉", "觉语", "语言", "言动", "动作", "vla", "模型"]],
  ["ロボット学習と x 手", ["ロボ", "ボッ", "ット", "ト学", "学習", "習と", "手"]],
  ["Ünïted Åpples don't", ["ünïted", "åpples", "don"]],
])("reads the words of %s", (text, words) => {
  expect(contentWords(text)).toEqual(words);
});

it.each<[string, readonly (readonly [number, boolean])[], number, number]>([
  ["nothing tried", [], 0.5, 0],
  [
    "too few for two steps",
    [
      [0.1, false],
      [0.9, true],
    ],
    0.9,
    0.5,
  ],
  ["the weak ones wrong", repeated([0.1, false], 20, [0.9, true], 20), 0.2, 0],
  ["the strong ones right", repeated([0.1, false], 20, [0.9, true], 20), 0.95, 1],
  ["the strong ones wrong", repeated([0.1, true], 20, [0.9, false], 20), 0.95, 0.5],
  ["weaker than any tried", repeated([0.4, true], 20, [0.9, true], 20), 0.1, 1],
])("is as sure as the trials say: %s", (_, trials, strength, confidence) => {
  expect(fitConfidence(trials.map(([at, isRight]) => ({ strength: at, isRight })))(strength)).toBe(confidence);
});

function repeated(
  one: readonly [number, boolean],
  times: number,
  other: readonly [number, boolean],
  otherTimes: number,
): readonly (readonly [number, boolean])[] {
  return [...Array.from({ length: times }, () => one), ...Array.from({ length: otherTimes }, () => other)];
}
