import { describe, expect, it } from "vitest";
import { acceptedVenue, isTakenBack } from "../../src/metadata/openreview-venue.ts";

describe("acceptedVenue", () => {
  it.each([
    ["ICLR 2024 poster", "ICLR.cc/2024/Conference", "ICLR 2024"],
    ["ICLR 2023 notable top 5%", "ICLR.cc/2023/Conference", "ICLR 2023"],
    ["ICML 2025 spotlightposter", "ICML.cc/2025/Conference", "ICML 2025"],
    ["NeurIPS 2022 Accept", "NeurIPS.cc/2022/Conference", "NeurIPS 2022"],
    ["NeurIPS 2024 Track Datasets and Benchmarks Poster", "", "NeurIPS 2024 Track Datasets and Benchmarks"],
    ["ICLR 2024 Workshop on LLM Agents (Oral)", "", "ICLR 2024 Workshop on LLM Agents"],
    ["ICLR (Poster) 2019", "dblp.org/conf/ICLR/2019", "ICLR 2019"],
    ["CoRL 2024 Oral", "robot-learning.org/CoRL/2024/Conference", "CoRL 2024"],
    ["Accepted by TMLR", "TMLR", "TMLR"],
    ["Conference on Robot Learning", "", "Conference on Robot Learning"],
    ["Psychological Review 2020", "dblp.org/journals/PSYCHREV/2020", "Psychological Review 2020"],
  ])("%s is published at %3$s", (venue, venueid, expected) => {
    expect(acceptedVenue(venue, venueid)).toBe(expected);
  });

  it.each([
    ["Submitted to ICLR 2025", "ICLR.cc/2025/Conference/Submission"],
    ["ICLR 2022 Submitted", ""],
    ["ICLR 2024 Conference Rejected Submission", "ICLR.cc/2024/Conference/Rejected_Submission"],
    ["ICLR 2024 Conference Desk Rejected Submission", ""],
    ["ICLR 2025 Conference Withdrawn Submission", ""],
    ["ICLR 2025", "ICLR.cc/2025/Conference/Withdrawn_Submission"],
    ["ICLR 2025", "ICLR.cc/2025/Conference/Desk_Rejected_Submission"],
    ["ICML 2025", "ICML.cc/2025/Conference/Retracted_Acceptance"],
    ["Under review for TMLR", "TMLR/Under_Review"],
    ["TMLR", "TMLR/Decision_Pending"],
    ["TMLR", "TMLR/Assigning_AE"],
    ["Rejected by TMLR", "TMLR/Rejected"],
    ["ACL ARR 2024 June Submission", "aclweb.org/ACL/ARR/2024/June"],
    ["Poster", ""],
    ["", "ICLR.cc/2024/Conference"],
  ])("%s (%s) is not published", (venue, venueid) => {
    expect(acceptedVenue(venue, venueid)).toBeUndefined();
  });
});

describe("isTakenBack", () => {
  it.each([
    ["ICLR 2025 Conference Withdrawn Submission", "", true],
    ["", "ICLR.cc/2025/Conference/Withdrawn_Submission", true],
    ["ICML 2025", "ICML.cc/2025/Conference/Retracted_Acceptance", true],
    ["Submitted to ICLR 2025", "ICLR.cc/2025/Conference/Rejected_Submission", false],
  ])("%s (%s): %s", (venue, venueid, expected) => {
    expect(isTakenBack(venue, venueid)).toBe(expected);
  });
});
