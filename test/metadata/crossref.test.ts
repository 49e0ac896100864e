import { expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { PaperRecord } from "../../src/list/paper-record.ts";
import { createCrossrefSource } from "../../src/metadata/crossref.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createCrossrefSource({ mailto: "list@example.org" });
const byDoi = (value: string): PaperQuery => ({ kind: "identifier", identifier: { kind: "doi", value } });
const byTitle: PaperQuery = { kind: "title", title: "Trends and challenges in robot manipulation" };

it.each([
  [
    "proceedings, the event said twice, a mark in the title",
    "proceedings-article",
    {
      url: "https://doi.org/10.1109/icra57147.2024.10611477",
      title: "Open X-Embodiment: Robotic Learning Datasets and RT-X Models : Open X-Embodiment Collaboration⁰",
      authors: ["Abby O’Neill", "Abdul Rehman", "Abhinav Gupta"],
      date: "2024-05-13",
      venue: "2024 IEEE International Conference on Robotics and Automation (ICRA)",
      published: "2024-05-13",
      identifiers: { doi: "10.1109/icra57147.2024.10611477" },
    },
  ],
  [
    "a chapter: the book, not its series; the day rather than its year",
    "book-chapter",
    {
      url: "https://doi.org/10.1007/978-3-319-24574-4_28",
      title: "U-Net: Convolutional Networks for Biomedical Image Segmentation",
      authors: ["Olaf Ronneberger", "Philipp Fischer", "Thomas Brox"],
      date: "2015-11-18",
      venue: "Medical Image Computing and Computer-Assisted Intervention – MICCAI 2015",
      published: "2015",
      identifiers: { doi: "10.1007/978-3-319-24574-4_28" },
    },
  ],
  [
    "a journal: subtitle, JATS, an organisation, online before print, its preprint, a correction",
    "journal-article",
    {
      url: "https://doi.org/10.1177/02783649241273668",
      title: "Diffusion policy: Visuomotor policy learning via action diffusion",
      authors: ["Cheng Chi", "Zhenjia Xu", "Toyota Research Institute", "Shuran Song Jr."],
      date: "2024-10-11",
      venue: "The International Journal of Robotics Research",
      published: "2025-09",
      abstract:
        "This paper introduces Diffusion Policy, a new way of generating robot behavior & actions.\n\nCode is available.",
      identifiers: { doi: "10.1177/02783649241273668", arxiv: "2303.04137" },
    },
  ],
  [
    "a preprint that was published: no venue, the DOI of the publication",
    "preprint",
    {
      url: "https://doi.org/10.1101/2020.03.22.002386",
      title: "A SARS-CoV-2-Human Protein-Protein Interaction Map Reveals Drug Targets and Potential Drug-Repurposing",
      authors: ["David E. Gordon", "Gwendolyn M. Jang"],
      date: "2020-03-22",
      identifiers: { doi: "10.1038/s41586-020-2286-9" },
    },
  ],
  [
    "a retracted paper",
    "retracted",
    {
      url: "https://doi.org/10.1016/s0140-6736(97)11096-0",
      title:
        "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
      authors: ["AJ Wakefield"],
      date: "1998-02",
      venue: "The Lancet",
      published: "1998-02",
      identifiers: { doi: "10.1016/s0140-6736(97)11096-0" },
      withdrawn: true,
    },
  ],
  [
    "null everywhere, and a day that no calendar has",
    "null-everywhere",
    {
      url: "https://doi.org/10.5555/12345678",
      title: "Toward a Unified Theory of High-Energy Metaphysics",
      authors: ["Carberry"],
      date: "2008-08",
      identifiers: { doi: "10.5555/12345678" },
    },
  ],
])("reads %s", async (_what, fixture, record) => {
  const http = fakeHttp(readAnswer(`crossref/${fixture}.json`));
  expect(await source.ask([byDoi("10.5555/any")], http)).toEqual([
    { kind: "found", record: { source: "crossref", ...record } },
  ]);
});

it("finds candidates, and leaves out what is no paper or has no title", async () => {
  const [answer] = await source.ask([byTitle], fakeHttp(readAnswer("crossref/search.json")));
  expect(answer).toEqual({
    kind: "candidates",
    records: [expect.objectContaining({ title: byTitle.title, venue: "Science", date: "2019-06-21" })],
  });
});

it.each([
  [{ title: ["RETRACTED: A study"] }, true],
  [{ title: ["RETRACTED ARTICLE: A study"] }, true],
  [{ title: ["Retracted: what authors do next"] }, undefined],
  [{ "update-to": [{ DOI: "10.5555/A", type: "withdrawal" }] }, true],
  [{ "update-to": [{ DOI: "10.5555/another", type: "retraction" }] }, undefined],
  [{ "updated-by": [{ type: "removal" }] }, true],
  [{ "updated-by": [{ type: "expression_of_concern" }] }, undefined],
  [{ "updated-by": "retraction" }, undefined],
])("knows whether %j was taken back", async (fields, withdrawn) => {
  expect((await recordOf({ title: ["A study"], ...fields }))?.withdrawn).toBe(withdrawn);
});

it.each([
  [["Robots"], ["A survey"], "Robots: A survey"],
  [["Robots:"], ["A survey"], "Robots: A survey"],
  [["Robots: a Survey"], ["A survey."], "Robots: a Survey"],
  [["Robots"], ["Robots"], "Robots"],
  [["Robots 🤖 &amp; <i>us</i>"], [], "Robots 🤖 & us"],
  [["$\\pi_0$: A Flow Model"], undefined, "π₀: A Flow Model"],
])("joins title %j and subtitle %j", async (title, subtitle, joined) => {
  expect((await recordOf({ title, subtitle }))?.title).toBe(joined);
});

it.each([
  [{ "has-preprint": [{ id: "https://arxiv.org/abs/2406.09246v3" }] }, { arxiv: "2406.09246" }],
  [{ "has-preprint": [{ id: "10.48550/arXiv.2406.09246" }, { id: "10.48550/arXiv.2303.04137" }] }, {}],
  [{ "has-preprint": [{ id: "10.1101/2020.03.22.002386" }] }, {}],
  [{ "is-preprint-of": [{ id: "10.1038/s41586-020-2286-9" }] }, {}],
  [{ "has-preprint": { id: "10.48550/arXiv.2406.09246" } }, {}],
])("takes %j for names of the same paper", async (relation, identifiers) => {
  expect((await recordOf({ title: ["A study"], relation }))?.identifiers).toEqual({ doi: "10.5555/a", ...identifiers });
});

it("reads ten thousand authors", async () => {
  const author = Array.from({ length: 10_000 }, (_none, index) => ({ given: "A.", family: `Author ${index}` }));
  expect(await recordOf({ title: ["A study"], author })).toMatchObject({
    authors: { length: 1_000, 999: "A. Author 999" },
  });
});

it.each([
  [
    byDoi("10.1016/s0140-6736(97)11096-0"),
    { path: "/works/10.1016%2Fs0140-6736(97)11096-0", query: { mailto: "list@example.org" } },
  ],
  [byDoi("10.1234/../x?y#z"), { path: "/works/10.1234%2F..%2Fx%3Fy%23z" }],
  [
    { kind: "title", title: "Robots & us", author: "Billard", year: "2019" } as const,
    {
      path: "/works",
      query: {
        "query.bibliographic": "Robots & us Billard 2019",
        rows: "5",
        select:
          "DOI,type,title,subtitle,author,container-title,event,abstract,relation,published-print,published-online,posted,issued,update-to,updated-by",
        mailto: "list@example.org",
      },
    },
  ],
])("asks for %j", async (query, request) => {
  const http = fakeHttp({ kind: "not-found" });
  expect(source.knows(query)).toBe(true);
  expect(await source.ask([query], http)).toEqual([{ kind: "not-found" }]);
  expect(http.requests).toMatchObject([{ accept: ["application/json"], ...request }]);
});

it("sends no address where none is given", async () => {
  const http = fakeHttp({ kind: "not-found" });
  await createCrossrefSource({}).ask([byDoi("10.5555/a")], http);
  expect(http.requests).toMatchObject([{ query: {} }]);
  expect(http.requests[0]?.query).not.toHaveProperty("mailto");
});

it.each<PaperQuery>([
  { kind: "identifier", identifier: { kind: "arxiv", value: "2406.09246" } },
  { kind: "page", url: "https://example.org/paper" },
])("cannot be asked for %j", async (query) => {
  const http = fakeHttp("{}");
  expect(source.knows(query)).toBe(false);
  expect(await source.ask([query], http)).toEqual([{ kind: "not-found" }]);
  expect(http.requests).toEqual([]);
});

it.each([
  ["HTML", "<!doctype html><title>502 Bad Gateway</title>"],
  ["nothing", ""],
  ["null", "null"],
  ["an empty message", '{"status":"ok","message":{}}'],
  ["a message that is a list", '{"message":[{"type":"select-not-available"}]}'],
  ["a message that is a text", '{"message":"Resource not found."}'],
  ["items that are no list", '{"message":{"items":{"0":{"DOI":"10.5555/a","title":["A"]}}}}'],
])("takes %s for nonsense", async (_what, body) => {
  for (const query of [byDoi("10.5555/a"), byTitle])
    expect(await source.ask([query], fakeHttp(body))).toMatchObject([{ kind: "failed", failure: { why: "nonsense" } }]);
});

it("hands on a failure", async () => {
  const failure = { source: "crossref", why: "throttled", detail: "it asks us to wait" } as const;
  expect(await source.ask([byTitle], fakeHttp({ kind: "failed", failure }))).toEqual([{ kind: "failed", failure }]);
});

async function recordOf(fields: Readonly<Record<string, unknown>>): Promise<PaperRecord | undefined> {
  const work = { DOI: "10.5555/A", type: "journal-article", ...fields };
  const [answer] = await source.ask([byDoi("10.5555/a")], fakeHttp(JSON.stringify({ message: work })));
  return answer?.kind === "found" ? answer.record : undefined;
}
