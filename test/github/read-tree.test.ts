import { afterEach, expect, it } from "vitest";
import { readTree } from "../../src/github/read-tree.ts";
import { entry, repository, sha, tree } from "./answers.ts";
import { forgetMocks, mockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const treeOf = (name: string, ...entries: readonly object[]): Step => ({
  request: `GET git/trees/${sha(name)}`,
  query: { recursive: "1" },
  answer: tree(sha(name), {}, { tree: entries }),
});

it("keeps once what two trees of a repository have in common", async () => {
  const github = mockGithub();
  const same = entry("README.md", sha("readme"), 12);
  const moved = [entry("list.json", sha("old"), 20), entry("list.json", sha("new"), 21)];
  const modes = [entry("run", sha("run"), 5), entry("run", sha("run"), 5, "100755")];
  github.expect(
    treeOf("one", same, moved[0] ?? {}, modes[0] ?? {}),
    treeOf("two", same, moved[1] ?? {}, modes[1] ?? {}),
  );
  const one = await readTree(github.client, repository, sha("one"));
  const two = await readTree(github.client, repository, sha("two"));
  expect(two.entries.get("README.md")).toBe(one.entries.get("README.md"));
  expect([...two.entries.values()]).toEqual([
    { path: "README.md", mode: "100644", type: "blob", sha: sha("readme"), size: 12 },
    { path: "list.json", mode: "100644", type: "blob", sha: sha("new"), size: 21 },
    { path: "run", mode: "100755", type: "blob", sha: sha("run"), size: 5 },
  ]);
  expect(github.check()).toEqual([]);
});
