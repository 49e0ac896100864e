import { afterEach, describe, expect, it } from "vitest";
import { readPackagedTemplates } from "../../../src/app/packaged-templates.ts";
import { renderInWorker } from "../../../src/app/render-in-worker.ts";
import { createRendererFor } from "../../../src/app/renderer.ts";
import { tellSilence, type SilenceTools } from "../../../src/app/tell/tell-heartbeat.ts";
import { createWords } from "../../../src/app/words.ts";
import { label, patched, repository, self } from "../../github/answers.ts";
import { forgetMocks, mockGithub, type MockGithub } from "../../github/mock-github.ts";
import { base } from "../../support/suggestion.ts";

afterEach(forgetMocks);

const packaged = readPackagedTemplates();
const words = createWords(packaged, createRendererFor(packaged, renderInWorker), () => "seal");
const query = { creator: self.login, labels: "paper: attention", per_page: "100", state: "all" };
const reference = "5f0c2a53-0d0e-4c55-9a45-f0d3f4f6a001";
const day = 86_400_000;

/** Gives back what was asked, and by whom, that should not have been. */
async function tell(github: MockGithub, days: number | undefined, error?: string): Promise<readonly string[]> {
  const since = days === undefined ? undefined : Date.now() - days * day;
  const asked: string[] = [];
  const findGivenUp: SilenceTools["queue"]["findGivenUp"] = (key) => {
    asked.push(key);
    return Promise.resolve(
      since === undefined
        ? undefined
        : {
            reference,
            key,
            item: { kind: "sweep" },
            group: undefined,
            lane: undefined,
            isDeadly: false,
            since,
            attempts: 8,
            error,
          },
    );
  };
  const tools = { clients: { of: () => Promise.resolve(github.client) }, words, queue: { findGivenUp } };
  const read = { base, templates: new Map<string, string>(), listText: undefined };
  await tellSilence(tools, { kind: "repository", installationId: 1, repository }, read);
  return [...asked.filter((key) => key !== `${repository.id}:branch`), ...github.check()];
}

describe("looks at a list that are given up", () => {
  it.each([
    ["none is", undefined],
    ["not for long", 6.9],
  ])("are nobody's business while %s", async (_what, days) => {
    expect(await tell(mockGithub(), days)).toEqual([]);
  });

  it.each([
    ["TypeError: secret is undefined", `reference \`${reference}\``],
    ["Refused: GitHub answered 403 to POST /x: No", "`GitHub answered 403 to POST /x: No`"],
  ])("are told after a week: %s", async (error, said) => {
    const github = mockGithub();
    github.expect(
      { request: "GET issues", query, answer: [] },
      { request: "POST labels", status: 201, answer: label("paper: attention") },
      { request: "POST issues", status: 201, answer: patched("POST /repos/{owner}/{repo}/issues", {}, 201) },
    );
    expect(await tell(github, 8, error)).toEqual([]);
    expect(github.bodies.at(-1)).toMatchObject({ labels: ["paper: attention"], body: expect.stringContaining(said) });
    expect(JSON.stringify(github.bodies)).not.toContain("secret");
  });

  it("are told nowhere where there are no issues", async () => {
    const github = mockGithub();
    github.fail({ request: "GET issues", query }, { status: 410 });
    expect(await tell(github, 8)).toEqual([]);
  });
});
