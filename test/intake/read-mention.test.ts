import { describe, expect, it } from "vitest";
import { readMention } from "../../src/intake/read-mention.ts";

const attention = "Attention Is All You Need";
const openvla = "OpenVLA: An Open-Source Vision-Language-Action Model";

describe("readMention", () => {
  it.each<[line: string, title: string, authors: readonly string[], year?: string]>([
    [`"${attention}" by Vaswani et al.`, attention, ["Vaswani"]],
    [`- “${attention}” by Ashish Vaswani`, attention, ["Ashish Vaswani"]],
    [`"Attention is all you need" (Vaswani et al., 2017)`, "Attention is all you need", ["Vaswani"], "2017"],
    [`**${openvla}** — Moo Jin Kim, Karl Pertsch`, openvla, ["Moo Jin Kim", "Karl Pertsch"]],
    [`1. *${openvla}*. Moo Jin Kim, Karl Pertsch. CoRL 2024.`, openvla, ["Moo Jin Kim", "Karl Pertsch"], "2024"],
    [`${attention}, Vaswani et al. (2017)`, attention, ["Vaswani"], "2017"],
    [`${attention}, Vaswani et al., NeurIPS 2017`, attention, ["Vaswani"], "2017"],
    [`${attention} (Vaswani et al., 2017)`, attention, ["Vaswani"], "2017"],
    [`${attention} by Vaswani et al.`, attention, ["Vaswani"]],
    [`- ${openvla} — Moo Jin Kim, Karl Pertsch`, openvla, ["Moo Jin Kim", "Karl Pertsch"]],
    [`- [ ] ${openvla} - M. J. Kim, K. Pertsch`, openvla, ["M. J. Kim", "K. Pertsch"]],
    ["OpenVLA: an open-source model of actions – Kim et al.", "OpenVLA: an open-source model of actions", ["Kim"]],
    [`Kim, M. J., et al. "${openvla}." CoRL 2024.`, openvla, ["M. J. Kim"], "2024"],
    [
      `Vaswani, Ashish, et al. "Attention is all you need." Advances in neural information processing systems 30 (2017).`,
      "Attention is all you need",
      ["Vaswani"],
      "2017",
    ],
    [
      `[1] A. Vaswani et al., "Attention is all you need," in Proc. NeurIPS, 2017, pp. 5998-6008.`,
      "Attention is all you need",
      ["A. Vaswani"],
      "2017",
    ],
    [
      `Kim, Moo Jin, Karl Pertsch, and Chelsea Finn. "${openvla}." arXiv preprint (2024).`,
      openvla,
      ["Moo Jin Kim", "Karl Pertsch", "Chelsea Finn"],
      "2024",
    ],
    ["Cao, Y., Jv, Y. (2024). 3D Boundary Guidance. arXiv.", "3D Boundary Guidance", ["Y. Cao", "Y. Jv"], "2024"],
    [
      "Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention is all you need. In Advances.",
      "Attention is all you need",
      ["A. Vaswani", "N. Shazeer", "N. Parmar"],
      "2017",
    ],
    [
      `"${attention}" by Laurens van der Maaten and José García-López`,
      attention,
      ["Laurens van der Maaten", "José García-López"],
    ],
    [`Kim et al. "${openvla}" 2023, revised 2024`, openvla, ["Kim"]],
  ])("reads %s", (line, title, authors, year) => {
    expect(readMention(line)).toEqual({ title, authors, ...(year !== undefined && { year }) });
  });

  it.each([
    "",
    "Hi all, I think you should add the new paper from Berkeley",
    "Hi all, I think you should add the new paper by Kim et al. (2024)",
    "You should add the new paper by Kim et al.",
    "I recommend the work of Vaswani et al. (2017)",
    "See the introduction, Vaswani et al. (2017)",
    "Please Add This Great Paper by Vaswani et al.",
    "Kim et al. (2024) propose a new model. It is good.",
    `I love "${attention}" by Vaswani et al.`,
    `Unlike "${attention}" by Vaswani et al., it is fast`,
    `"${attention}"`,
    `"${attention}" is what you miss`,
    `My favourite is "${attention}"`,
    attention,
    `${attention} — Google DeepMind`,
    `${attention} — Action Head Design`,
    "Improving Embodiment Awareness — Action Head Design, Data Collection",
    "Maintained by Jane Doe",
    "Made With Love by Jane Doe",
    "Accelerating Multi-Modal Training by Bubble Exploitation",
    "Grounding Language in Actions by Spatial Reasoning, Motion Synthesis (2024)",
    "**Authors**: Yang Cao, Dan Xu",
    "Yang Cao, Dan Xu, Huan Yin, He Zhang et al.",
    "**The Planning Domain Definition Language**, Technical Report. 1998.",
    "Yang Cao, Dan Xu **NeurIPS 2024 SafeGenAI Workshop**",
    "Add dark mode - Jane Doe, John Doe",
    "https://arxiv.org/abs/1706.03762 by Vaswani et al.",
    `"https://a.org/x" by Vaswani et al.`,
    `"${"Word ".repeat(300)}" by Vaswani et al.`,
  ])("reads nothing in %j", (line) => {
    expect(readMention(line)).toBeUndefined();
  });
});
