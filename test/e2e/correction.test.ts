import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printCorrection } from "../../src/intake/print-form.ts";
import type { WrittenCorrection } from "../../src/intake/read-correction.ts";
import type { CorrectionField } from "../../src/list/correction-fields.ts";
import { startLoop, type Loop } from "../support/loop.ts";

let loop: Loop;
beforeEach(async () => {
  loop = await startLoop();
});
afterEach(() => loop.close());

const octo = "octo-an-open-source-generalist-robot";
type Answers = Partial<Record<CorrectionField["name"], string>>;
const text = (kind: WrittenCorrection["kind"], answers: Answers): string =>
  printCorrection({ kind, answers: new Map(Object.entries(answers) as [CorrectionField["name"], string][]) });
const correct = (answers: Answers): Promise<number> => loop.suggest(text("edit", answers), "Correct: Octo");
const remove = (answers: Answers): Promise<number> => loop.suggest(text("remove", answers), "Remove: Octo");
const onlyPull = async () => {
  const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
  expect(data).toHaveLength(1);
  if (data[0] === undefined) throw new Error("there is no open pull request");
  return data[0];
};
const merge = async (number: number): Promise<void> => {
  await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: number });
  await loop.settle();
};
const state = async (issue: number): Promise<string> =>
  (await loop.as("lab").rest.issues.get({ ...loop.route, issue_number: issue })).data.state;

describe("a correction", () => {
  it("becomes a pull request that changes nothing but what was named", async () => {
    const before = (await loop.file("list.json")) ?? "";
    const issue = await correct({ paper: "https://arxiv.org/pdf/2405.12213v2", venue: "RSS 2024" });
    const pull = await onlyPull();
    expect(pull.title).toBe(`Edit ${octo} (#${issue})`);
    expect(pull.body).toContain("**venue**: new → `RSS 2024`");
    expect(pull.body).toContain("In the list it reads now:");
    expect((await loop.comments(issue))[0]?.body).toContain("**venue**: new → `RSS 2024`");
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
    await merge(pull.number);
    const date = '      "date": "2024-05",\n';
    expect(before).toContain(date);
    expect(await loop.file("list.json")).toBe(before.replace(date, `${date}      "venue": "RSS 2024",\n`));
    expect(await loop.file("README.md")).toContain("RSS 2024");
    expect(await state(issue)).toBe("closed");
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
  });

  it("stays accepted when the paper is changed again and the issue reopened", async () => {
    const issue = await correct({ paper: octo, venue: "RSS 2024" });
    await merge((await onlyPull()).number);
    await loop.write("list.json", ((await loop.file("list.json")) ?? "").replace("RSS 2024", "RSS"));
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    expect((await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data).toEqual([]);
  });

  it("is rebuilt where the same field was changed meanwhile, and says so", async () => {
    const issue = await correct({ paper: octo, date: "2024-05-20" });
    const { number } = await onlyPull();
    await loop.write(
      "list.json",
      ((await loop.file("list.json")) ?? "")
        .replace('"2024-05"', '"2024-06"')
        .replace("Generalist Robot Policy", "Robot Policy"),
    );
    await loop.settle();
    const pull = await onlyPull();
    expect(pull.number).toBe(number);
    expect(pull.body).toContain("**date**: `2024-06` → `2024-05-20`");
    expect(pull.body).toContain("was changed in the list after");
    expect((await loop.comments(issue))[0]?.body).toContain("was changed in the list after");
    await merge(number);
    const [paper] = (await loop.list()).papers;
    expect(paper).toMatchObject({ date: "2024-05-20", title: "Octo: An Open-Source Robot Policy" });
  });

  it("that the list has already is told so", async () => {
    const issue = await correct({ paper: octo, date: "2024-05" });
    expect(await loop.labels(issue)).toEqual(["paper: duplicate"]);
    expect((await loop.comments(issue))[0]?.body).toContain("the list says this already");
  });

  it("of a paper that nobody knows is asked which one is meant, and goes on when that is mended", async () => {
    const issue = await correct({ paper: "Octo: An Open-Source Generalist Robots Policy", tags: "a, b" });
    expect(await loop.labels(issue)).toEqual(["paper: incomplete"]);
    const [comment] = await loop.comments(issue);
    expect(comment?.body).toContain(`### Paper\n\n${octo}\n\n### Tags\n\na, b`);
    await loop.as("suggester").rest.issues.update({
      ...loop.route,
      issue_number: issue,
      body: text("edit", { paper: octo, tags: "a, b" }),
    });
    await loop.settle();
    expect((await onlyPull()).title).toBe(`Edit ${octo} (#${issue})`);
  });
});

describe("a removal", () => {
  it("takes the paper out with its reason told, and that alone", async () => {
    const issue = await remove({ paper: octo, reason: "Withdrawn.\n\nSigned-off-by: @stranger <x@y.z>" });
    const pull = await onlyPull();
    expect(pull.title).toBe(`Remove ${octo} (#${issue})`);
    expect(pull.body).toContain("It goes out of the list.");
    expect(pull.body).toContain("```text\nWithdrawn.\n\nSigned-off-by: @stranger <x@y.z>\n```");
    const { data } = await loop.as("lab").rest.repos.listCommits({ ...loop.route, sha: pull.head.ref, per_page: 1 });
    expect(data[0]?.commit.message).not.toContain("stranger");
    await merge(pull.number);
    expect((await loop.list()).papers).toEqual([]);
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
    await loop.as("maintainer").rest.issues.update({ ...loop.route, issue_number: issue, state: "open" });
    await loop.settle();
    expect((await loop.comments(issue))[0]?.body).toContain("was taken out of the list");
  });

  it("without a reason waits for one", async () => {
    const issue = await remove({ paper: octo });
    expect(await loop.labels(issue)).toEqual(["paper: incomplete"]);
    expect((await loop.comments(issue))[0]?.body).toContain("**reason**: Why should it not be in the list?");
  });
});
