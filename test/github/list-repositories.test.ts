import { createRequire } from "node:module";
import { afterEach, describe, expect, it } from "vitest";
import { listRepositories, toRepositoryRef } from "../../src/github/list-repositories.ts";
import { patched } from "./answers.ts";
import { forgetMocks, mockGithub } from "./mock-github.ts";

afterEach(forgetMocks);

interface Example {
  readonly name: string;
  readonly examples: readonly { readonly repository?: Parameters<typeof toRepositoryRef>[0] }[];
}

describe("listRepositories", () => {
  it("leaves out what cannot be written to, and goes on to the next page", async () => {
    const github = mockGithub();
    const operation = "GET /repos/{owner}/{repo}";
    const lean = {
      source: undefined,
      parent: undefined,
      template_repository: undefined,
      organization: undefined,
      language: null,
    };
    const one = (id: number, patch: object = {}): object =>
      patched(operation, {
        id,
        name: `list-${id}`,
        owner: { login: "octo" },
        default_branch: "main",
        ...lean,
        ...patch,
      });
    const page = (number: number, repositories: readonly object[]): void =>
      github.expect({
        request: "GET /installation/repositories",
        query: { per_page: "100", page: String(number) },
        answer: { total_count: 101, repositories },
      });
    page(1, [
      ...Array.from({ length: 98 }, (_, at) => one(at + 1)),
      one(99, { archived: true }),
      one(100, { disabled: true }),
    ]);
    page(2, [one(101)]);
    const found = await listRepositories(github.client);
    expect(found.map(({ id }) => id)).toEqual([...Array.from({ length: 98 }, (_, at) => at + 1), 101]);
    expect(github.check()).toEqual([]);
  });
});

describe("toRepositoryRef", () => {
  it("reads the repository of every webhook that we hear", () => {
    const all = createRequire(import.meta.url)(
      "@octokit/webhooks-examples/api.github.com/index.json",
    ) as readonly Example[];
    const heard = new Set([
      "issues",
      "issue_comment",
      "pull_request",
      "push",
      "check_run",
      "check_suite",
      "repository",
    ]);
    const repositories = all
      .filter(({ name }) => heard.has(name))
      .flatMap(({ examples }) => examples.flatMap(({ repository }) => (repository === undefined ? [] : [repository])));
    expect(repositories.length).toBeGreaterThan(50);
    for (const repository of repositories) {
      const ref = toRepositoryRef(repository);
      expect(ref).toEqual({
        id: expect.any(Number) as unknown,
        owner: expect.stringMatching(/./) as unknown,
        name: expect.stringMatching(/./) as unknown,
        defaultBranch: expect.stringMatching(/./) as unknown,
        url: expect.stringMatching(/^https?:\/\/github\.com\/[^/]+\/[^/]+$/) as unknown,
      });
    }
  });
});
