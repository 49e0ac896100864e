import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  arxivMonth,
  canonicalIdentifier,
  findIdentifiers,
  identifierUrl,
  parseIdentifier,
} from "../../src/list/identifiers.ts";
import { identifierKinds } from "../../src/list/paper-names.ts";
import { linkKindOf } from "../../src/list/link-kind.ts";
import { canonicalUrl, parseWebUrl } from "../../src/list/url.ts";
import { arbitraryPaper } from "./arbitrary-list.ts";

describe("parseIdentifier", () => {
  it.each([
    ["2506.20966", "2506.20966"],
    ["arXiv:2506.20966v2", "2506.20966"],
    ["ARXIV: 2506.20966", "2506.20966"],
    ["0704.0001", "0704.0001"],
    ["1412.6980v9", "1412.6980"],
    ["1501.00001", "1501.00001"],
    ["hep-th/9901001", "hep-th/9901001"],
    ["math.GT/0309136v1", "math/0309136"],
    ["cs.AI/0703001", "cs/0703001"],
    ["https://arxiv.org/abs/2506.20966", "2506.20966"],
    ["http://www.arxiv.org/abs/2506.20966v3", "2506.20966"],
    ["https://arxiv.org/pdf/2506.20966", "2506.20966"],
    ["https://arxiv.org/pdf/2506.20966v2.pdf", "2506.20966"],
    ["https://arxiv.org/pdf/2506.20966.pdf?download=1#page=3", "2506.20966"],
    ["https://arxiv.org/html/2506.20966v1", "2506.20966"],
    ["https://arxiv.org/html/2506.20966v1/", "2506.20966"],
    ["https://arxiv.org/format/2506.20966", "2506.20966"],
    ["https://arxiv.org/e-print/2506.20966", "2506.20966"],
    ["https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001"],
    ["https://arxiv.org/abs/math.GT/0309136", "math/0309136"],
    ["https://arxiv.org/pdf/cs/0112017.pdf", "cs/0112017"],
    ["https://cn.arxiv.org/abs/2506.20966", "2506.20966"],
    ["http://xxx.lanl.gov/abs/hep-th/9901001", "hep-th/9901001"],
    ["https://www.alphaxiv.org/abs/2506.20966", "2506.20966"],
    ["https://www.alphaxiv.org/overview/2506.20966v1", "2506.20966"],
    ["https://huggingface.co/papers/2506.20966", "2506.20966"],
    ["https://ar5iv.labs.arxiv.org/html/2506.20966", "2506.20966"],
    ["https://ar5iv.org/abs/2506.20966", "2506.20966"],
    ["arxiv.org/abs/2506.20966", "2506.20966"],
    [" <https://arxiv.org/abs/2506.20966> ", "2506.20966"],
    ["https://arxiv.org/abs/2506.20966.", "2506.20966"],
    ["https://arxiv.org//abs/2506.20966", "2506.20966"],
    ["https://arxiv.org/abs/2506.20966?context=cs.RO", "2506.20966"],
    ["https://arxiv.org/pdf/2506.20966v2.pdf#page=3", "2506.20966"],
    ["https://browse.arxiv.org/pdf/2506.20966", "2506.20966"],
    ["https://www.alphaxiv.org/zh/overview/2506.20966", "2506.20966"],
    ["https://www.alphaxiv.org/pdf/2506.20966v1.pdf", "2506.20966"],
    ["https://hf.co/papers/2506.20966", "2506.20966"],
    ["https://papers.cool/arxiv/2506.20966", "2506.20966"],
    ["https://doi.org/10.48550/ARXIV.2506.20966", "2506.20966"],
    ["https://api.semanticscholar.org/arXiv:2506.20966", "2506.20966"],
    ["https://www.semanticscholar.org/arxiv/2506.20966", "2506.20966"],
    ["https://dblp.org/rec/journals/corr/abs-2506-20966.html", "2506.20966"],
    ["https://arxiv.org/abs/2506.20966_", "2506.20966"],
    ["10.48550/arXiv.2506.20966", "2506.20966"],
    ["https://doi.org/10.48550/arXiv.2506.20966", "2506.20966"],
  ])("reads arXiv from %s", (text, value) => {
    expect(parseIdentifier(text)).toEqual({ kind: "arxiv", value });
  });

  it.each([
    ["10.1109/LRA.2024.3366010", "10.1109/lra.2024.3366010"],
    ["doi:10.1145/ABC.1", "10.1145/abc.1"],
    ["DOI: 10.1145/ABC.1.", "10.1145/abc.1"],
    ["https://doi.org/10.1145/ABC.1", "10.1145/abc.1"],
    ["http://dx.doi.org/10.1145/ABC.1),", "10.1145/abc.1"],
    ["https://www.doi.org/10.1145/ABC.1", "10.1145/abc.1"],
    ["https://doi.org/10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"],
    ["https://doi.org/10.1002/%28SICI%291097-4571", "10.1002/(sici)1097-4571"],
    ["https://doi.org/10.1000/100%25", "10.1000/100%"],
    ["https://dl.acm.org/doi/10.1145/3544548.3581001", "10.1145/3544548.3581001"],
    ["https://dl.acm.org/doi/abs/10.1145/3544548.3581001", "10.1145/3544548.3581001"],
    ["https://dl.acm.org/doi/pdf/10.1145/3544548.3581001?download=true", "10.1145/3544548.3581001"],
    ["https://link.springer.com/chapter/10.1007/978-3-031-19812-0_1", "10.1007/978-3-031-19812-0_1"],
    ["https://link.springer.com/content/pdf/10.1007/s11263-021-01453-z.pdf", "10.1007/s11263-021-01453-z"],
    ["https://www.science.org/doi/10.1126/scirobotics.abc1234", "10.1126/scirobotics.abc1234"],
    ["https://dl.acm.org/doi/fullHtml/10.1145/3544548.3581001", "10.1145/3544548.3581001"],
    ["https://dl.acm.org/doi/10.1145/3544548.3581001#sec-1", "10.1145/3544548.3581001"],
    ["https://onlinelibrary.wiley.com/doi/epdf/10.1002/rob.21918", "10.1002/rob.21918"],
    ["https://onlinelibrary.wiley.com/doi/10.1002/rob.21918/abstract", "10.1002/rob.21918"],
    ["https://link.springer.com/article/10.1007/s11263-021-01453-z/fulltext.html", "10.1007/s11263-021-01453-z"],
    ["https://www.frontiersin.org/articles/10.3389/frobt.2020.00063/full", "10.3389/frobt.2020.00063"],
    [
      "https://www.frontiersin.org/journals/robotics-and-ai/articles/10.3389/frobt.2020.00063/pdf",
      "10.3389/frobt.2020.00063",
    ],
    ["https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0185809", "10.1371/journal.pone.0185809"],
    [
      "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0185809&type=printable",
      "10.1371/journal.pone.0185809",
    ],
    ["https://www.biorxiv.org/content/10.1101/2021.06.04.447145v2.full.pdf", "10.1101/2021.06.04.447145"],
    ["https://www.biorxiv.org/content/10.1101/2021.06.04.447145v1.full", "10.1101/2021.06.04.447145"],
    ["https://www.medrxiv.org/content/10.1101/2020.12.01.20240903v1", "10.1101/2020.12.01.20240903"],
    ["https://royalsocietypublishing.org/doi/full/10.1098/rsif.2019.0001", "10.1098/rsif.2019.0001"],
    ["https://pubs.acs.org/doi/10.1021/acs.jcim.9b00237", "10.1021/acs.jcim.9b00237"],
    ["https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102", "10.1103/physrevlett.116.061102"],
    ["https://iopscience.iop.org/article/10.1088/1748-3190/ab7a4b/meta", "10.1088/1748-3190/ab7a4b"],
    ["https://www.emerald.com/insight/content/doi/10.1108/IR-01-2020-0001/full/html", "10.1108/ir-01-2020-0001"],
    ["https://www.ijcai.org/proceedings/2017/239", "10.24963/ijcai.2017/239"],
    ["https://www.ijcai.org/proceedings/2017/0239.pdf", "10.24963/ijcai.2017/239"],
    ["http://www.roboticsproceedings.org/rss19/p016.pdf", "10.15607/rss.2023.xix.016"],
    ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4567890", "10.2139/ssrn.4567890"],
    ["https://elifesciences.org/articles/57443", "10.7554/elife.57443"],
    ["https://peerj.com/articles/cs-103.pdf", "10.7717/peerj-cs.103"],
    ["https://api.semanticscholar.org/DOI:10.1109/LRA.2024.3366010", "10.1109/lra.2024.3366010"],
    ["https://www.nature.com/articles/323533a0", "10.1038/323533a0"],
    ["https://www.nature.com/articles/s41586-021-03819-2", "10.1038/s41586-021-03819-2"],
    ["https://www.nature.com/articles/s41586-021-03819-2.pdf", "10.1038/s41586-021-03819-2"],
  ])("reads a DOI from %s", (text, value) => {
    expect(parseIdentifier(text)).toEqual({ kind: "doi", value });
  });

  it.each([
    ["https://openreview.net/forum?id=QwNj5TP9gm", { kind: "openreview", value: "QwNj5TP9gm" }],
    ["https://openreview.net/forum?id=QwNj5TP9gm&noteId=abc", { kind: "openreview", value: "QwNj5TP9gm" }],
    ["https://openreview.net/forum?noteId=abc&id=QwNj5TP9gm#all", { kind: "openreview", value: "QwNj5TP9gm" }],
    ["https://www.openreview.net/pdf?id=rJl-b3RcF7", { kind: "openreview", value: "rJl-b3RcF7" }],
    ["https://openreview.net/attachment?id=QwNj5TP9gm&name=pdf", { kind: "openreview", value: "QwNj5TP9gm" }],
    ["https://openreview.net/forum?id=QwNj5TP9g_.", { kind: "openreview", value: "QwNj5TP9g_" }],
    ["openreview:QwNj5TP9gm", { kind: "openreview", value: "QwNj5TP9gm" }],
    ["https://aclanthology.org/2023.acl-long.1", { kind: "acl", value: "2023.acl-long.1" }],
    ["https://aclanthology.org/2023.acl-long.1.pdf", { kind: "acl", value: "2023.acl-long.1" }],
    ["https://aclanthology.org/2020.findings-emnlp.12/", { kind: "acl", value: "2020.findings-emnlp.12" }],
    ["https://www.aclweb.org/anthology/P19-1001/", { kind: "acl", value: "P19-1001" }],
    ["https://aclanthology.org/P19-1001v2.pdf", { kind: "acl", value: "P19-1001" }],
    ["https://aclanthology.org/p19-1001", { kind: "acl", value: "P19-1001" }],
    ["https://aclweb.org/anthology/P/P19/P19-1001.pdf", { kind: "acl", value: "P19-1001" }],
    ["https://aclanthology.info/papers/P19-1001/p19-1001", { kind: "acl", value: "P19-1001" }],
    ["acl:P19-1001", { kind: "acl", value: "P19-1001" }],
    ["P19-1001", { kind: "acl", value: "P19-1001" }],
    ["2023.acl-long.1", { kind: "acl", value: "2023.acl-long.1" }],
  ])("reads %s", (text, identifier) => {
    expect(parseIdentifier(text)).toEqual(identifier);
  });

  it.each([
    "",
    "hello",
    "2513.20966",
    "2500.20966",
    "0703.0001",
    "0707.00001",
    "2506.2096",
    "2506.209660",
    "foo-bar/9901001",
    "hep-th/0801001",
    "12.3456/abc",
    "10.12/abc",
    "https://arxiv.org",
    "https://arxiv.org/list/cs.RO/recent",
    "https://arxiv.org/a/xiang_t_1",
    "https://arxiv.org/abs/2506.20966,2506.20967",
    "https://arxiv.org.evil.example/abs/2506.20966",
    "https://notarxiv.org/abs/2506.20966",
    "https://openreview.net/group?id=ICLR.cc/2025/Conference",
    "https://openreview.net/forum",
    "https://aclanthology.org/volumes/2023.acl-long/",
    "https://aclanthology.org/",
    "https://huggingface.co/openvla/openvla-7b",
    "https://huggingface.co/papers",
    "https://dl.acm.org/conference/chi",
    "https://dl.acm.org/doi/proceedings/10.1145/3544548",
    "https://evil.example/doi/10.1145/3544548.3581001",
    "https://openreview.net/references/pdf?id=QwNj5TP9gm",
    "https://openreview.net/attachment?id=QwNj5TP9gm&name=supplementary_material",
    "https://ieeexplore.ieee.org/document/9123456",
    "https://www.nature.com/articles/s41599-020-00001-1",
    "https://www.ijcai.org/proceedings/2016/239",
    "https://www.mdpi.com/2079-9292/13/1/1",
    "https://www.nature.com/natmachintell",
    "https://doi.org/",
    "https://[",
    "ftp://arxiv.org/abs/2506.20966",
    "javascript:alert(1)",
    "https://doi.org/%E0%A4%A",
  ])("finds no paper in %j", (text) => {
    expect(parseIdentifier(text)).toBeUndefined();
  });

  it("reads back the address that it gives, for every identifier", () => {
    fc.assert(
      fc.property(arbitraryPaper, (paper) => {
        const identifiers = identifierKinds.flatMap((kind) => {
          const found = canonicalIdentifier(kind, paper.identifiers?.[kind] ?? "");
          return found === undefined ? [] : [found];
        });
        expect(identifiers.map((identifier) => parseIdentifier(identifierUrl(identifier)))).toEqual(identifiers);
      }),
    );
    for (const value of ["10.1002/(sici)1097-4571?x#y", "10.1000/ä%", "10.1000/a;b"]) {
      expect(parseIdentifier(identifierUrl({ kind: "doi", value }))).toEqual({ kind: "doi", value });
    }
  });

  const pieces = fc.oneof(
    fc.constantFrom(
      "https://",
      "arxiv.org/",
      "abs/",
      "pdf/",
      "2506.20966",
      "v2",
      ".pdf",
      "doi.org/",
      "10.1145/",
      "10.18653/v1/",
    ),
    fc.constantFrom(
      "openreview.net/forum?id=",
      "aclanthology.org/",
      "P19-1001",
      "2023.acl-long.1",
      "hep-th/9901001",
      "arXiv:",
      "%2F",
    ),
    fc.string({ maxLength: 6 }),
  );

  it("is canonical when it is read again", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        const found = parseIdentifier(parts.join(""));
        expect(found && canonicalIdentifier(found.kind, found.value)).toEqual(found);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("canonicalIdentifier", () => {
  it("is undefined for an identifier of another kind and for what is too long", () => {
    expect(canonicalIdentifier("doi", "2506.20966")).toBeUndefined();
    expect(canonicalIdentifier("arxiv", "x".repeat(5_000))).toBeUndefined();
    expect(canonicalIdentifier("arxiv", "https://arxiv.org/abs/2506.20966v2")).toEqual({
      kind: "arxiv",
      value: "2506.20966",
    });
  });
});

describe("arxivMonth", () => {
  it.each([
    ["2506.20966", "2025-06"],
    ["0704.0001", "2007-04"],
    ["hep-th/9901001", "1999-01"],
    ["math/0309136", "2003-09"],
    ["nonsense", undefined],
  ])("%s is of %s", (id, month) => {
    expect(arxivMonth(id)).toBe(month);
  });
});

describe("findIdentifiers", () => {
  it.each([
    [
      "see [Paper](https://arxiv.org/abs/2506.20966), [again](https://arxiv.org/pdf/2506.20966v2.pdf).",
      ["arxiv:2506.20966"],
    ],
    ["**(https://arxiv.org/abs/2506.20966)** and arXiv:2406.11815v1.", ["arxiv:2506.20966", "arxiv:2406.11815"]],
    [
      "<https://doi.org/10.1109/LRA.2024.3366010>; doi:10.1145/ABC.1.",
      ["doi:10.1109/lra.2024.3366010", "doi:10.1145/abc.1"],
    ],
    ["arxiv.org/abs/2506.20966", ["arxiv:2506.20966"]],
    ["openreview.net/forum?id=QwNj5TP9gm, hep-th/9901001", ["openreview:QwNj5TP9gm", "arxiv:hep-th/9901001"]],
    ["2023.acl-long.1 at ACL", ["acl:2023.acl-long.1"]],
    ["doi 10.1016/S0140-6736(20)30183-5 (10.1000/xyz)", ["doi:10.1016/s0140-6736(20)30183-5", "doi:10.1000/xyz"]],
    ["version 12506.20966 or 2506.20966.1 or v2506.20966 of P19-1001", []],
    ["论文：https://arxiv.org/abs/2506.20966。很好", ["arxiv:2506.20966"]],
    ["| 2506.20966 | x |", ["arxiv:2506.20966"]],
    ["nothing here", []],
  ])("in %j", (text, found) => {
    expect(findIdentifiers(text).map(({ kind, value }) => `${kind}:${value}`)).toEqual(found);
  });
});

const long = 65_000;
const hostile = [
  "a".repeat(long),
  "10.1234/".repeat(long / 8),
  "10.".repeat(long / 3),
  "10.1234.".repeat(long / 8),
  "https://".repeat(long / 8),
  `https://arxiv.org/abs/${"2506.".repeat(long / 5)}`,
  "1234.56789".repeat(long / 10),
  "1234.a-".repeat(long / 7),
  `1234.${"a-".repeat(long / 2)}`,
  "(".repeat(long),
  `https://doi.org/10.1000/${")".repeat(long)}`,
  "arxiv:".repeat(long / 6),
  `<${" ".repeat(long)}`,
  "a.".repeat(long / 2),
  "math.".repeat(long / 5),
  "https://arxiv.org/abs/%".repeat(long / 23),
  "\u{1F600}".repeat(long / 2),
];

describe("hostile text", () => {
  it.each(hostile.map((text) => [text.slice(0, 24), text] as const))("%j… is read in time", (_name, text) => {
    for (const read of [parseIdentifier, findIdentifiers, canonicalUrl, parseWebUrl, linkKindOf]) {
      read(text);
      const start = performance.now();
      read(text);
      expect(performance.now() - start).toBeLessThan(20_000);
    }
  });
});

/** Copies of real lists, beside the repository where they are there. */
const readmes = fileURLToPath(new URL("../../../shared/data/readmes", import.meta.url));
describe.skipIf(!existsSync(readmes))(
  "links of real lists (skipped where the copies of the READMEs are not there)",
  () => {
    it("reads every arXiv, DOI, OpenReview and ACL link that names a paper", () => {
      const unread: string[] = [];
      let read = 0;
      for (const name of readdirSync(readmes)) {
        const text = readFileSync(`${readmes}/${name}`, "utf8");
        for (const [url] of text.matchAll(/https?:\/\/[^\s)\]<>"'`|]+/g)) {
          const isPaper =
            /^https?:\/\/(?:[a-z]+\.)*arxiv\.org\/(?:abs|pdf|html)\/\d|(?:dx\.)?doi\.org\/10\.|openreview\.net\/(?:forum|pdf)\?id=.|aclanthology\.org\/[\dA-Z][\w.-]*\d/.test(
              url,
            );
          if (!isPaper) continue;
          read += 1;
          if (parseIdentifier(url) === undefined) unread.push(url);
        }
      }
      expect(read).toBeGreaterThan(5_000);
      // What is left are ids that arXiv never gave out, cut links, and listings.
      expect(unread.length / read).toBeLessThan(0.005);
      console.info(`${read} links of real lists, ${unread.length} not read: ${unread.slice(0, 20).join(" ")}`);
    });
  },
);
