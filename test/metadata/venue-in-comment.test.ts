import { describe, expect, it } from "vitest";
import { findLinksInComment } from "../../src/metadata/links-in-comment.ts";
import { findVenueInComment } from "../../src/metadata/venue-in-comment.ts";
import { isWithdrawn } from "../../src/metadata/withdrawal.ts";
import { parseJournalReference } from "../../src/metadata/journal-reference.ts";

describe("findVenueInComment", () => {
  it.each([
    ["Accepted at CoRL 2024", "CoRL 2024", "2024"],
    ["ICRA 2025", "ICRA 2025", "2025"],
    ["8 pages, 5 figures, ICRA 2025", "ICRA 2025", "2025"],
    ["CVPR 2024 (Highlight). Project page: https://a.github.io", "CVPR 2024", "2024"],
    ["Published in TMLR (01/2025)", "TMLR", "2025-01"],
    [
      "Published in Transactions on Machine Learning Research (01/2025)",
      "Transactions on Machine Learning Research",
      "2025-01",
    ],
    [
      "See project website for videos: https://physicalintelligence.company/blog/pi0 Published in RSS 2025",
      "RSS 2025",
      "2025",
    ],
    [
      "Accepted to IEEE Robotics and Automation Letters (RA-L)",
      "IEEE Robotics and Automation Letters (RA-L)",
      undefined,
    ],
    [
      "Accepted by the 8th Conference on Robot Learning (CoRL 2024), Munich, Germany",
      "Conference on Robot Learning (CoRL 2024)",
      "2024",
    ],
    [
      "Accepted to the IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS) 2025",
      "IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS) 2025",
      "2025",
    ],
    ["Accepted for publication in Nature Machine Intelligence", "Nature Machine Intelligence", undefined],
    ["NeurIPS 2023 Spotlight; code at https://github.com/a/b", "NeurIPS 2023", "2023"],
    ["To appear in ACL 2024 (main conference)", "ACL 2024", "2024"],
    ["ICLR 2025. 30 pages", "ICLR 2025", "2025"],
    ["Accepted at Robotics: Science and Systems (RSS) 2024", "Robotics: Science and Systems (RSS) 2024", "2024"],
    [
      "Appears in the Proceedings of the 41st International Conference on Machine Learning (ICML 2024)",
      "ICML 2024",
      "2024",
    ],
    ["accepted to ICRA'2025", "ICRA 2025", "2025"],
  ])("reads %s", (comment, venue, published) => {
    expect(findVenueInComment(comment)).toEqual(published === undefined ? { venue } : { venue, published });
  });

  it.each([
    "",
    "Website: https://openvla.github.io/",
    "11 pages, 6 figures, submitted to The Journal of Chemical Physics",
    "Under review at ICLR 2025",
    "Submitted to ICRA 2025",
    "Accepted at the CoRL 2024 Workshop on Language and Robot Learning",
    "Best paper at an ICLR 2024 workshop",
    "Extended version of our ICRA 2023 paper",
    "Accepted",
    "Accepted by some journal",
    "We compare to the CVPR 2022 challenge winner",
    "The code was accepted by reviewers",
    "Rejected from NeurIPS 2023",
    "Technical report",
  ])("is not sure of %j", (comment) => {
    expect(findVenueInComment(comment)).toBeUndefined();
  });
});

describe("parseJournalReference", () => {
  it.each([
    ["IEEE Robotics and Automation Letters, vol. 9, 2024", "IEEE Robotics and Automation Letters", "2024"],
    ["J. Chem. Phys. 115, 1626 (2001)", "J. Chem. Phys.", "2001"],
    ["JETP Lett.86:559-561,2008", "JETP Lett.", "2008"],
    ["Nature 596, 583-589 (2021)", "Nature", "2021"],
    [
      "Advances in Neural Information Processing Systems 36 (2023)",
      "Advances in Neural Information Processing Systems",
      "2023",
    ],
    [
      "Proceedings of the 41st International Conference on Machine Learning, PMLR 235:1234-1250, 2024",
      "Proceedings of the 41st International Conference on Machine Learning",
      "2024",
    ],
    [
      "2024 IEEE International Conference on Robotics and Automation (ICRA), Yokohama, Japan, 2024, pp. 1-8",
      "2024 IEEE International Conference on Robotics and Automation (ICRA)",
      "2024",
    ],
    ["In Proceedings of CVPR 2024", "Proceedings of CVPR 2024", "2024"],
    ["CVPR 2023, pp. 1-10", "CVPR 2023", "2023"],
    ["Transactions on Machine Learning Research, 2025", "Transactions on Machine Learning Research", "2025"],
    ["Robotics: Science and Systems 2025", "Robotics: Science and Systems 2025", "2025"],
    ["Title: a subtitle, 2025", undefined, undefined],
    ["Some Journal pp. 1999-2003, 2005", "Some Journal", undefined],
  ])("reads %s", (reference, venue, published) => {
    const expected = venue === undefined ? undefined : published === undefined ? { venue } : { venue, published };
    expect(parseJournalReference(reference)).toEqual(expected);
  });

  it.each([
    "",
    "2024",
    "arXiv preprint arXiv:2406.09246",
    "https://doi.org/10.1/x",
    "PhD thesis, MIT, 2020",
    "?",
    "12(3), 45",
    "submitted to Nature",
  ])("leaves out %j", (reference) => {
    expect(parseJournalReference(reference)).toBeUndefined();
  });
});

it("finds the links of a comment that are of a kind", () => {
  const comment =
    "Code: \\url{https://github.com/a/b\\_c}, page (https://a--b.github.io/~x). Video https://youtu.be/x; https://arxiv.org/abs/2406.09246 and github.com/d/e.";
  expect(findLinksInComment(comment)).toEqual([
    { kind: "code", url: "https://github.com/a/b_c" },
    { kind: "website", url: "https://a--b.github.io/~x" },
    { kind: "video", url: "https://youtu.be/x" },
    { kind: "code", url: "https://github.com/d/e" },
  ]);
});

it.each([
  [true, "", "This paper has been withdrawn by the authors due to an error."],
  [true, "Withdrawn by the author", "We show that"],
  [true, "", "Withdrawn"],
  [true, "This submission has been withdrawn by arXiv administrators", "We show"],
  [true, "", "The article was withdrawn"],
  [true, "", "This submission has been removed by arXiv administrators because of disputed authorship."],
  [false, "8 pages", "We study drugs that were withdrawn from the market."],
  [false, "withdrawn from ICLR 2024", "We show"],
  [false, "", "This paper studies how robots learn. Objects are withdrawn from a shelf."],
])("says that it is withdrawn: %s, %j, %j", (expected, comment, abstract) => {
  expect(isWithdrawn(comment, abstract)).toBe(expected);
});

it("reads hostile text in linear time", () => {
  for (const part of ["A ", "Accepted at ", "of ", "(", "1", "https://", "CoRL ", "Conference "]) {
    const text = part.repeat(100_000);
    expect(() => [
      findVenueInComment(text),
      parseJournalReference(text),
      findLinksInComment(text),
      isWithdrawn(text, text),
    ]).not.toThrow();
  }
});
