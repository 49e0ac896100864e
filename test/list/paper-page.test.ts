import { describe, expect, it } from "vitest";
import { findPaperPage } from "../../src/list/paper-page.ts";
import { findPaperPageUrl } from "../../src/list/paper-page-url.ts";
import { canonicalUrl, linkKindOf } from "../../src/list/url.ts";

const hash = "d8bf84be3800d12f74d8b05e9b89836f";
const paperId = "204e3073870fae3d05bcbc2f6a8e263d9b72e776";

/** The page of a paper, and other addresses of the same paper. */
const pages: readonly (readonly [page: string, ...others: string[]])[] = [
  [
    "https://proceedings.mlr.press/v162/hansen22a.html",
    "http://proceedings.mlr.press/v162/hansen22a.html#abstract",
    "https://proceedings.mlr.press/v162/hansen22a/hansen22a.pdf",
    "https://proceedings.mlr.press/v162/hansen22a.html?utm_source=x",
    "https://raw.githubusercontent.com/mlresearch/v162/main/assets/hansen22a/hansen22a.pdf",
  ],
  [
    "https://proceedings.mlr.press/v37/gregor15.html",
    "http://proceedings.mlr.press/v37/gregor15.pdf",
    "http://www.jmlr.org/proceedings/papers/v37/gregor15.pdf",
  ],
  ["https://proceedings.mlr.press/v235/abad-rocamora24a.html"],
  [
    "https://jmlr.org/papers/v21/20-074.html",
    "https://www.jmlr.org/papers/volume21/20-074/20-074.pdf",
    "http://jmlr.csail.mit.edu/papers/v21/20-074.html",
  ],
  [
    "https://openaccess.thecvf.com/content/CVPR2024/html/Yang_PhyScene_CVPR_2024_paper.html",
    "http://openaccess.thecvf.com/content/CVPR2024/papers/Yang_PhyScene_CVPR_2024_paper.pdf",
  ],
  [
    "https://openaccess.thecvf.com/content_CVPR_2019/html/Xiang_SAPIEN_Part-Based_CVPR_2019_paper.html",
    "http://openaccess.thecvf.com/content_CVPR_2019/papers/Xiang_SAPIEN_Part-Based_CVPR_2019_paper.pdf",
  ],
  [
    "https://openaccess.thecvf.com/content/CVPR2021W/MULA/html/A_B_CVPRW_2021_paper.html",
    "https://openaccess.thecvf.com/content/CVPR2021W/MULA/papers/A_B_CVPRW_2021_paper.pdf",
  ],
  [
    "https://openaccess.thecvf.com/content_cvpr_2015/html/Szegedy_Going_Deeper_With_2015_CVPR_paper.html",
    "http://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/Szegedy_Going_Deeper_With_2015_CVPR_paper.pdf",
  ],
  [
    "https://www.ecva.net/papers/eccv_2024/papers_ECCV/html/3187_ECCV_2024_paper.php",
    "https://ecva.net/papers/eccv_2024/papers_ECCV/papers/03187.pdf",
  ],
  [
    "https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123460409.pdf",
    "http://ecva.net/papers/eccv_2020/papers_ECCV/papers/123460409.pdf#page=2",
  ],
  [
    `https://proceedings.neurips.cc/paper_files/paper/2017/hash/${hash}-Abstract.html`,
    `https://proceedings.neurips.cc/paper/2017/file/${hash}-Paper.pdf`,
    `https://papers.nips.cc/paper/2017/hash/${hash}-Abstract.html`,
    `https://papers.neurips.cc/paper_files/paper/2017/file/${hash}-Paper.pdf`,
  ],
  [
    `https://proceedings.neurips.cc/paper_files/paper/2023/hash/${hash}-Abstract-Datasets_and_Benchmarks.html`,
    `https://papers.nips.cc/paper_files/paper/2023/file/${hash}-Paper-Datasets_and_Benchmarks.pdf`,
  ],
  [
    "https://papers.nips.cc/paper/5423-generative-adversarial-nets",
    "http://papers.nips.cc/paper/5423-generative-adversarial-nets.pdf",
  ],
  [
    `https://proceedings.iclr.cc/paper_files/paper/2025/hash/${hash}-Abstract-Conference.html`,
    `https://proceedings.iclr.cc/paper_files/paper/2025/file/${hash}-Paper-Conference.pdf`,
  ],
  [
    `https://datasets-benchmarks-proceedings.neurips.cc/paper_files/paper/2021/hash/${hash}-Abstract-round1.html`,
    `https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/file/${hash}-Paper-round1.pdf`,
  ],
  ["https://mlsys.org/virtual/2026/oral/3754", "https://www.mlsys.org/virtual/2026/oral/3754/"],
  [
    "https://ojs.aaai.org/index.php/AAAI/article/view/30006",
    "https://ojs.aaai.org/index.php/AAAI/article/view/30006/31766",
    "https://ojs.aaai.org/index.php/AAAI/article/download/30006/31766",
    "https://www.aaai.org/ojs/index.php/AAAI/article/view/30006",
  ],
  [
    "https://www.usenix.org/conference/osdi22/presentation/yu",
    "https://usenix.org/conference/osdi22/presentation/yu/?si=x",
  ],
  [
    `https://www.semanticscholar.org/paper/${paperId}`,
    `https://www.semanticscholar.org/paper/Attention-is-All-you-Need-Vaswani-Shazeer/${paperId}`,
    `https://www.semanticscholar.org/paper/Attention-is-All-you-Need/${paperId}/figure/0`,
    `https://www.semanticscholar.org/reader/${paperId}?sort=relevance`,
    `https://pdfs.semanticscholar.org/${paperId.slice(0, 4)}/${paperId.slice(4)}.pdf`,
  ],
  ["https://api.semanticscholar.org/CorpusID:13756489", "https://api.semanticscholar.org/corpusid:13756489"],
  [
    "https://ieeexplore.ieee.org/document/9123456",
    "http://ieeexplore.ieee.org/abstract/document/9123456/",
    "https://ieeexplore.ieee.org/document/9123456/references#references",
    "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9123456",
    "https://ieeexplore.ieee.org/xpls/abs_all.jsp?arnumber=9123456&tag=1",
    "https://ieeexplore.ieee.org/iel7/6287639/8948470/09123456.pdf",
  ],
  [
    "https://www.sciencedirect.com/science/article/pii/S0925231222004094",
    "https://www.sciencedirect.com/science/article/abs/pii/S0925231222004094",
    "https://www.sciencedirect.com/science/article/pii/S0925231222004094/pdfft?md5=1&pid=1-s2.0-main.pdf",
    "https://www.sciencedirect.com/science/article/pii/S0925231222004094?via%3Dihub",
  ],
  [
    "https://www.cell.com/cell/fulltext/S0092-8674(20)30183-5",
    "https://www.cell.com/cell/pdf/S0092-8674(20)30183-5.pdf",
  ],
  [
    "https://www.mdpi.com/2079-9292/13/1/1",
    "https://www.mdpi.com/2079-9292/13/1/1/htm",
    "https://mdpi.com/2079-9292/13/1/1/pdf?version=1703",
  ],
  ["https://www.preprints.org/manuscript/202301.0001", "https://www.preprints.org/manuscript/202301.0001/v2/download"],
  ["https://www.researchsquare.com/article/rs-123456/v1", "https://www.researchsquare.com/article/rs-123456/v2.pdf"],
  ["https://hal.science/hal-00865274", "https://hal.archives-ouvertes.fr/hal-00865274v2/document"],
];

describe("the page of a paper", () => {
  it.each(pages.flatMap(([page, ...others]) => [page, ...others].map((address) => [address, page] as const)))(
    "of %s is %s",
    (address, page) => {
      expect(findPaperPage(new URL(address))).toBe(page);
      expect(canonicalUrl(address)).toBe(page);
      expect(linkKindOf(address)).toBe("paper");
    },
  );

  it.each([
    "https://proceedings.mlr.press/v162/",
    "https://proceedings.mlr.press/v162/hansen22a/other22a.pdf",
    "https://proceedings.mlr.press.evil.example/v162/hansen22a.html",
    "https://raw.githubusercontent.com/owner/name/main/assets/x22a/x22a.pdf",
    "https://openaccess.thecvf.com/CVPR2024?day=all",
    "https://papers.nips.cc/paper/2017",
    `https://proceedings.neurips.cc/paper/2017/file/${hash}-Supplemental.pdf`,
    "https://ojs.aaai.org/index.php/AAAI/issue/view/576",
    "https://www.usenix.org/conference/osdi22",
    "https://www.semanticscholar.org/author/1234",
    "https://www.semanticscholar.org/search?q=attention",
    "https://ieeexplore.ieee.org/author/37086123",
    "https://www.sciencedirect.com/journal/neurocomputing",
    "https://www.mdpi.com/journal/electronics",
    "https://github.com/a/b",
  ])("is not what %s leads to", (address) => {
    expect(findPaperPage(new URL(address))).toBeUndefined();
  });
});

describe("findPaperPageUrl", () => {
  it.each([
    [
      "http://proceedings.mlr.press/v162/x22a.pdf",
      { url: "https://proceedings.mlr.press/v162/x22a.html", known: true },
    ],
    ["https://techrxiv.org/articles/1?utm_source=y#top", { url: "https://techrxiv.org/articles/1", known: true }],
    ["http://www.a.org/project/?p=a%20b#x", { url: "http://www.a.org/project/?p=a%20b", known: false }],
    ["https://bridgevla.github.io", { url: "https://bridgevla.github.io/", known: false }],
    ["https://a.org/paper.pdf", undefined],
    ["https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123460409.pdf", undefined],
    ["https://github.com/a/b", undefined],
    ["https://youtu.be/x", undefined],
    ["https://huggingface.co/papers", undefined],
    ["https://arxiv.org/list/cs.RO/recent", undefined],
    ["https://www.semanticscholar.org/search?q=x", undefined],
    ["https://scholar.google.com/scholar?q=x", undefined],
    ["mailto:a@b.org", undefined],
    ["nonsense", undefined],
  ])("of %s is %j", (link, page) => {
    expect(findPaperPageUrl(link)).toEqual(page);
  });
});
