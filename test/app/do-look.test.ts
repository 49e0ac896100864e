import { afterEach, expect, it } from "vitest";
import { doLook, type LookTools } from "../../src/app/looks/do-look.ts";
import { memoryOf } from "../../src/github/repository-memory.ts";
import { dashboardMark } from "../../src/intake/plan-dashboard.ts";
import { account, issue, repository, self } from "../github/answers.ts";
import { forgetMocks, mockGithub } from "../github/mock-github.ts";

afterEach(forgetMocks);

it("believes of nothing that it was asked for where that could not be stored", async () => {
  const github = mockGithub();
  const { client } = github;
  const ours = issue({ user: account(self), body: dashboardMark });
  github.expect({ request: "GET issues/12", answer: ours });
  const tools = {
    clients: { of: () => Promise.resolve(client) },
    memory: client.memory,
    words: { packaged: new Map() },
    add: () => Promise.reject(new Error("The database restarts")),
  } as unknown as LookTools;
  const look = doLook(tools, { kind: "look", installationId: 1, subject: { kind: "issue", repository, number: 12 } });
  await expect(look).rejects.toThrow("The database restarts");
  expect(memoryOf(client.memory, repository)).toMatchObject({ dashboard: undefined, broken: true });
  expect(github.check()).toEqual([]);
});
