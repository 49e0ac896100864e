import { expect, it } from "vitest";
import { findVenue } from "../../src/import/find-venue.ts";

it.each([
  ["CVPR 2024", "2024"],
  ["CVPR'24", "2024"],
  ["CVPR '24", "2024"],
  ["MLSys' 26", "2026"],
  ["CVPR2024", "2024"],
  ["NeurIPS 2025 spotlight", "2025"],
  ["ICLR 2025 (Oral)", "2025"],
  ["ICML ES-FoMo Workshop 2025", "2025"],
  ["ICLR 2026 Workshop on World Models", "2026"],
  ["ECCV 2024 VCAD Workshop", "2024"],
  ["Findings of EMNLP 2023", "2023"],
  ["EMNLP 2021 Findings", "2021"],
  ["NeurIPS 2024 Datasets and Benchmarks Track", "2024"],
  ["SIGGRAPH Asia '24", "2024"],
  ["RA-L/ICRA 2021", "2021"],
  ["arXiv 2025", "2025"],
  ["arXiv", undefined],
  ["arXiv preprint arXiv:1308.0850", undefined],
  ["Nature 521.7553", undefined],
  ["Nature Communications", undefined],
  ["Advances in neural information processing systems", undefined],
  ["IEEE Transactions on Robotics", undefined],
  ["Proceedings of the International Conference on Walking Machines", undefined],
  ["ACM MM 2023", "2023"],
  ["IEEE transactions on walking machines and robots", undefined],
  ["NAACL 2025 (System Demonstrations)", "2025"],
  ["Preprint", undefined],
  ["Under review", undefined],
  ["WALKERS 2025", "2025"],
  ["Walking Machines Symposium 2025", "2025"],
])("finds %s", (text, year, value: string = text) => {
  expect(findVenue(text, 10)).toEqual({
    span: { start: 10, end: 10 + value.length },
    value,
    ...(year !== undefined && { year }),
  });
});

it.each([
  ["arXiv 2025.10", "arXiv", undefined],
  ["**arXiv 2025-10**.", "arXiv", undefined],
  ["CVPR, 2024.", "CVPR", undefined],
  ["ICLR (2015)", "ICLR", undefined],
  ["In NeurIPS 2023, best robots", "NeurIPS 2023", "2023"],
  ["Ada Byron. Robots walk. XYZA 2021.", "XYZA 2021", "2021"],
])("finds it in %s", (text, value, year) => {
  const start = text.indexOf(value);
  expect(findVenue(text)).toEqual({
    span: { start, end: start + value.length },
    value,
    ...(year !== undefined && { year }),
  });
});

it.each([
  "Walking Robots: A Survey",
  "The Nature of Walking",
  "Robots of 2024 that walk",
  "Deep Learning Survey 2024 of all",
  "Attention Is All You Need",
  "",
])("finds none in %s", (text) => {
  expect(findVenue(text)).toBeUndefined();
});
