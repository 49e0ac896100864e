import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arxivMistake } from "../../src/list/arxiv-id.ts";
import type { PaperDraft } from "../../src/list/paper-draft.ts";
import { findPaperField, paperFields, parsePaperField, type PaperFieldName } from "../../src/list/paper-fields.ts";
import type { Problem, Result } from "../../src/list/problem.ts";
import { taxonomy } from "./arbitrary-list.ts";

function parse(name: PaperFieldName, text: string): Result<PaperDraft> {
  const field = findPaperField(name);
  if (field === undefined) throw new Error(name);
  return parsePaperField(field, text, taxonomy);
}

const arxiv = { kind: "paper", url: "https://arxiv.org/abs/2506.20966" };

describe("what looks like an arXiv id", () => {
  it.each([
    ["1999.99999", "there is no month 99"],
    ["arXiv:2500.12345v2", "there is no month 00"],
    ["2506.2096", "those of 2025 have five digits after the dot"],
    ["0905.12345", "those of 2009 have four digits after the dot"],
    ["0703.1234", "there are none of 2007-03"],
  ])("and is none is told as that: %s", (text, mistake) => {
    const field = findPaperField("links");
    const answer = field === undefined ? undefined : parsePaperField(field, text, []);
    expect(answer?.ok === false && answer.problems).toMatchObject([
      { code: "bad-identifier", field: "links", given: text, example: "2506.20966" },
    ]);
    const looks = "looks like an arXiv id (year and month in four digits, a dot, a number), but";
    expect(answer?.ok === false && answer.problems[0]?.message).toBe(`"${text}" ${looks} ${mistake}.`);
  });

  it.each(["2506.20966", "10.1109/lra.2024.1234567", "v1.2345", "example.org"])("and %s is not told so", (text) => {
    expect(arxivMistake(text)).toBeUndefined();
  });
});

describe("paperFields", () => {
  it("ask for what is required first, and have names and labels of their own", () => {
    expect(paperFields.map((field) => field.required).indexOf(false)).toBe(3);
    expect(new Set(paperFields.map((field) => field.name)).size).toBe(paperFields.length);
    expect(new Set(paperFields.map((field) => field.label)).size).toBe(paperFields.length);
  });

  it("are found by name or label in any case", () => {
    expect(findPaperField(" Authors ")?.name).toBe("authors");
    expect(findPaperField("nothing")).toBeUndefined();
  });

  it("have examples that they accept themselves", () => {
    const refused = paperFields.filter((field) => !parsePaperField(field, field.placeholder ?? "", taxonomy).ok);
    expect(refused).toEqual([]);
  });
});

describe("parsePaperField", () => {
  it.each<readonly [PaperFieldName, string, PaperDraft]>([
    ["title", "  Fast\u200b and\r\n Loose\u202e  ", { title: "Fast and Loose" }],
    ["title", "Cafe\u0301 π0", { title: "Café π0" }],
    ["title", "_No response_", {}],
    ["title", " \n ", {}],
    ["venue", "CoRL 2025", { venue: "CoRL 2025" }],
    ["summary", "One\u0007.\r\n\r\n\r\n\r\nTwo. ", { summary: "One.\n\nTwo." }],
    ["abstract", "x", { abstract: "x" }],
    ["contribution", "x", { contribution: "x" }],
    ["date", "2025", { date: "2025" }],
    ["date", "2025-06", { date: "2025-06" }],
    ["date", "2025/6/26", { date: "2025-06-26" }],
    ["date", "2025.06", { date: "2025-06" }],
    ["tags", "post-training, #imitation learning，post-training,,", { tags: ["post-training", "imitation learning"] }],
    ["tags", ",", {}],
    ["links", "https://arxiv.org/pdf/2506.20966v2.pdf", { links: [arxiv] as never }],
    ["links", "arXiv:2506.20966", { links: [arxiv] as never }],
    ["links", "- [Paper](https://arxiv.org/abs/2506.20966)\n* 2506.20966v3", { links: [arxiv] as never }],
    [
      "links",
      "<https://arxiv.org/abs/2506.20966>, https://a.org/p (https://github.com/a/b).",
      {
        links: [
          arxiv,
          { kind: "paper", url: "https://a.org/p" },
          { kind: "code", url: "https://github.com/a/b" },
        ] as never,
      },
    ],
    [
      "links",
      "Paper: [x](https://arxiv.org/abs/2506.20966), and https://a.org/p,https://b.org/q",
      { links: [arxiv, { kind: "paper", url: "https://a.org/p" }, { kind: "paper", url: "https://b.org/q" }] as never },
    ],
    [
      "links",
      "10.1016/S0140-6736(20)30183-5",
      { links: [{ kind: "paper", url: "https://doi.org/10.1016/s0140-6736(20)30183-5" }] },
    ],
    ["code", "[GitHub](https://github.com/a/b)", { links: [{ kind: "code", url: "https://github.com/a/b" }] }],
    ["website", "bridgevla.github.io", { links: [{ kind: "website", url: "https://bridgevla.github.io" }] }],
    ["video", "https://youtu.be/x", { links: [{ kind: "video", url: "https://youtu.be/x" }] }],
    ["categories", "notable", { categories: ["notable"] }],
    [
      "categories",
      "Notable Works, Improving Embodiment Awareness › Action Head Design",
      { categories: ["notable", "embodiment/action-head"] },
    ],
    [
      "categories",
      "Forward, and Inverse Kinematics, notable",
      { categories: ["embodiment/forward-kinematics", "notable"] },
    ],
    ["categories", "- [x] notable\n- notable\n", { categories: ["notable"] }],
    ["authors", "Tian-Yu Xiang\nAo-Qun Jin", { authors: ["Tian-Yu Xiang", "Ao-Qun Jin"] }],
    ["authors", "Xiang, Tian-Yu\nJin, Ao-Qun", { authors: ["Xiang, Tian-Yu", "Jin, Ao-Qun"] }],
    ["authors", "Xiang, Tian-Yu", { authors: ["Xiang, Tian-Yu"] }],
    ["authors", "Xiang, Tian-Yu and Jin, Ao-Qun", { authors: ["Xiang, Tian-Yu", "Jin, Ao-Qun"] }],
    ["authors", "Xiang, Tian-Yu; Jin, Ao-Qun", { authors: ["Xiang, Tian-Yu", "Jin, Ao-Qun"] }],
    [
      "authors",
      "Tian-Yu Xiang, Ao-Qun Jin, and Xiao-Hu Zhou, et al.",
      { authors: ["Tian-Yu Xiang", "Ao-Qun Jin", "Xiao-Hu Zhou"] },
    ],
    ["authors", "Tian-Yu Xiang, Ao-Qun Jin", { authors: ["Tian-Yu Xiang", "Ao-Qun Jin"] }],
    ["authors", "A. One & B. Two", { authors: ["A. One", "B. Two"] }],
    ["authors", "A. One, B. Two, C. Three\nD. Four", { authors: ["A. One", "B. Two", "C. Three", "D. Four"] }],
    ["authors", "张三、李四、王五", { authors: ["张三", "李四", "王五"] }],
    ["authors", "1. A. One\n2. A. One", { authors: ["A. One"] }],
  ])("%s: %j", (name, text, draft) => {
    expect(parse(name, text)).toEqual({ ok: true, value: draft });
  });

  it.each<readonly [PaperFieldName, string, Partial<Problem>]>([
    ["title", "x".repeat(501), { code: "wrong-value", field: "title" }],
    ["title", "x".repeat(65_000), { code: "wrong-value", field: "title" }],
    ["authors", Array.from({ length: 1_001 }, (_, index) => `A. ${index}`).join("\n"), { field: "authors" }],
    ["tags", Array.from({ length: 31 }, (_, index) => `t${index}`).join(","), { field: "tags" }],
    ["date", "June 2025", { code: "bad-date", example: "2025-06-26" }],
    ["date", "2025-02-30", { code: "bad-date", given: "2025-02-30" }],
    ["code", "soon", { code: "bad-url", field: "code", given: "soon" }],
    ["code", "javascript:alert(1)", { code: "bad-url", field: "code" }],
    ["links", "see my page", { code: "bad-url", field: "links" }],
    ["categories", "Action Haed", { code: "unknown-category", nearest: "embodiment/action-head" }],
    ["categories", "task", { code: "category-has-children" }],
  ])("%s: %j is a problem", (name, text, problem) => {
    const result = parse(name, text);
    expect(result.ok ? [] : result.problems[0]).toMatchObject(problem);
  });

  it("tells every category and every link that is wrong", () => {
    const categories = parse("categories", "x1\nnotable, x2");
    expect(categories.ok ? [] : categories.problems.map((problem) => problem.given)).toEqual(["x1", "x2"]);
    const links = parse("links", "ftp://a.org https://a.org/x javascript:1");
    expect(links.ok ? [] : links.problems.map((problem) => problem.given)).toEqual(["ftp://a.org", "javascript:1"]);
  });

  it("keeps what is no hiding: emoji made of several, Persian and Hindi joiners", () => {
    for (const title of ["👩‍💻 at work", "می‌خواهم", "क्‍ष"])
      expect(parse("title", title)).toEqual({ ok: true, value: { title: title.normalize("NFC") } });
  });

  it("never throws and is quick, whatever it is given", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paperFields), fc.string({ unit: "binary" }), (field, text) => {
        const result = parsePaperField(field, text, taxonomy);
        const title = (result.ok ? result.value.title : undefined) ?? "none";
        expect(title).toMatch(/^\S(.*\S)?$/u);
      }),
    );
    for (const field of paperFields) {
      for (const text of [
        ",".repeat(65_000),
        "\n".repeat(65_000),
        "a ".repeat(3_900),
        "a,".repeat(3_900),
        "[".repeat(7_000),
        "(".repeat(7_000),
        "- ".repeat(3_500),
        "and ".repeat(4_000),
      ]) {
        const start = performance.now();
        parsePaperField(field, text, taxonomy);
        expect(performance.now() - start).toBeLessThan(20_000);
      }
    }
  });
});
