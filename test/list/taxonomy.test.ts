import { describe, expect, it } from "vitest";
import { categoryOption } from "../../src/list/category-option.ts";
import { leafCategories, parseCategory } from "../../src/list/taxonomy.ts";
import { paths, taxonomy } from "./arbitrary-list.ts";

describe("leafCategories", () => {
  it("names the leaves in order, with the titles and the emoji above them", () => {
    const leaves = leafCategories(taxonomy);
    expect(leaves.map((leaf) => leaf.path)).toEqual(paths);
    expect(leaves.map((leaf) => leaf.emoji)).toEqual(["⭐", "🧠", "🦾", undefined]);
    expect(leaves[1]).toMatchObject({
      titles: ["Improving Embodiment Awareness", "Action Head Design"],
      title: "Improving Embodiment Awareness › Action Head Design",
      category: { id: "action-head" },
    });
  });

  it("takes a category without parts as a leaf, also when it says so", () => {
    expect(leafCategories([{ id: "a", title: "A", categories: [] }]).map((leaf) => leaf.path)).toEqual(["a"]);
    expect(leafCategories([])).toEqual([]);
  });
});

describe("parseCategory", () => {
  it.each([
    ["embodiment/action-head", "embodiment/action-head"],
    [" Embodiment/Action-Head ", "embodiment/action-head"],
    ["action-head", "embodiment/action-head"],
    ["action head design", "embodiment/action-head"],
    ["Improving Embodiment Awareness › Action Head Design", "embodiment/action-head"],
    ["🧠 Improving Embodiment Awareness > Action Head Design", "embodiment/action-head"],
    ["Forward and Inverse Kinematics", "embodiment/forward-kinematics"],
    ["NOTABLE WORKS", "notable"],
  ])("reads %s", (text, value) => {
    expect(parseCategory(taxonomy, text)).toEqual({ ok: true, value });
  });

  it("reads every option that a form offers, none of which has a comma", () => {
    for (const leaf of leafCategories(taxonomy)) {
      expect(categoryOption(leaf)).not.toContain(",");
      expect(parseCategory(taxonomy, categoryOption(leaf))).toEqual({ ok: true, value: leaf.path });
    }
  });

  it.each([
    ["embodyment/action-head", { code: "unknown-category", nearest: "embodiment/action-head", allowed: paths }],
    ["Action Haed Design", { code: "unknown-category", nearest: "embodiment/action-head" }],
    ["quantum chemistry", { code: "unknown-category", allowed: paths, example: "notable" }],
    ["Improving Embodiment Awareness", { code: "category-has-children", allowed: paths.slice(1, 3) }],
    ["", { code: "unknown-category" }],
    ["x".repeat(70_000), { code: "unknown-category" }],
  ])("says of %j what is wrong", (text, problem) => {
    const result = parseCategory(taxonomy, text);
    expect(result.ok ? [] : result.problems).toMatchObject([{ ...problem, field: "categories", severity: "error" }]);
  });

  it("gives no nearest where none is near, and says so where there are no categories", () => {
    const far = parseCategory(taxonomy, "quantum chemistry");
    expect(far.ok ? undefined : far.problems[0]?.nearest).toBeUndefined();
    expect(far.ok ? undefined : far.problems[0]?.message).toContain("It has notable, embodiment/action-head,");
    const none = parseCategory([], "x");
    expect(none.ok ? undefined : none.problems[0]?.message).toBe(
      'The list has no category "x". The list has no categories yet.',
    );
  });

  it("asks which, where two are called alike", () => {
    const twins = ["a", "b"].map((id) => ({ id, title: id, categories: [{ id: "survey", title: "Survey" }] }));
    const result = parseCategory(twins, "survey");
    expect(result.ok ? undefined : result.problems[0]).toMatchObject({ allowed: ["a/survey", "b/survey"] });
    expect(parseCategory(twins, "b survey")).toEqual({ ok: true, value: "b/survey" });
  });

  it("names the first dozen of many", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `c${index}`, title: `Category ${index}` }));
    const result = parseCategory(many, "zzzz");
    expect(result.ok ? "" : result.problems[0]?.message).toContain("c11 or 18 more.");
  });
});
