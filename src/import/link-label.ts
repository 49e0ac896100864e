import type { LinkKind } from "../list/paper.ts";

/** What the words of labels mean, in lower case; of a label with several the first that is known decides. */
const meanings: ReadonlyMap<string, LinkKind> = new Map([
  ...of(
    "paper",
    "paper papers pdf pdfs arxiv ar5iv alphaxiv abs abstract preprint biorxiv medrxiv openreview doi acl anthology",
  ),
  ...of(
    "paper",
    "publication proceedings cvf ieee acm springer nature manuscript article report thesis bibtex bib supp supplementary",
  ),
  ...of("paper", "supplement supplemental appendix 论文 文章 原文 预印本 链接论文"),
  ...of(
    "code",
    "code codes coding github gitlab gitee git repo repos repository repositories source implementation implementations",
  ),
  ...of(
    "code",
    "pytorch torch tensorflow tf jax keras matlab caffe paddle paddlepaddle mxnet mindspore julia 代码 源码 开源",
  ),
  ...of(
    "website",
    "website websites webiste websie wesite webpage web webpages site homepage home page pages project projects proj",
  ),
  ...of(
    "website",
    "blog blogs blogpost post medium news tweet twitter thread announcement docs doc documentation wiki reading zhihu",
  ),
  ...of("website", "主页 项目 项目主页 官网 网站 网页 博客 知乎 解读 笔记 中文解读"),
  ...of(
    "video",
    "video videos youtube bilibili talk talks presentation recording lecture keynote vimeo 视频 讲解 演讲 报告",
  ),
  ...of("data", "data dataset datasets database benchmark benchmarks kaggle leaderboard corpus 数据 数据集 基准"),
  ...of(
    "model",
    "model models weights weight checkpoint checkpoints ckpt ckpts huggingface hf modelscope pretrained 模型 权重",
  ),
  ...of("demo", "demo demos colab playground space spaces notebook app gradio replicate 演示 体验"),
  ...of("slides", "slides slide ppt pptx poster posters deck keynotes 幻灯片 海报"),
]);

/** Words that go with the others and mean nothing by themselves. */
const others = new Set(
  "technical tech official unofficial authors author the and or of for with in on link links url here open full read more coming soon extended version original short long latest new v1 v2 v3 v4 1 2 3 4 5 face hugging my our ours a an to 官方 非官方 第三方 链接 地址".split(
    " ",
  ),
);

/** Whether these are words that people put on links and nothing else: `official code`, `Project Page`, `[pdf]`. */
export function isLinkLabel(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 5 && words.every((word) => meanings.has(word) || others.has(word));
}

/** What a link with this label leads to, as far as the label tells. */
export function kindOfLabel(text: string): LinkKind | undefined {
  const words = wordsOf(text);
  if (words.length > 6) return undefined;
  if (words.includes("hugging")) return "model";
  const [first] = words.flatMap((word) => meanings.get(word) ?? []);
  // `project code`, `dataset page`, `paper website`: what it is comes last, except that a page is a page of something.
  const last = words.findLast((word) => meanings.has(word) && word !== "page" && word !== "link");
  return words.length <= 3 && last !== undefined ? meanings.get(last) : first;
}

function wordsOf(text: string): readonly string[] {
  return text.length > 80 ? [] : (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function of(kind: LinkKind, words: string): readonly (readonly [string, LinkKind])[] {
  return words.split(" ").map((word) => [word, kind] as const);
}
