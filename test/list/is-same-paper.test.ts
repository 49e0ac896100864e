import { describe, expect, it } from "vitest";
import { isSamePaper } from "../../src/list/is-same-paper.ts";
import type { PaperRecord } from "../../src/list/paper-record.ts";

const openvla: PaperRecord = {
  source: "arxiv",
  url: "https://arxiv.org/abs/2406.09246",
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  authors: ["Moo Jin Kim", "Karl Pertsch"],
  identifiers: { arxiv: "2406.09246" },
};

describe("two records are of one paper", () => {
  it.each<[string, Partial<PaperRecord>]>([
    ["that share an identifier, whatever their titles", { title: "Open VLA", identifiers: { arxiv: "2406.09246" } }],
    ["that share one of several", { title: "?", identifiers: { arxiv: "2406.09246", doi: "10.1/x" } }],
    ["with one title", { identifiers: {} }],
    ["with one title but for hyphens and case", { title: "Open VLA: An Open Source Vision Language Action model" }],
    ["with one title but for a misspelled word", { title: "OpenVLA: An Open-Source Vision-Langauge-Action Model" }],
    ["in British and American spelling", { title: "OpenVLA: An Open-Sourced Vision-Language-Action Model" }],
    ["whose authors are written the other way round", { authors: ["Kim, Moo Jin", "Pertsch, K."] }],
    ["where one names no authors", { authors: [] as never }],
  ])("%s", (_, difference) => {
    const { authors: _authors, ...bare } = openvla;
    const other: PaperRecord = { ...openvla, identifiers: { doi: "10.48/other" }, ...difference };
    const compared = other.authors?.length === 0 ? { ...bare, identifiers: other.identifiers } : other;
    expect(isSamePaper(openvla, compared)).toBe(true);
    expect(isSamePaper(compared, openvla)).toBe(true);
  });
});

describe("two records are of two papers", () => {
  it.each<[string, string, string]>([
    ["numbered sequels", "RT-1: Robotics Transformer", "RT-2: Robotics Transformer"],
    ["parts", "On the Theory of Everything, Part I", "On the Theory of Everything, Part II"],
    ["versions", "GR00T N1: An Open Foundation Model", "GR00T N1.5: An Open Foundation Model"],
    ["names with numbers", "Llama2 Open Foundation Models", "Llama3 Open Foundation Models"],
    ["opposites", "Supervised Learning of Robot Policies", "Unsupervised Learning of Robot Policies"],
    ["one more word", "Learning Robot Policies", "Learning Robot Policies Safely"],
    ["no title", "…", "…"],
  ])("%s", (_, one, other) => {
    const { identifiers: _none, ...bare } = openvla;
    expect(isSamePaper({ ...bare, title: one, identifiers: {} }, { ...bare, title: other, identifiers: {} })).toBe(
      false,
    );
  });

  it("of one title by people whose names are no words", () => {
    const named = (name: string): PaperRecord => ({ ...openvla, identifiers: {}, authors: [name] });
    expect(isSamePaper(named("?"), named("…"))).toBe(false);
  });

  it("of one title by other people, or with two arXiv ids", () => {
    const { identifiers: _none, ...bare } = openvla;
    expect(isSamePaper(openvla, { ...bare, identifiers: {}, authors: ["Ann Lee"] })).toBe(false);
    expect(isSamePaper(openvla, { ...openvla, identifiers: { arxiv: "2406.09247" } })).toBe(false);
  });
});
