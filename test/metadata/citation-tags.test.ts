import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCitationTags } from "../../src/metadata/citation-tags.ts";
import type { PaperRecord } from "../../src/list/paper-record.ts";

const url = "https://papers.example/1";

function readFixture(name: string): string {
  return readFileSync(resolve(import.meta.dirname, "../fixtures/metadata/page", `${name}.html`), "utf8");
}

function page(...tags: readonly (readonly [string, string])[]): string {
  const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<head>${tags.map(([name, content]) => `<meta name="${name}" content="${escape(content)}">`).join("")}</head>`;
}

function recordOf(...tags: readonly (readonly [string, string])[]): PaperRecord | undefined {
  return parseCitationTags(page(["citation_title", "A Title"], ...tags), url);
}

describe("the page of a publisher", () => {
  it.each<readonly [string, Omit<PaperRecord, "source" | "url">]>([
    [
      "pmlr",
      {
        title: "OpenVLA: An Open-Source Vision-Language-Action Model",
        authors: ["Moo Jin Kim", "Karl Pertsch", "Siddharth Karamcheti"],
        date: "2025-01-10",
        venue: "Conference on Robot Learning",
        published: "2025-01-10",
        identifiers: {},
      },
    ],
    [
      "cvf",
      {
        title: "Deep Residual Learning for Image Recognition",
        authors: ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"],
        date: "2016",
        venue: "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
        published: "2016",
        identifiers: {},
      },
    ],
    [
      "neurips",
      {
        title: "Attention is All you Need",
        authors: ["Ashish Vaswani", "Noam Shazeer", "Łukasz Kaiser"],
        date: "2017",
        venue: "Advances in Neural Information Processing Systems",
        published: "2017",
        identifiers: {},
      },
    ],
    [
      "ieee",
      {
        title: "Domain randomization for transferring deep neural networks from simulation to the real world",
        authors: ["Josh Tobin", "Rachel Fong"],
        date: "2017-09",
        venue: "2017 IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)",
        published: "2017-09",
        identifiers: { doi: "10.1109/iros.2017.8202133" },
      },
    ],
    [
      "sciencedirect",
      {
        title: "Between MDPs and semi-MDPs: A framework for temporal abstraction in reinforcement learning",
        date: "1999-08-01",
        venue: "Artificial Intelligence",
        published: "1999-08-01",
        identifiers: { doi: "10.1016/s0004-3702(99)00052-1" },
      },
    ],
    [
      "acm",
      {
        title:
          "PyTorch 2: Faster Machine Learning Through Dynamic Python Bytecode Transformation and Graph Compilation",
        authors: ["Jason Ansel", "Edward Yang", "Horace He"],
        date: "2024-04-27",
        identifiers: { doi: "10.1145/3620665.3640366" },
      },
    ],
    [
      "springer",
      {
        title: "ImageNet Large Scale Visual Recognition Challenge",
        authors: ["Olga Russakovsky", "Li Fei-Fei"],
        date: "2015-04-11",
        venue: "International Journal of Computer Vision",
        published: "2015-12",
        identifiers: { doi: "10.1007/s11263-015-0816-y" },
      },
    ],
    [
      "mdpi",
      {
        title: "Sim&Real: CO₂ Sensing & Robots in Vivo",
        authors: ["Jörg Müller"],
        date: "2021-01",
        venue: "Sensors",
        published: "2021-01",
        abstract: "First part.\n\nSecond part, p < 0.05.",
        identifiers: { doi: "10.3390/s00000000" },
      },
    ],
    [
      "biorxiv",
      {
        title: "Evolutionary-scale prediction of atomic level protein structure with a language model",
        authors: ["Zeming Lin", "Halil Akin"],
        date: "2022-01-01",
        abstract: "Artificial intelligence has the potential to open insight.",
        identifiers: { doi: "10.1101/2022.07.20.500902" },
      },
    ],
    [
      "jmlr",
      {
        title: "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer",
        authors: ["Colin Raffel", "Noam Shazeer"],
        date: "2020",
        venue: "Journal of Machine Learning Research",
        published: "2020",
        identifiers: {},
      },
    ],
    [
      "ojs",
      {
        title: "Rainbow: Combining Improvements in Deep Reinforcement Learning",
        authors: ["Matteo Hessel", "Joseph Modayil"],
        date: "2018-04-29",
        venue: "Proceedings of the AAAI Conference on Artificial Intelligence",
        published: "2018-04-29",
        abstract:
          "The deep reinforcement learning community has made several independent improvements to the DQN algorithm.",
        identifiers: { doi: "10.1609/aaai.v32i1.11796" },
      },
    ],
    [
      "rss",
      {
        title: "Diffusion Policy: Visuomotor Policy Learning via Action Diffusion",
        authors: ["Cheng Chi", "Siyuan Feng", "Shuran Song"],
        date: "2023-07-10",
        venue: "Robotics: Science and Systems XIX",
        published: "2023-07-10",
        identifiers: { doi: "10.15607/rss.2023.xix.026" },
      },
    ],
  ])("%s", (name, record) => {
    expect(parseCitationTags(readFixture(name), url)).toEqual({ source: "page", url, ...record });
  });
});

describe("citation tags", () => {
  it.each([
    ["nothing", ""],
    ["Open Graph alone", page(["og:title", "A Title"], ["dc.title", "A Title"])],
    ["a title that is empty", page(["citation_title", " "], ["citation_doi", "10.1/x"])],
    ["the tags of a work it cites", page(["reference_citation_title", "A Title"])],
    ["tags in its body", `<head></head><body>${page(["citation_title", "A Title"])}`],
    ["tags after its head", `<head></head>${page(["citation_title", "A Title"])}`],
    ["tags in a body whose head nobody closed", `<body>${page(["citation_title", "A Title"])}`],
    ["tags in a comment", `<!-- ${page(["citation_title", "A Title"])} -->`],
    ["tags in a script", `<head><script>"${page(["citation_title", "A Title"])}"</script>`],
    ["a PDF", "%PDF-1.7\n%âãÏÓ"],
  ])("are not found in a page with %s", (_, html) => {
    expect(parseCitationTags(html, url)).toBeUndefined();
  });

  it("keep the address where they were read, whatever they name", () => {
    const named = recordOf(
      ["citation_public_url", "https://evil.example/"],
      ["citation_abstract_html_url", "javascript:alert(1)"],
      ["og:url", "https://evil.example/"],
      ["citation_pdf_url", "https://evil.example/a.pdf"],
    );
    expect(named).toEqual({ source: "page", url, title: "A Title", identifiers: {} });
  });

  it.each([
    ["2024/5/1", "2024-05-01"],
    ["2024/05", "2024-05"],
    ["2024", "2024"],
    ["2024-05-01T12:00:00+02:00", "2024-05-01"],
    ["2024/00/00", "2024"],
    ["2024-02-30", "2024-02"],
    ["Nov. 2021", "2021-11"],
    ["1 May 2024", "2024-05-01"],
    ["May 1, 2024", "2024-05-01"],
    ["05/06/2024", "2024"],
    ["21-26 July 2017", "2017"],
    ["Spring 2020", "2020"],
    ["20240501", undefined],
    ["soon", undefined],
  ])("hold the date %s", (written, date) => {
    expect(recordOf(["citation_date", written])?.date).toBe(date);
  });

  it.each([
    ["2024/03/11", "2024/05", "2024-03-11"],
    ["2024/03/11", "2024", "2024-03-11"],
    ["2024/05/02", "2024/04/30", "2024-04-30"],
    ["", "2024", "2024"],
  ])("first online %s, published %s", (online, published, date) => {
    expect(recordOf(["citation_online_date", online], ["citation_publication_date", published])?.date).toBe(date);
  });

  it.each([
    [
      ["Lovelace, Ada", "Alan Turing"],
      ["Ada Lovelace", "Alan Turing"],
    ],
    [["Lovelace, Ada; Turing, Alan;"], ["Ada Lovelace", "Alan Turing"]],
    [["Ada Lovelace, Alan Turing"], ["Ada Lovelace", "Alan Turing"]],
    [["Ada Lovelace, Alan Turing and Grace Hopper"], ["Ada Lovelace", "Alan Turing", "Grace Hopper"]],
    [["M&uuml;ller, J&ouml;rg; <b>Lovelace</b>, Ada"], ["Jörg Müller", "Ada Lovelace"]],
    [["van der Berg, Jan"], ["Jan van der Berg"]],
    [
      ["Wei Wang", "Wei Wang"],
      ["Wei Wang", "Wei Wang"],
    ],
  ])("hold the authors %j", (written, authors) => {
    expect(recordOf(...written.map((name) => ["citation_author", name] as const))?.authors).toEqual(authors);
  });

  it("hold a thousand authors of ten thousand", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ["citation_author", `Author ${at}`] as const);
    expect(recordOf(...many)?.authors).toHaveLength(1_000);
    expect(recordOf(["citation_authors", many.map(([, name]) => name).join(";")])?.authors).toHaveLength(1_000);
  });

  it.each<readonly [string, string, PaperRecord["identifiers"]]>([
    ["citation_arxiv_id", "2406.09246", { arxiv: "2406.09246" }],
    ["citation_doi", "https://doi.org/10.48550/arXiv.2406.09246", { arxiv: "2406.09246" }],
    ["citation_doi", "DOI: 10.1109/LRA.2024.3366010", { doi: "10.1109/lra.2024.3366010" }],
    ["prism.doi", "doi:10.1038/nature14236", { doi: "10.1038/nature14236" }],
    ["dc.identifier", "info:doi/10.1371/journal.pone.0000001", { doi: "10.1371/journal.pone.0000001" }],
    ["dc.identifier", "https://papers.example/1", {}],
    ["dc.identifier", "978-1-5386-2682-5", {}],
    ["citation_doi", "none", {}],
  ])("hold the identifier %s %s", (name, value, identifiers) => {
    expect(recordOf([name, value])?.identifiers).toEqual(identifiers);
  });

  it.each([
    ["A &amp; B", "A & B"],
    ["When a<b: p < 0.05 and q > 3", "When a<b: p < 0.05 and q > 3"],
    ["<i>In vivo</i> robots", "In vivo robots"],
    ["Costs of $5 and $10", "Costs of $5 and $10"],
    ['On $\\ell_1$ and G\\"odel', "On ℓ₁ and Gödel"],
    ["<script>alert(1)</script>Robots", "Robots"],
    ["Robots 🤖\u202egnp.exe\n [x](y)", "Robots 🤖gnp.exe [x](y)"],
  ])("hold the title %s", (written, title) => {
    expect(parseCitationTags(page(["citation_title", written]), url)?.title).toEqual(title);
  });

  it("say that a paper was taken back", () => {
    const tags = page(["citation_title", "RETRACTED: A Title"]);
    expect(parseCitationTags(tags, url)).toMatchObject({ title: "RETRACTED: A Title", withdrawn: true });
  });

  it("never throw, whatever a page is", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("<head>", "<meta ", 'name="citation_title" ', "content='", "<body", "&#x;", "__proto__", ">"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const record = parseCitationTags(pieces.join(""), url);
        return record === undefined || record.url === url;
      }),
    );
  });

  it.each(["<", "<meta ", "&", "<!--", '<meta name="citation_title" content="', "<a b=", "citation_title;,"])(
    "are looked for in a megabyte of %s without end",
    (piece) => {
      const html = `<head>${piece.repeat(1_000_000 / piece.length)}`;
      expect(parseCitationTags(html, url)?.title.length ?? 0).toBeLessThanOrEqual(500);
    },
    10_000,
  );
});
