import type { KnownPaper } from "../../src/local-sources/known-paper.ts";

export const diffusionPolicy: KnownPaper = {
  title: "Diffusion Policy: Visuomotor Policy Learning via Action Diffusion",
  authors: ["Cheng Chi", "Zhenjia Xu", "Siyuan Feng", "Shuran Song"],
  abstract: "Actions come out of noise, step by step, & work.",
  arxiv: {
    id: "2303.04137",
    submitted: "2023-03-07",
    comment: "An extended journal version",
    doi: "10.15607/RSS.2023.XIX.026",
  },
  publication: {
    venue: "Robotics: Science and Systems XIX",
    kind: "conference",
    date: "2023-07-10",
    doi: "10.15607/RSS.2023.XIX.026",
  },
};

export const hiRobot: KnownPaper = {
  title: "Hi Robot: Open-Ended Instruction Following with Hierarchical Vision-Language-Action Models",
  authors: ["Lucy Xiaoyang Shi", "Brian Ichter"],
  abstract: "One model says what to do next, another does it.",
  arxiv: { id: "2502.19417", submitted: "2025-02-26" },
  openreview: {
    forum: "lNVHg9npif",
    created: "2025-01-24",
    venue: "ICML 2025 poster",
    venueid: "ICML.cc/2025/Conference",
  },
};

export const bert: KnownPaper = {
  title: "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
  authors: ["Jacob Devlin", "Ming-Wei Chang", "Kenton Lee", "Kristina Toutanova"],
  abstract: "Words are guessed from both sides.",
  publication: {
    venue:
      "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics",
    kind: "conference",
    date: "2019-06-01",
    doi: "10.18653/v1/N19-1423",
    acl: "N19-1423",
  },
};
