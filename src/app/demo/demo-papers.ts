import type { KnownPaper } from "../../local-sources/known-paper.ts";

/** The story's own paper. */
export const hiRobot = {
  title: "Hi Robot: Open-Ended Instruction Following with Hierarchical Vision-Language-Action Models",
  authors: [
    "Lucy Xiaoyang Shi",
    "Brian Ichter",
    "Michael Equi",
    "Liyiming Ke",
    "Karl Pertsch",
    "Quan Vuong",
    "James Tanner",
    "Anna Walling",
    "Haohuan Wang",
    "Niccolo Fusai",
    "Adrian Li-Bell",
    "Danny Driess",
    "Lachy Groom",
    "Sergey Levine",
    "Chelsea Finn",
  ],
  abstract:
    "A hierarchical system: a high-level vision-language model reasons about long-horizon tasks and feedback from people and decomposes them into subtasks, and a low-level vision-language-action policy carries out each of them.",
  arxiv: { id: "2502.19417", submitted: "2025-02-26" },
  openreview: {
    forum: "lNVHg9npif",
    created: "2025-01-23",
    venue: "ICML 2025 poster",
    venueid: "ICML.cc/2025/Conference",
  },
  publication: { venue: "International Conference on Machine Learning", kind: "conference", date: "2025-07-13" },
} as const satisfies KnownPaper;

/** The one that is suggested while the services are down. */
export const codeAsPolicies = {
  title: "Code as Policies: Language Model Programs for Embodied Control",
  authors: [
    "Jacky Liang",
    "Wenlong Huang",
    "Fei Xia",
    "Peng Xu",
    "Karol Hausman",
    "Brian Ichter",
    "Pete Florence",
    "Andy Zeng",
  ],
  abstract: "A language model writes the program that a robot runs, from an instruction and a few examples.",
  arxiv: { id: "2209.07753", submitted: "2022-09-16" },
  publication: {
    venue: "2023 IEEE International Conference on Robotics and Automation (ICRA)",
    kind: "conference",
    date: "2023-05-29",
    doi: "10.1109/ICRA48891.2023.10160591",
  },
} as const satisfies KnownPaper;

/** Left over to play with, each to be suggested by the link. */
export const spare = [
  {
    link: "https://arxiv.org/abs/2304.13705",
    title: "Learning Fine-Grained Bimanual Manipulation with Low-Cost Hardware",
    authors: ["Tony Z. Zhao", "Vikash Kumar", "Sergey Levine", "Chelsea Finn"],
    abstract:
      "Two cheap arms learn delicate tasks from people who steer them, by predicting whole pieces of motion at once.",
    arxiv: { id: "2304.13705", submitted: "2023-04-23" },
    publication: {
      venue: "Robotics: Science and Systems XIX",
      kind: "conference",
      date: "2023-07-10",
      doi: "10.15607/RSS.2023.XIX.016",
    },
  },
  {
    link: "https://doi.org/10.15607/RSS.2023.XIX.026",
    title: "Diffusion Policy: Visuomotor Policy Learning via Action Diffusion",
    authors: [
      "Cheng Chi",
      "Siyuan Feng",
      "Yilun Du",
      "Zhenjia Xu",
      "Eric Cousineau",
      "Benjamin Burchfiel",
      "Shuran Song",
    ],
    abstract:
      "A robot's policy is learned as a process that turns noise into a sequence of actions, given what the robot sees.",
    arxiv: { id: "2303.04137", submitted: "2023-03-07" },
    publication: {
      venue: "Robotics: Science and Systems XIX",
      kind: "conference",
      date: "2023-07-10",
      doi: "10.15607/RSS.2023.XIX.026",
    },
  },
  {
    link: "https://openreview.net/forum?id=9_8LF30mOC",
    title: "VoxPoser: Composable 3D Value Maps for Robotic Manipulation with Language Models",
    authors: ["Wenlong Huang", "Chen Wang", "Ruohan Zhang", "Yunzhu Li", "Jiajun Wu", "Li Fei-Fei"],
    abstract:
      "A language model composes maps of where to go and what to avoid, and a planner follows them without training.",
    arxiv: { id: "2307.05973", submitted: "2023-07-12" },
    openreview: {
      forum: "9_8LF30mOC",
      created: "2023-06-05",
      venue: "CoRL 2023 Oral",
      venueid: "robot-learning.org/CoRL/2023/Conference",
    },
    publication: { venue: "Conference on Robot Learning", kind: "conference", date: "2023-11-06" },
  },
] as const satisfies readonly (KnownPaper & { readonly link: string })[];
