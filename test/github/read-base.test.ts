import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/github/blob-sha.ts";
import { readBase } from "../../src/github/read-base.ts";
import { blob, branch, entry, repository, sha, tree } from "./answers.ts";
import { forgetMocks, mockGithub, type MockGithub, type Step } from "./mock-github.ts";

afterEach(forgetMocks);

const list = JSON.stringify({ title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [] });
const packaged = new Map([["entry.liquid", "- {{ paper.title }}"]]);
const head = sha("head");
const treeSha = sha("tree");

const readHead: Step = { request: "GET branches/main", answer: branch(head, treeSha) };
const wholeTree = (files: Readonly<Record<string, string>>): Step => ({
  request: `GET git/trees/${treeSha}`,
  query: { recursive: "1" },
  answer: tree(treeSha, files),
});
const treeOf = (...entries: readonly object[]): Step => ({
  request: `GET git/trees/${treeSha}`,
  query: { recursive: "1" },
  answer: tree(treeSha, {}, { tree: entries }),
});
const file = (text: string | Buffer, name = blobSha(text.toString())): Step => ({
  request: `GET git/blobs/${name}`,
  answer: blob(text),
});

async function readWith(
  ...steps: readonly Step[]
): Promise<(Awaited<ReturnType<typeof readBase>> & { github: MockGithub }) | undefined> {
  const github = mockGithub();
  github.expect(...steps);
  const read = await readBase(github.client, repository, packaged);
  expect(github.check()).toEqual([]);
  return read === undefined ? undefined : { ...read, github };
}

describe("readBase", () => {
  it("takes three requests cold, one warm, and one more for another commit of the same tree", async () => {
    const read = await readWith(readHead, wholeTree({ "list.json": list, "README.md": "x" }), file(list));
    expect(read?.base).toMatchObject({
      sha: head,
      treeSha,
      listPath: "list.json",
      listBlob: blobSha(list),
      list: { title: "Awesome" },
      problems: [],
    });
    expect(read?.listText).toBe(list);
    const github = read?.github ?? mockGithub();
    github.expect({ request: "GET branches/main", answer: branch(sha("later"), treeSha) });
    expect((await readBase(github.client, repository, packaged))?.base.sha).toBe(sha("later"));
    expect(github.check()).toEqual([]);
    expect(github.made).toHaveLength(4);
  });

  it("has one list for all commits that leave it as it is", async () => {
    const read = await readWith(readHead, wholeTree({ "list.json": list }), file(list));
    const github = read?.github ?? mockGithub();
    const later = sha("another tree");
    github.expect(
      { request: "GET branches/main", answer: branch(sha("later"), later) },
      {
        request: `GET git/trees/${later}`,
        query: { recursive: "1" },
        answer: tree(later, { "list.json": list, "README.md": "more" }),
      },
    );
    const again = await readBase(github.client, repository, packaged);
    expect(github.check()).toEqual([]);
    expect(again?.base.treeSha).toBe(later);
    expect(again?.base.list).toBe(read?.base.list);
  });

  it("follows the configuration to the list, and reads no template that is ours", async () => {
    const configuration = "list: data/papers.json\n";
    const read = await readWith(
      readHead,
      wholeTree({
        ".github/awesome-papers.yml": configuration,
        "data/papers.json": list,
        "templates/entry.liquid": "- {{ paper.title }}",
        "templates/README.md.liquid": "Mine",
        "templates/notes.txt": "none of ours",
      }),
      file(configuration),
      file(list),
      file("Mine"),
    );
    expect(read?.base.listPath).toBe("data/papers.json");
    expect([...(read?.templates ?? [])]).toEqual([["README.md.liquid", "Mine"]]);
  });

  it.each([
    ["without list and configuration", { "README.md": "# Hi" }, []],
    ["with a list.json of another kind", { "list.json": '{ "items": [] }' }, [file('{ "items": [] }')]],
    ["with an array that names both", { "list.json": '["taxonomy", "papers"]' }, [file('["taxonomy", "papers"]')]],
  ])("a repository %s is no list", async (_name, files, more) => {
    expect(await readWith(readHead, wholeTree(files as unknown as Record<string, string>), ...more)).toBeUndefined();
  });

  it("an empty repository is no list", async () => {
    expect(await readWith({ ...readHead, status: 404, answer: undefined })).toBeUndefined();
  });

  const broken = '{ "title": "Awesome",\n  "taxonomy": [],\n  "papers": [ }';
  it("a broken list that names its parts is told where it breaks", async () => {
    const read = await readWith(readHead, wholeTree({ "list.json": broken }), file(broken));
    expect(read?.base.list).toBeUndefined();
    expect(read?.base.problems).toMatchObject([{ code: "not-json", severity: "error", position: { line: 3 } }]);
  });

  it("with a configuration it is a list whatever it holds", async () => {
    const read = await readWith(
      readHead,
      wholeTree({ ".github/awesome-papers.yml": "intake: form\n", "list.json": "" }),
      file("intake: form\n"),
      file(""),
    );
    expect(read?.base).toMatchObject({ configuration: { intake: "form" }, list: undefined });
    expect(read?.base.problems).toMatchObject([{ code: "empty-file" }]);
  });

  it("a configuration with no list says what to make", async () => {
    const read = await readWith(
      readHead,
      wholeTree({ ".github/awesome-papers.yml": "intake: form\n" }),
      file("intake: form\n"),
    );
    expect(read?.base.problems[0]?.message).toContain("There is no list.json.");
  });

  it("a broken configuration stops the list, and says so at its line", async () => {
    const configuration = "intake: form\noutput: X.md\n";
    const read = await readWith(
      readHead,
      wholeTree({ ".github/awesome-papers.yml": configuration, "list.json": list }),
      file(configuration),
      file(list),
    );
    expect(read?.base.list).toBeUndefined();
    expect(read?.base.problems).toMatchObject([{ file: ".github/awesome-papers.yml", position: { line: 2 } }]);
  });

  it("two papers of one id are located", async () => {
    const paper = { id: "a", title: "A", categories: ["all"], identifiers: { arxiv: "2506.20966" } };
    const twice = JSON.stringify(
      { title: "Awesome", taxonomy: [{ id: "all", title: "All" }], papers: [paper, paper] },
      null,
      2,
    );
    const read = await readWith(readHead, wholeTree({ "list.json": twice }), file(twice));
    expect(read?.base.list).toBeUndefined();
    expect(read?.base.problems).toContainEqual(
      expect.objectContaining({ code: "duplicate-id", position: expect.anything() as unknown }),
    );
  });

  it("a list of more than 20 MB is not read", async () => {
    const large = entry("list.json", sha("large"), 20_000_001);
    const read = await readWith(readHead, treeOf(large, entry("list.schema.json", sha("schema"), 3)));
    expect(read?.base.problems).toMatchObject([{ code: "too-large", given: "20 MB" }]);
    expect(await readWith(readHead, treeOf(large))).toBeUndefined();
  });

  it.each([
    ["a symbolic link", entry("list.json", sha("x"), 8, "120000")],
    ["a submodule", entry("list.json", sha("x"), undefined, "160000", "commit")],
    ["a folder", entry("list.json", sha("x"), undefined, "040000", "tree")],
  ])("a list that is %s is not followed", async (what, odd) => {
    const text = "intake: form\n";
    const configuration = entry(".github/awesome-papers.yml", blobSha(text), text.length);
    const read = await readWith(readHead, treeOf(configuration, odd), file(text));
    expect(read?.base.problems[0]?.message).toBe(`list.json is ${what}; it must be a plain file.`);
  });

  it("bytes that are no UTF-8 are a problem, in the list and in a template", async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    const text = "intake: form\n";
    const read = await readWith(
      readHead,
      treeOf(
        entry(".github/awesome-papers.yml", blobSha(text), text.length),
        entry("list.json", sha("bytes"), 3),
        entry("templates/entry.liquid", sha("bytes"), 3),
      ),
      file(text),
      file(bytes, sha("bytes")),
    );
    expect(read?.base.problems.map((problem) => problem.file ?? problem.field)).toEqual([
      "list.json",
      "templates/entry.liquid",
    ]);
  });

  it("a tree too large for one answer is walked", async () => {
    const text = "list: data/deep/papers.json\n";
    const one = (name: string, ...entries: readonly object[]): Step[] => [
      {
        request: `GET git/trees/${sha(name)}`,
        query: { recursive: "1" },
        answer: tree(sha(name), {}, { tree: entries }),
      },
    ];
    const folder = (path: string): object => entry(path, sha(path), undefined, "040000", "tree");
    const read = await readWith(
      readHead,
      { ...treeOf(), answer: tree(treeSha, {}, { truncated: true }) },
      {
        request: `GET git/trees/${treeSha}`,
        answer: tree(treeSha, {}, { tree: [folder(".github"), folder("data"), folder("templates")] }),
      },
      ...one(".github", entry("awesome-papers.yml", blobSha(text), text.length)),
      file(text),
      ...one("data", entry("deep/papers.json", blobSha(list), list.length)),
      file(list),
      ...one("templates", entry("entry.liquid", blobSha("Mine"), 4)),
      file("Mine"),
    );
    expect(read?.base.list?.title).toBe("Awesome");
    expect([...(read?.templates ?? [])]).toEqual([["entry.liquid", "Mine"]]);
  });
});
