import { describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import { createAclSource } from "../../src/metadata/acl.ts";
import type { HttpAnswer } from "../../src/metadata/http.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createAclSource();

function queryOf(value: string): PaperQuery {
  return { kind: "identifier", identifier: { kind: "acl", value } };
}

async function ask(answer: string | HttpAnswer, id = "N19-1423") {
  const [found] = await source.ask([queryOf(id)], fakeHttp(answer));
  return found;
}

function askWith(fields: string) {
  return ask(`@inproceedings{key, title = "A title", ${fields}}`);
}

describe("the ACL Anthology", () => {
  it("asks for the BibTeX beside a paper's page, and about nothing else", async () => {
    const http = fakeHttp({ kind: "not-found" });
    expect(await source.ask([queryOf("P19-1001"), queryOf("2023.acl-long.1")], http)).toEqual([
      { kind: "not-found" },
      { kind: "not-found" },
    ]);
    const rest = { accept: ["text/plain", "application/x-bibtex", "text/x-bibtex"], limit: 512_000 };
    expect(http.requests).toEqual([
      { path: "/P19-1001.bib", ...rest },
      { path: "/2023.acl-long.1.bib", ...rest },
    ]);
    expect(source.knows(queryOf("P19-1001"))).toBe(true);
    expect(source.knows({ kind: "title", title: "P19-1001" })).toBe(false);
  });

  it.each([
    ["10.18653/v1/n19-1423", "/N19-1423.bib"],
    ["10.18653/v1/2023.acl-long.1", "/2023.acl-long.1.bib"],
    ["10.18653/v1/../evil", undefined],
    ["10.1162/tacl_a_00001", undefined],
  ])("knows a paper by its own DOI %s", async (value, path) => {
    const query: PaperQuery = { kind: "identifier", identifier: { kind: "doi", value } };
    const http = fakeHttp({ kind: "not-found" });
    await source.ask([query], http);
    expect(source.knows(query)).toBe(path !== undefined);
    expect(http.requests.map((request) => request.path)).toEqual(path === undefined ? [] : [path]);
  });

  it("reads a conference paper", async () => {
    expect(await ask(readAnswer("acl/N19-1423.bib"))).toEqual({
      kind: "found",
      record: {
        source: "acl",
        url: "https://aclanthology.org/N19-1423/",
        title: "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
        authors: ["Jacob Devlin", "Ming-Wei Chang", "Kenton Lee", "Kristina Toutanova"],
        date: "2019-06",
        venue:
          "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
        published: "2019-06",
        abstract: "One more output layer is enough to fine-tune it, “GLUE” included: a gain of 7.7%.",
        identifiers: { doi: "10.18653/v1/n19-1423", acl: "N19-1423" },
      },
    });
  });

  it.each([
    [
      "2023.acl-long.1",
      "2023-07",
      "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)",
    ],
    ["J93-2004", "1993", "Computational Linguistics"],
  ])("reads %s", async (id, published, venue) => {
    const found = await ask(readAnswer(`acl/${id}.bib`), id);
    expect(found).toMatchObject({ record: { published, venue, identifiers: { acl: id } } });
  });

  it("knows that a volume is no paper", async () => {
    expect(await ask(readAnswer("acl/2023.acl-long.0.bib"), "2023.acl-long.0")).toEqual({ kind: "not-found" });
  });

  it.each([
    ["{BERT}: Pre-training", "BERT: Pre-training"],
    [String.raw`R{\'e}sum{\'e}s and {\'E}tudes`, "Résumés and Études"],
    [String.raw`Minimising $\mathcal{L}$ in $O(n^2)$`, "Minimising L in O(n²)"],
    ["On ``quotes'' -- and 3 < 4", "On “quotes” – and 3 < 4"],
    ["<b>Bold</b> 🎉 *claims*", "<b>Bold</b> 🎉 *claims*"],
  ])("reads the title %s", async (title, expected) => {
    expect(await ask(`@inproceedings{key, title = {${title}}}`)).toMatchObject({ record: { title: expected } });
  });

  it.each([
    ["Lovelace, Ada", ["Ada Lovelace"]],
    [String.raw`M{\"u}ller, Jos{\'e}  and` + "\n" + String.raw`      {\'A}gel, Vilmos`, ["José Müller", "Vilmos Ágel"]],
    ["de la Fuente, Ana and {van den Berg}, Rianne", ["Ana de la Fuente", "Rianne van den Berg"]],
    ["Smith, Jr., Bob and {OpenAI and Friends Team}", ["Bob Smith Jr.", "OpenAI and Friends Team"]],
    [String.raw`\textit{Lovelace}, Ada`, ["Ada Lovelace"]],
  ])("reads the authors %s", async (author, authors) => {
    expect(await askWith(`author = "${author}"`)).toMatchObject({ record: { authors } });
  });

  it.each([
    ['month = jun # "-" # jul, year = 2019', "2019-06"],
    ["month = {07}, year = {2019}", "2019-07"],
    ['month = "29 " # jun, year = "2019"', "2019"],
    ['month = "10-12 " # jul, year = "2019"', "2019"],
    ['month = "Summer", year = "2019"', "2019"],
    ['month = jun, year = "to appear"', undefined],
    ["month = jun", undefined],
  ])("dates %s", async (fields, date) => {
    const found = await askWith(fields);
    expect(found?.kind === "found" && found.record.date).toBe(date);
  });

  const doubled = `@string{a = "x"}${"@string{a = a # a}".repeat(28)}`;
  it.each([
    ["nothing", ""],
    ["a page", "<!doctype html><p>mail us @ acl@example.org {or, so}</p>"],
    ["an entry cut off", '@inproceedings{key, title = "A ti'],
    ["two entries", "@misc{a, title={A}} @misc{b, title={B}}"],
    ["an entry without title", "@misc{a, year=2019}"],
    ["a title of 256 million characters", `${doubled}@misc{key, title = a}`],
    ["a string too long for the machine", `${doubled}${"@string{a = a # a}".repeat(8)}@misc{key, title = a}`],
    ["a hundred thousand braces", `@misc{key, title = ${"{".repeat(1e5)}${"}".repeat(1e5)}}`],
    ["what would be an assignment to every object", "@misc{key, title={A}, __proto__+an:polluted={yes}}"],
    ["what would be an assignment to Object", "@misc{key, title={A}, Constructor+AN:polluted={yes}}"],
    ["600,000 characters", `@misc{key, title={A}, note={${"a".repeat(600_000)}}}`],
  ])("takes %s for nonsense", async (_, text) => {
    expect(await ask(text)).toMatchObject({ kind: "failed", failure: { source: "acl", why: "nonsense" } });
    expect({}).not.toHaveProperty("polluted");
    expect(Object).not.toHaveProperty("polluted");
  });

  it("reads the first thousand of ten thousand authors", async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `Lovelace, Ada${index}`);
    const found = await askWith(`author = {${names.join("  and\n      ")}}`);
    const authors = found?.kind === "found" ? found.record.authors : undefined;
    expect([authors?.length, authors?.at(-1)]).toEqual([1_000, "Ada999 Lovelace"]);
  });

  it("hands on why it was not answered", async () => {
    const failed = { kind: "failed", failure: { source: "acl", why: "down", detail: "it answers 503" } } as const;
    expect(await ask(failed)).toEqual(failed);
  });
});
