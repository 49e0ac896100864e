import { describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { Http, HttpAnswer, HttpRequest } from "../../src/metadata/http.ts";
import { createOpenreviewSource } from "../../src/metadata/openreview.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const none = JSON.stringify({ notes: [], count: 0 });
const accepted = readAnswer("openreview/accepted.json");
const firstApi = readAnswer("openreview/first-api.json");
const refused: HttpAnswer = {
  kind: "failed",
  failure: { source: "openreview", why: "refused", detail: "it answers 403" },
};

function queryOf(value: string): PaperQuery {
  return { kind: "identifier", identifier: { kind: "openreview", value } };
}

/** Answers one request after the other. */
function inTurn(...answers: readonly (string | HttpAnswer)[]): Http & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    get: async (request: HttpRequest) => {
      const answer = answers[asked.push(request.query) - 1] ?? "no more was expected";
      return typeof answer === "string"
        ? { kind: "body", text: answer, url: "https://api2.openreview.net/notes" }
        : answer;
    },
  };
}

async function ask(http: Http, id: string, v1?: Http) {
  const [answer] = await createOpenreviewSource(v1 && { v1 }).ask([queryOf(id)], http);
  return answer;
}

/** What is read of a note of API 2 with these fields. */
async function recordOf(content: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  const fields = Object.entries({ title: "A title", ...content }).map(([name, value]) => [name, { value }]);
  const note = { id: "abcde12345", forum: "abcde12345", content: Object.fromEntries(fields), ...more };
  const answer = await ask(fakeHttp(JSON.stringify({ notes: [note] })), "abcde12345");
  return answer?.kind === "found" ? answer.record : answer;
}

describe("OpenReview", () => {
  it("asks API 2 for all at once, each once", async () => {
    const http = fakeHttp(none);
    const source = createOpenreviewSource();
    expect(await source.ask([queryOf("2dnO3LLiJ1"), queryOf("B1xsqj09Fm"), queryOf("2dnO3LLiJ1")], http)).toEqual([
      { kind: "not-found" },
      { kind: "not-found" },
      { kind: "not-found" },
    ]);
    expect(http.requests).toEqual([
      { path: "/notes", query: { ids: "2dnO3LLiJ1,B1xsqj09Fm" }, accept: ["application/json"] },
    ]);
    expect(source.knows(queryOf("2dnO3LLiJ1"))).toBe(true);
    expect(source.knows({ kind: "title", title: "2dnO3LLiJ1" })).toBe(false);
  });

  const record = {
    source: "openreview",
    url: "https://openreview.net/forum?id=2dnO3LLiJ1",
    title: "Vision Transformers Need Registers",
    authors: ["Timothée Darcet", "Maxime Oquab", "Julien Mairal", "Piotr Bojanowski"],
    date: "2023-09-18",
    venue: "ICLR 2024",
    published: "2024-01-16",
    abstract: "We look at artifacts in feature maps.\n\nAdding k=4 tokens costs 2% more.",
    identifiers: { openreview: "2dnO3LLiJ1" },
    links: [{ kind: "code", url: "https://github.com/facebookresearch/dinov2" }],
  };

  it("reads an accepted paper", async () => {
    expect(await ask(fakeHttp(accepted), "2dnO3LLiJ1")).toEqual({ kind: "found", record });
  });

  it("answers a review's id with its paper", async () => {
    const http = inTurn(readAnswer("openreview/review.json"), accepted);
    expect(await ask(http, "Ab3dEfGh1J")).toEqual({ kind: "found", record });
    expect(http.asked).toEqual([{ ids: "Ab3dEfGh1J" }, { ids: "2dnO3LLiJ1" }]);
  });

  it("reads what was imported from DBLP: of no venue, dated to the year, the same as on arXiv", async () => {
    expect(await ask(fakeHttp(readAnswer("openreview/imported.json")), "Xs5dUKGJz1")).toEqual({
      kind: "found",
      record: {
        source: "openreview",
        url: "https://openreview.net/forum?id=Xs5dUKGJz1",
        title: "Learning Fine-Grained Bimanual Manipulation with Low-Cost Hardware",
        authors: ["Tony Z. Zhao", "Vikash Kumar", "Sergey Levine", "Chelsea Finn"],
        date: "2023",
        identifiers: { arxiv: "2304.13705", openreview: "Xs5dUKGJz1" },
      },
    });
  });

  it.each([
    ["authors withheld", { authors: ["Anonymous authors"], authorids: ["x"] }, {}],
    [
      "authors as objects",
      { authors: [{ fullname: "Ada Lovelace", username: "~Ada_Lovelace1" }, 7] },
      { authors: ["Ada Lovelace"] },
    ],
    ["LaTeX in a title", { title: "$\\pi_0$: A {VLA}" }, { title: "π₀: A VLA" }],
    [
      "a withdrawn one",
      { venue: "ICLR 2025 Conference Withdrawn Submission", venueid: "ICLR.cc/2025/Conference/Withdrawn_Submission" },
      { withdrawn: true },
    ],
    ["a rejected one", { venue: "Submitted to ICLR 2025", venueid: "ICLR.cc/2025/Conference/Rejected_Submission" }, {}],
    [
      "its pdf on arXiv",
      { pdf: "https://arxiv.org/pdf/1412.6980.pdf" },
      { identifiers: { arxiv: "1412.6980", openreview: "abcde12345" } },
    ],
    ["its pdf in another forum", { pdf: "https://openreview.net/pdf?id=2dnO3LLiJ1" }, {}],
    ["a promise of code", { code: "We will release it", supplementary_material: "/attachment/a.zip" }, {}],
  ])("reads %s", async (_, content, expected) => {
    const url = "https://openreview.net/forum?id=abcde12345";
    const identifiers = { openreview: "abcde12345" };
    expect(await recordOf(content)).toEqual({ source: "openreview", url, title: "A title", identifiers, ...expected });
  });

  it.each([[-1e15], [4.2], [1e300], ["2024"], [null], [Number.MAX_SAFE_INTEGER]])(
    "has no date of cdate %j",
    async (cdate) => {
      expect(await recordOf({}, { cdate })).not.toHaveProperty("date");
    },
  );

  it("asks API 1 for nothing more once it is in trouble", async () => {
    const v1 = fakeHttp({ kind: "failed", failure: { source: "openreview", why: "down", detail: "it is" } });
    const ids = ["abcde1", "abcde2", "abcde3"];
    const answers = await createOpenreviewSource({ v1 }).ask(ids.map(queryOf), fakeHttp('{"notes":[]}'));
    expect(answers.map(({ kind }) => kind)).toEqual(["failed", "failed", "failed"]);
    expect(v1.requests).toHaveLength(1);
  });

  it("asks API 1 for what API 2 does not know, one at a time", async () => {
    const v1 = fakeHttp(firstApi);
    const answers = await createOpenreviewSource({ v1 }).ask(
      [queryOf("2dnO3LLiJ1"), queryOf("B1xsqj09Fm")],
      fakeHttp(accepted),
    );
    expect(v1.requests).toEqual([{ path: "/notes", query: { id: "B1xsqj09Fm" }, accept: ["application/json"] }]);
    expect(answers).toEqual([
      { kind: "found", record },
      {
        kind: "found",
        record: {
          source: "openreview",
          url: "https://openreview.net/forum?id=B1xsqj09Fm",
          title: "Large Scale GAN Training for High Fidelity Natural Image Synthesis",
          authors: ["Andrew Brock", "Jeff Donahue", "Karen Simonyan"],
          date: "2018-09-27",
          abstract: "Class-conditional images at 512x512.",
          identifiers: { openreview: "B1xsqj09Fm" },
          links: [{ kind: "code", url: "https://github.com/ajbrock/BigGAN-PyTorch" }],
        },
      },
    ]);
  });

  it("knows a paper withdrawn in API 1 by its invitation", async () => {
    const withdrawn = firstApi.replace("Blind_Submission", "Withdrawn_Submission");
    const answer = await ask(fakeHttp(none), "B1xsqj09Fm", fakeHttp(withdrawn));
    expect(answer).toMatchObject({ kind: "found", record: { withdrawn: true } });
  });

  it.each([
    ["API 2 refuses", [refused], [firstApi], "refused"],
    ["API 2 refuses the forum of a review", [readAnswer("openreview/review.json"), refused], [firstApi], "refused"],
    ["API 1 refuses", [none], [refused], "refused"],
    ["the answer is a page", ["<html>One moment</html>"], [], "nonsense"],
    ["the answer is cut off", [accepted.slice(0, 500)], [], "nonsense"],
    ["the answer is an error that says 200", ['{"name":"ForbiddenError","status":403}'], [], "nonsense"],
    ["the answer is a list", ["[]"], [], "nonsense"],
  ] as const)("fails where %s", async (_, answers, older, why) => {
    expect(await ask(inTurn(...answers), "Ab3dEfGh1J", inTurn(...older))).toMatchObject({
      kind: "failed",
      failure: { why },
    });
  });

  const other = { id: "abcde12345", forum: "abcde12345" };
  it.each([
    ["it knows no such note", { kind: "not-found" } as const],
    ["the note shows no title", { notes: [{ ...other, content: { venue: { value: "ICLR 2024" } } }] }],
    ["the note has no content", { notes: [other] }],
    ["the note has no forum", { notes: [{ id: "abcde12345", content: { title: "A" } }] }],
    ["the forum is no id", { notes: [{ ...other, forum: "a,b&trash=true", content: { title: "A" } }] }],
    ["the note is another", { notes: [{ id: "zzzzz", forum: "zzzzz", content: { title: "A" } }] }],
    ["the notes are none", { notes: [null, 7, "abcde12345", []] }],
    [
      "the forum is in a forum",
      {
        notes: [
          { ...other, forum: "zzzzz" },
          { id: "zzzzz", forum: "yyyyy" },
        ].map((note) => ({ ...note, content: { title: "A" } })),
      },
    ],
  ])("finds nothing where %s", async (_, answer) => {
    const http = fakeHttp("notes" in answer ? JSON.stringify(answer) : answer);
    expect(await ask(http, "abcde12345")).toEqual({ kind: "not-found" });
  });
});
