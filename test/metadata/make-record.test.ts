import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRecord, type RawRecord } from "../../src/metadata/make-record.ts";

const raw: RawRecord = { source: "crossref", url: "https://doi.org/10.1109/x", title: "A title" };
const made = (part: Partial<Record<keyof RawRecord, unknown>>) => makeRecord({ ...raw, ...part } as RawRecord);

describe("makeRecord", () => {
  it("keeps what is well-formed, and says nothing of what is not there", () => {
    expect(makeRecord(raw)).toEqual({ ...raw, identifiers: {} });
    expect(
      makeRecord({
        ...raw,
        authors: ["Moo Jin Kim"],
        date: "2024-06-13",
        venue: "CoRL 2024",
        published: "2024-11",
        abstract: "One.\n\nTwo.",
        identifiers: { arxiv: "arXiv:2406.09246v3", doi: "https://doi.org/10.1109/LRA.2024.1", acl: "P19-1001" },
        links: [{ kind: "code", url: "github.com/openvla/openvla", label: " GitHub " }],
        withdrawn: true,
      }),
    ).toEqual({
      ...raw,
      authors: ["Moo Jin Kim"],
      date: "2024-06-13",
      venue: "CoRL 2024",
      published: "2024-11",
      abstract: "One.\n\nTwo.",
      identifiers: { arxiv: "2406.09246", doi: "10.1109/lra.2024.1", acl: "P19-1001" },
      links: [{ kind: "code", url: "https://github.com/openvla/openvla", label: "GitHub" }],
      withdrawn: true,
    });
  });

  it.each([undefined, "", " \u200b\n", 7, null, ["A"]])("says nothing without a title: %j", (title) => {
    expect(made({ title })).toBeUndefined();
  });

  it.each(["javascript:alert(1)", "", undefined, "https://a:b@c.org", "ftp://a.org"])("has no address %j", (url) => {
    expect(made({ url })).toBeUndefined();
    expect(made({ url, identifiers: { arxiv: "hep-th/9901001" } })?.url).toBe("https://arxiv.org/abs/hep-th/9901001");
  });

  it.each<[string, readonly unknown[], readonly string[] | undefined]>([
    [
      "turned names",
      ["Kim, Moo Jin", "King, Martin Luther, Jr.", "King, Jr., Martin Luther"],
      ["Moo Jin Kim", "Martin Luther King Jr.", "Martin Luther King Jr."],
    ],
    [
      "suffixes and degrees",
      ["John Smith, Jr.", "John Smith, PhD", "Smith,"],
      ["John Smith Jr.", "John Smith, PhD", "Smith"],
    ],
    [
      "groups",
      ["NVIDIA", "ATLAS Collaboration", "ALEPH, DELPHI Collaborations"],
      ["NVIDIA", "ATLAS Collaboration", "ALEPH, DELPHI Collaborations"],
    ],
    ["a name twice", ["Wei Wang", "Li Li", "Wei Wang"], ["Wei Wang", "Li Li", "Wei Wang"]],
    ["no names", [":", "et al.", "", "—", "x".repeat(201), 5, null, { name: "x" }], undefined],
    ["no list", "Moo Jin Kim" as unknown as readonly unknown[], undefined],
    ["hidden characters", ["Moo\u202e Jin\nKim\u0000"], ["Moo Jin Kim"]],
  ])("reads authors: %s", (_what, authors, expected) => {
    expect(made({ authors })?.authors).toEqual(expected);
  });

  it("keeps the first thousand authors, and cuts long texts between characters", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `Author ${index}`);
    expect(made({ authors: names })?.authors).toEqual(names.slice(0, 1_000));
    const record = made({ title: "🤖".repeat(400), abstract: "word ".repeat(5_000), venue: "x".repeat(301) });
    expect(record?.title).toBe(`${"🤖".repeat(249)}…`);
    expect(record?.abstract).toMatch(/word…$/);
    expect(record?.abstract?.length).toBeLessThanOrEqual(10_000);
    expect(record).not.toHaveProperty("venue");
  });

  it.each(["2025-02-30", "2025-1-1", "June 2025", "2025-06-26T00:00:00Z", 2025, [2025], "", "2025-13"])(
    "has no date %j",
    (date) => {
      const record = made({ date, venue: "RSS", published: date });
      expect(record).not.toHaveProperty("date");
      expect(record).not.toHaveProperty("published");
    },
  );

  it.each(["2025", "2025-06", "2025-06-26"])("has a date %s", (date) => {
    expect(made({ date, venue: "RSS", published: date })).toMatchObject({ date, published: date });
    expect(made({ published: date, venue: "arXiv.org" })).not.toHaveProperty("published");
  });

  it.each([
    "arXiv",
    "arXiv.org",
    "ArXiv",
    "ArXiv preprint arXiv:2406.09246",
    "arXiv (Cornell University)",
    "arXiv e-prints",
    "arXiv:2406.09246",
    "CoRR",
    "CoRR abs/2406.09246",
    "CoRR, abs/1706.03762",
    "bioRxiv",
    "medRxiv",
    "TechRxiv",
    "PsyArXiv Preprints",
    "SSRN Electronic Journal",
    "Research Square",
    "Preprints.org",
    "Zenodo",
    "Cornell University - arXiv",
    "OpenReview.net",
    "HAL",
    7,
    "",
    " ",
  ])("knows that %j is no venue", (venue) => {
    expect(made({ venue })).not.toHaveProperty("venue");
  });

  it.each([
    "CoRL",
    "CORROSION",
    "Corrosion Science",
    "Halcyon Review",
    "IEEE Robotics and Automation Letters",
    "RSS 2024",
    "Nature",
  ])("knows that %s is a venue", (venue) => {
    expect(made({ venue })).toMatchObject({ venue });
  });

  it.each<[Record<string, unknown>, Record<string, string>]>([
    [{ doi: "10.48550/arXiv.2406.09246" }, { arxiv: "2406.09246" }],
    [{ doi: "10.48550/arxiv.hep-th/9901001" }, { arxiv: "hep-th/9901001" }],
    [{ doi: "https://doi.org/10.48550/arXiv.2406.09246", arxiv: "2506.20966v2" }, { arxiv: "2506.20966" }],
    [
      { doi: "doi:10.1109/ICRA.2024.1", arxiv: "cs/0112017v1" },
      { arxiv: "cs/0112017", doi: "10.1109/icra.2024.1" },
    ],
    [{ doi: "P19-1001", arxiv: "10.1109/x1", openreview: "a b", acl: "nothing" }, {}],
    [{ doi: 10, arxiv: null, openreview: ["QwNj5TP9gm"], acl: { x: 1 } }, {}],
    [{ doi: "10.1/".padEnd(5_000, "x"), openreview: "QwNj5TP9gm" }, { openreview: "QwNj5TP9gm" }],
  ])("reads identifiers %j", (identifiers, expected) => {
    expect(made({ identifiers })?.identifiers).toEqual(expected);
  });

  it("keeps links of a kind of their own, each address once, at most twenty", () => {
    const code = { kind: "code", url: "https://github.com/a/b" };
    const refused = [
      { kind: "paper", url: "https://a.org" },
      { kind: "evil", url: "https://a.org" },
      { kind: "code", url: "javascript:alert(1)" },
      { kind: "code" },
      "https://a.org",
      null,
    ];
    expect(made({ links: [...refused, code, code] })?.links).toEqual([code]);
    const many = Array.from({ length: 50 }, (_, index) => ({ kind: "website", url: `https://a.org/${index}` }));
    expect(made({ links: many })?.links).toEqual(many.slice(0, 20));
  });

  it("never throws, whatever the types are", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...Object.keys(raw), "authors", "links", "identifiers", "venue", "abstract", "withdrawn"),
          fc.anything(),
        ),
        (part) => {
          expect(() => made(part)).not.toThrow();
        },
      ),
    );
  });
});
