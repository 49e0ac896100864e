import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseList, printList } from "../../src/list/list-file.ts";
import { completeDraft, mergeDrafts, type PaperDraft } from "../../src/list/paper-draft.ts";
import { makePaperId } from "../../src/list/paper-id.ts";
import { arbitraryPaper, listOf, paperOf } from "./arbitrary-list.ts";

const list = listOf([paperOf("fast-robots")]);
const draft: PaperDraft = {
  title: "Slow Robots",
  categories: ["action-head"],
  links: [{ kind: "paper", url: "https://arxiv.org/pdf/2506.20966v2" }],
};

describe("mergeDrafts", () => {
  it("takes each field from the later one that has it, and links together", () => {
    const merged = mergeDrafts(
      {
        title: "A",
        venue: "V",
        links: [{ kind: "paper", url: "https://arxiv.org/abs/2506.20966" }],
        identifiers: { arxiv: "2506.20966" },
      },
      {
        title: "B",
        links: [
          { kind: "code", url: "https://github.com/a/b" },
          { kind: "paper", url: "https://arxiv.org/pdf/2506.20966", label: "PDF" },
        ],
        identifiers: { doi: "10.1000/x" },
      },
    );
    expect(merged).toEqual({
      title: "B",
      venue: "V",
      identifiers: { arxiv: "2506.20966", doi: "10.1000/x" },
      links: [
        { kind: "paper", url: "https://arxiv.org/pdf/2506.20966", label: "PDF" },
        { kind: "code", url: "https://github.com/a/b" },
      ],
    });
    expect(mergeDrafts({}, { title: "B" })).toEqual({ title: "B" });
  });

  it("changes nothing when a draft is merged with itself or with nothing", () => {
    fc.assert(
      fc.property(arbitraryPaper, (paper) => {
        const once = mergeDrafts(paper, {});
        expect(mergeDrafts(once, once)).toEqual(once);
      }),
    );
  });
});

describe("completeDraft", () => {
  it("makes the id, identifiers from links, the date from the arXiv month, and paths of categories", () => {
    expect(completeDraft(draft, list)).toEqual({
      ok: true,
      value: {
        id: "slow-robots",
        title: "Slow Robots",
        categories: ["embodiment/action-head"],
        date: "2025-06",
        identifiers: { arxiv: "2506.20966" },
        links: draft.links,
      },
    });
  });

  it("makes the link from an identifier", () => {
    const result = completeDraft(
      {
        title: "T",
        categories: ["notable"],
        identifiers: { doi: "10.1000/x" },
        links: [{ kind: "code", url: "https://github.com/a/b" }],
      },
      list,
    );
    expect(result.ok && result.value.links?.[0]).toEqual({ kind: "paper", url: "https://doi.org/10.1000/x" });
  });

  it("says at once all that is missing", () => {
    const result = completeDraft({ title: " ", categories: [] }, list);
    expect(result.ok ? [] : result.problems).toMatchObject([
      { code: "missing-field", field: "title" },
      { code: "missing-field", field: "links", example: "https://arxiv.org/abs/2506.20966" },
      {
        code: "missing-field",
        field: "categories",
        example: "notable",
        allowed: ["notable", "embodiment/action-head", "embodiment/forward-kinematics", "task/interaction"],
      },
    ]);
    expect(result.ok ? 0 : result.problems.length).toBe(3);
  });

  it("says at once all that is wrong, without paths into a file", () => {
    const result = completeDraft(
      { ...draft, categories: ["nope", "task"], identifiers: { arxiv: "2507.00001" }, date: "2025-02-30" },
      list,
    );
    expect(result.ok ? [] : result.problems.map((problem) => problem.code)).toEqual([
      "unknown-category",
      "category-has-children",
      "identifier-link-mismatch",
      "bad-date",
    ]);
    expect(result.ok ? [] : result.problems.flatMap((problem) => problem.path ?? [])).toEqual([]);
  });

  it("lets what is only worth a warning through, with the warning", () => {
    const result = completeDraft({ ...draft, date: "2024-06" }, list);
    expect(result.ok && result.warnings).toMatchObject([{ code: "date-year-off", field: "date" }]);
  });

  it("gives papers that a list takes", () => {
    fc.assert(
      fc.property(arbitraryPaper, ({ id: _id, ...rest }) => {
        const result = completeDraft(rest, list);
        fc.pre(result.ok && !list.papers.some((paper) => paper.id === result.value.id));
        const papers = result.ok ? [...list.papers, result.value] : [];
        expect(parseList(printList(listOf(papers)))).toMatchObject({ ok: true });
      }),
    );
  });
});

describe("makePaperId", () => {
  const none = new Set<string>();
  const title = "Parallels Between VLA Model Post-Training and Human Motor Learning: Progress, Challenges, and Trends";
  const slug = "parallels-between-vla-model-post-training";

  it.each([
    [title, slug],
    ["π0.5: a VLA", "pi0-5-a-vla"],
    ["Don't Stop: Ünïcode Straße", "dont-stop-unicode-strasse"],
    ["$\\pi$-Bench", "pi-bench"],
    [`${"x".repeat(80)} y`, "x".repeat(60)],
    ["one twotwotwotwotwotwotwotwotwotwo three3three3three3three3three3 four", "one-twotwotwotwotwotwotwotwotwotwo"],
  ])("of %j is %s", (text, id) => {
    expect(makePaperId({ title: text, categories: [] }, none)).toBe(id);
  });

  it("takes the arXiv id, else a hash, where the words are taken or there are none", () => {
    const paper = { title, categories: [], identifiers: { arxiv: "2506.20966" } };
    expect(makePaperId(paper, new Set([slug]))).toBe(`${slug}-2506-20966`);
    expect(makePaperId({ ...paper, identifiers: { arxiv: "hep-th/9901001" } }, new Set([slug]))).toBe(
      `${slug}-hep-th-9901001`,
    );
    const hashed = makePaperId(paper, new Set([slug, `${slug}-2506-20966`]));
    expect(hashed).toMatch(new RegExp(`^${slug}-[0-9a-f]{8}$`));
    expect(makePaperId(paper, new Set([slug, `${slug}-2506-20966`, hashed]))).toMatch(
      new RegExp(`^${hashed}[0-9a-f]{8}$`),
    );
    expect(makePaperId({ title: "机器人学习", categories: [], identifiers: { arxiv: "2506.20966" } }, none)).toBe(
      "paper-2506-20966",
    );
    const nameless = makePaperId({ title: "机器人学习", categories: [] }, none);
    expect(nameless).toMatch(/^paper-[0-9a-f]{8}$/);
    expect(makePaperId({ title: "机器学习", categories: [] }, none)).not.toBe(nameless);
    expect(() => makePaperId(paper, { has: () => true } as unknown as ReadonlySet<string>)).toThrow("is taken");
  });

  it("is always an id that a list takes", () => {
    fc.assert(
      fc.property(arbitraryPaper, fc.boolean(), (paper, isTaken) => {
        const first = makePaperId(paper, none);
        const id = isTaken ? makePaperId(paper, new Set([first])) : first;
        expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(isTaken && id === first).toBe(false);
      }),
    );
  });
});
