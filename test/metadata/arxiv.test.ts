import { describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import { createArxivSource } from "../../src/metadata/arxiv.ts";
import type { Http, HttpAnswer, HttpRequest } from "../../src/metadata/http.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createArxivSource();
const byId = (value: string): PaperQuery => ({ kind: "identifier", identifier: { kind: "arxiv", value } });
const byTitle = (title: string): PaperQuery => ({ kind: "title", title });
const feedOf = (...entries: readonly string[]): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">${entries.join("")}</feed>`;
const entryOf = (id: string, inner = `<title>Paper ${id}</title>`): string =>
  `<entry><id>http://arxiv.org/abs/${id}v1</id>${inner}</entry>`;

/** Answers by the ids that are asked for. */
function httpFor(answer: (ids: readonly string[]) => string): Http & { readonly requests: readonly HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    get: (request) => {
      requests.push(request);
      const text = answer((request.query?.["id_list"] ?? "").split(","));
      return Promise.resolve({ kind: "body", text, url: "" });
    },
  };
}

it("asks for ids together, and matches entries by their id, not their order", async () => {
  const http = fakeHttp(readAnswer("arxiv/batch.xml"));
  const ids = ["2406.09246", "2410.24164", "cond-mat/0102536", "2401.99999", "2406.09246"];
  const answers = await source.ask(ids.map(byId), http);
  expect(http.requests).toMatchObject([
    { path: "/query", query: { id_list: "2406.09246,2410.24164,cond-mat/0102536,2401.99999", max_results: "4" } },
  ]);
  expect(answers).toEqual([
    { kind: "found", record: openVla },
    {
      kind: "found",
      record: {
        source: "arxiv",
        url: "https://arxiv.org/abs/2410.24164",
        title: "π₀: A Vision-Language-Action Flow Model for General Robot Control",
        authors: ["Kevin Black", "Noah Brown"],
        date: "2024-10-31",
        venue: "RSS 2025",
        published: "2025",
        abstract: "Robots need generality, π₀ is one answer.\n\nIt learns from many robots & tasks.",
        identifiers: { arxiv: "2410.24164" },
        links: [{ kind: "website", url: "https://physicalintelligence.company/blog/pi0" }],
      },
    },
    {
      kind: "found",
      record: {
        source: "arxiv",
        url: "https://arxiv.org/abs/cond-mat/0102536",
        title: "Impact of Electron-Electron Cusp on Configuration Interaction Energies",
        authors: ["David Prendergast", "M. Nolan"],
        date: "2001-02-28",
        venue: "J. Chem. Phys.",
        published: "2001",
        abstract: "The effect of the cusp on the convergence of energies is studied for <two> systems.",
        identifiers: { arxiv: "cond-mat/0102536", doi: "10.1063/1.1383585" },
      },
    },
    { kind: "not-found" },
    { kind: "found", record: openVla },
  ]);
});

const openVla = {
  source: "arxiv",
  url: "https://arxiv.org/abs/2406.09246",
  title: "OpenVLA: An Open-Source Vision-Language-Action Model 🤖",
  authors: ["Moo Jin Kim"],
  date: "2024-06-13",
  abstract: "One model for many robots.",
  identifiers: { arxiv: "2406.09246" },
  links: [{ kind: "website", url: "https://openvla.github.io/" }],
};

it("says that a paper is withdrawn, and takes the notice for no abstract", async () => {
  const [answer] = await source.ask([byId("2301.00001")], fakeHttp(readAnswer("arxiv/withdrawn.xml")));
  expect(answer).toMatchObject({ kind: "found", record: { title: "A Result That Did Not Hold", withdrawn: true } });
  expect(answer).not.toHaveProperty("record.abstract");
});

describe("one id among others", () => {
  it("that arXiv calls wrong is not found, and the others are asked for again without it", async () => {
    const http = httpFor((ids) =>
      ids.includes("2401.99999") ? readAnswer("arxiv/error.xml") : feedOf(...ids.map((id) => entryOf(id))),
    );
    const answers = await source.ask([byId("2406.09246"), byId("2401.99999"), byId("2410.24164")], http);
    expect(answers.map((answer) => answer.kind)).toEqual(["found", "not-found", "found"]);
    expect(http.requests.map((request) => request.query?.["id_list"])).toEqual([
      "2406.09246,2401.99999,2410.24164",
      "2406.09246,2410.24164",
    ]);
  });

  it("that makes an error which names none fails with the others, for whoever asks to look for it", async () => {
    const http = fakeHttp(feedOf("<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"));
    const answers = await source.ask(["2406.09246", "2410.24164"].map(byId), http);
    expect(answers).toMatchObject([{ failure: { why: "nonsense" } }, { failure: { why: "nonsense" } }]);
    expect(http.requests).toHaveLength(1);
  });

  it("is named in an error, each of fifty after the other: the asking ends", async () => {
    const http = httpFor(([first = ""]) =>
      feedOf(
        `<entry><id>http://arxiv.org/api/errors#x</id><summary>incorrect id format for ${first}</summary></entry>`,
      ),
    );
    const ids = Array.from({ length: 50 }, (_, at) => `2501.000${at + 10}`);
    const answers = await source.ask(ids.map(byId), http);
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["not-found", "failed"]));
    expect(http.requests).toHaveLength(3);
  });

  it.each(["down", "throttled", "timed-out"] as const)("is not looked for where arXiv is %s", async (why) => {
    const down: HttpAnswer = { kind: "failed", failure: { source: "arxiv", why, detail: "it is" } };
    const http = fakeHttp(down);
    expect(await source.ask([byId("2406.09246"), byId("2410.24164")], http)).toEqual([down, down]);
    expect(http.requests).toHaveLength(1);
  });
});

it.each([
  ["no entry", readAnswer("arxiv/empty.xml")],
  ["an empty entry", feedOf("<entry/>", entryOf("2406.09246", ""))],
  ["another paper", feedOf(entryOf("2410.24164"))],
  ["an id of another place", feedOf("<entry><id>https://evil.example/2406.09246</id><title>x</title></entry>")],
  [
    "entries of other types",
    feedOf("<entry>text</entry>", "<entry><id><b>2406.09246</b></id><title><b>x</b></title></entry>"),
  ],
])("does not find a paper in %s", async (_what, body) => {
  expect(await source.ask([byId("2406.09246")], fakeHttp(body))).toEqual([{ kind: "not-found" }]);
});

it.each([
  ["nothing", ""],
  ["words", "Rate exceeded."],
  ["HTML", "<!doctype html><html><body><p>Sorry</body></html>"],
  ["XHTML", "<html><body><p>Sorry</p></body></html>"],
  ["a document type", `<!DOCTYPE feed [<!ENTITY x "boom">]>${feedOf(entryOf("2406.09246"))}`],
  ["a cut-off feed", readAnswer("arxiv/batch.xml").slice(0, 1_500)],
  ["depth", `<feed>${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}</feed>`],
  ["a feed of words", "<feed>x</feed>"],
])("takes %s for nonsense", async (_what, body) => {
  expect(await source.ask([byId("2406.09246")], fakeHttp(body))).toMatchObject([
    { kind: "failed", failure: { source: "arxiv", why: "nonsense" } },
  ]);
});

it("takes the first thousand of ten thousand authors, and what other fields there are", async () => {
  const authors = Array.from({ length: 10_000 }, (_, at) => `<author><name>Author ${at}</name></author>`).join("");
  const body = feedOf(
    entryOf("2406.09246", `<title>Many</title>${authors}<published>soon</published><doi><b>x</b></doi>`),
  );
  const [answer] = await source.ask([byId("2406.09246")], fakeHttp(body));
  expect(answer).toMatchObject({ kind: "found", record: { title: "Many", identifiers: { arxiv: "2406.09246" } } });
  expect(answer).toHaveProperty("record.authors.length", 1_000);
  expect(answer).not.toHaveProperty("record.date");
});

describe("a title", () => {
  it.each([
    ["OpenVLA: An Open-Source Model", 'ti:"OpenVLA An Open Source Model"'],
    ['"x" OR all:y AND (z) ANDNOT \\', 'ti:"x OR all y AND z ANDNOT"'],
    ["π₀: A Flow Model für Robots & Co.", 'ti:"A Flow Model" AND ti:"Robots Co"'],
  ])("is asked for as words: %s", async (title, query) => {
    const http = fakeHttp(readAnswer("arxiv/batch.xml"));
    const [answer] = await source.ask([byTitle(title)], http);
    expect(http.requests).toMatchObject([{ path: "/query", query: { search_query: query, max_results: "5" } }]);
    expect(answer).toMatchObject({ kind: "candidates" });
    expect(answer).toHaveProperty("records.length", 3);
  });

  it("may be unknown, or cause an error", async () => {
    expect(await source.ask([byTitle("x")], fakeHttp(readAnswer("arxiv/empty.xml")))).toEqual([{ kind: "not-found" }]);
    expect(await source.ask([byTitle("x")], fakeHttp(readAnswer("arxiv/error.xml")))).toMatchObject([
      { kind: "failed" },
    ]);
  });
});

it.each<[boolean, PaperQuery]>([
  [true, byId("2406.09246")],
  [true, byTitle("A title")],
  [false, byTitle("具身智能")],
  [false, { kind: "identifier", identifier: { kind: "doi", value: "10.1109/x" } }],
  [false, { kind: "page", url: "https://a.org" }],
])("knows: %s, %j", (expected, query) => {
  expect(source.knows(query)).toBe(expected);
});
