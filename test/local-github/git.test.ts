import { describe, expect, it } from "vitest";
import { branchWith, here, names, readFile, stage } from "./support.ts";

const github = stage();

describe("refs", () => {
  it("refuses with 422 what is not there, what is there already, and what is not a fast-forward", async () => {
    const app = await github.asApp();
    const sha = await branchWith(app, "refs-a", { "a.md": "1\n" });
    const other = await branchWith(app, "refs-b", { "a.md": "2\n" });
    const ref = "heads/refs-a";
    const missing = { ...here, ref: "heads/missing" };
    const refused = [
      () => app.rest.git.createRef({ ...here, ref: `refs/${ref}`, sha }),
      () => app.rest.git.createRef({ ...here, ref: "refs/heads/new", sha: "1".repeat(40) }),
      () => app.rest.git.updateRef({ ...here, ref, sha: other }),
      () => app.rest.git.updateRef({ ...missing, sha }),
      () => app.rest.git.deleteRef(missing),
      () => app.rest.git.deleteRef({ ...here, ref: "heads/main" }),
    ];
    for (const ask of refused) await expect(ask()).rejects.toMatchObject({ status: 422 });
    await expect(app.rest.git.getRef(missing)).rejects.toMatchObject({ status: 404 });
    await app.rest.git.updateRef({ ...here, ref, sha: other, force: true });
    expect((await app.rest.git.getRef({ ...here, ref })).data.object.sha).toBe(other);
  });

  it("lists refs by prefix", async () => {
    const app = await github.asApp();
    await branchWith(app, "awesome-papers/issue-1", { "i.md": "1\n" });
    await branchWith(app, "awesome-papers/issue-12", { "i.md": "12\n" });
    const { data } = await app.rest.git.listMatchingRefs({ ...here, ref: "heads/awesome-papers/issue-1" });
    expect(data.map(({ ref }) => ref)).toEqual([
      "refs/heads/awesome-papers/issue-1",
      "refs/heads/awesome-papers/issue-12",
    ]);
  });

  it("tells of every push by whom, what came and what went", async () => {
    const app = await github.asApp();
    await github.received();
    const first = await branchWith(app, "told", { "t.md": "1\n" });
    const [created] = await github.received();
    expect(created?.payload).toMatchObject({
      ref: "refs/heads/told",
      before: "0".repeat(40),
      after: first,
      created: true,
      deleted: false,
      head_commit: { id: first, added: ["t.md"], removed: [], modified: [] },
      sender: { login: "awesome-papers[bot]", type: "Bot", id: github.github().botUserId },
    });
    await github.as("wanda").rest.repos.createOrUpdateFileContents({
      ...here,
      branch: "told",
      path: "t.md",
      sha: (await getFile("t.md", "told")).sha,
      message: "By hand",
      content: Buffer.from("2\n").toString("base64"),
    });
    const [pushed] = await github.received();
    expect(pushed?.payload).toMatchObject({
      before: first,
      created: false,
      forced: false,
      commits: [{ message: "By hand", modified: ["t.md"], author: { username: "wanda" } }],
      sender: { login: "wanda" },
    });
    await app.rest.git.updateRef({ ...here, ref: "heads/told", sha: first, force: true });
    expect((await github.received())[0]?.payload).toMatchObject({ forced: true, after: first, commits: [] });
    await app.rest.git.deleteRef({ ...here, ref: "heads/told" });
    expect((await github.received())[0]?.payload).toMatchObject({
      before: first,
      after: "0".repeat(40),
      deleted: true,
      head_commit: null,
    });
  });

  it("refuses direct writes of all but admins to a protected branch", async () => {
    const app = await github.asApp();
    const { data: main } = await app.rest.git.getRef({ ...here, ref: "heads/main" });
    const sha = await branchWith(app, "toward-main", { "p.md": "p\n" });
    github.github().protect("list", "main", true);
    const content = Buffer.from("x\n").toString("base64");
    const file = { ...here, path: "x.md", message: "x", content };
    await expect(app.rest.git.updateRef({ ...here, ref: "heads/main", sha })).rejects.toMatchObject({ status: 422 });
    await expect(app.rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 409 });
    await expect(github.as("wanda").rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 409 });
    expect((await app.rest.git.getRef({ ...here, ref: "heads/main" })).data.object.sha).toBe(main.object.sha);
    expect((await app.rest.repos.getBranch({ ...here, branch: "main" })).data.protected).toBe(true);
    github.github().protect("list", "main", false);
    await app.rest.git.updateRef({ ...here, ref: "heads/main", sha });
  });
});

describe("objects", () => {
  it("reads a tree by its own sha and by a commit's, and builds on a commit's", async () => {
    const app = await github.asApp();
    const sha = await branchWith(app, "trees", { "deep/er/x.md": "x\n" });
    const { data: commit } = await app.rest.git.getCommit({ ...here, commit_sha: sha });
    const byTree = await app.rest.git.getTree({ ...here, tree_sha: commit.tree.sha, recursive: "1" });
    const byCommit = await app.rest.git.getTree({ ...here, tree_sha: sha, recursive: "1" });
    expect(byCommit.data.tree).toEqual(byTree.data.tree);
    expect(byTree.data.tree.map(({ path, type }) => `${type} ${path}`)).toEqual(
      expect.arrayContaining(["tree deep", "tree deep/er", "blob deep/er/x.md", "blob README.md"]),
    );
    const { data: without } = await app.rest.git.createTree({
      ...here,
      base_tree: sha,
      tree: [{ path: "deep/er/x.md", mode: "100644", type: "blob", sha: null }],
    });
    const left = await app.rest.git.getTree({ ...here, tree_sha: without.sha, recursive: "1" });
    expect(left.data.tree.map(({ path }) => path)).not.toContain("deep");
  });

  it("names objects as git does", async () => {
    const { data } = await github.as("wanda").rest.git.createBlob({ ...here, content: "hello\n" });
    expect(data.sha).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
  });

  it("signs what the App commits in its own name, and not what it commits in another's", async () => {
    const app = await github.asApp();
    const { botUserId } = github.github();
    const sha = await branchWith(app, "signed", { "s.md": "s\n" });
    const { data: signed } = await app.rest.repos.getCommit({ ...here, ref: sha });
    expect(signed).toMatchObject({
      author: { login: "awesome-papers[bot]", id: botUserId, type: "Bot" },
      commit: {
        author: {
          name: "awesome-papers[bot]",
          email: `${botUserId}+awesome-papers[bot]@users.noreply.github.com`,
        },
        verification: { verified: true },
      },
    });
    const { data: tip } = await app.rest.git.getCommit({ ...here, commit_sha: sha });
    const { data: other } = await app.rest.git.createCommit({
      ...here,
      message: "Somebody's",
      tree: tip.tree.sha,
      parents: [sha],
      author: { name: "Ann", email: "ann@example.org" },
    });
    expect(other).toMatchObject({ author: { name: "Ann" }, verification: { verified: false } });
  });

  it("lists the commits that touched a path, newest first", async () => {
    const wanda = github.as("wanda");
    for (const [index, path] of ["log-a.md", "log-b.md", "log-a.md"].entries()) {
      const sha = index === 2 ? { sha: (await getFile(path, "main")).sha } : {};
      const content = Buffer.from(`${index}\n`).toString("base64");
      await wanda.rest.repos.createOrUpdateFileContents({ ...here, path, message: `Log ${index}`, content, ...sha });
    }
    const { data } = await wanda.rest.repos.listCommits({ ...here, path: "log-a.md", per_page: 5 });
    expect(data.map(({ commit, author }) => [commit.message, author?.login])).toEqual([
      ["Log 2", "wanda"],
      ["Log 0", "wanda"],
    ]);
  });
});

describe("contents", () => {
  it("locks a file by its sha: 422 without, 409 with another", async () => {
    const wanda = github.as("wanda");
    const file = { ...here, path: "README.md", message: "m", content: Buffer.from("x").toString("base64") };
    await expect(wanda.rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 422 });
    const stale = wanda.rest.repos.createOrUpdateFileContents({ ...file, sha: "1".repeat(40) });
    await expect(stale).rejects.toMatchObject({ status: 409 });
  });

  it("gives no content inline above 1 MB, and raw on request", async () => {
    const wanda = github.as("wanda");
    const text = "x".repeat(1024 * 1024 + 1);
    await branchWith(wanda, "large", { "large.txt": text });
    const where = { ...here, path: "large.txt", ref: "large" };
    expect((await wanda.rest.repos.getContent(where)).data).toMatchObject({ content: "", encoding: "none" });
    const raw = await wanda.rest.repos.getContent({ ...where, mediaType: { format: "raw" } });
    expect(raw.data).toBe(text);
  });

  it("tells of a deletion", async () => {
    const wanda = github.as("wanda");
    await github.received();
    const { sha } = await getFile("docs/a.md", "main");
    await wanda.rest.repos.deleteFile({ ...here, path: "docs/a.md", message: "Delete", sha });
    const received = await github.received();
    expect(names(received)).toEqual(["push", "check_suite.requested"]);
    expect(received[0]?.payload).toMatchObject({ commits: [{ removed: ["docs/a.md"] }] });
    await expect(readFile(wanda, "docs/a.md")).rejects.toMatchObject({ status: 404 });
  });
});

async function getFile(path: string, ref: string): Promise<{ readonly sha: string }> {
  const { data } = await github.as("wanda").rest.repos.getContent({ ...here, path, ref });
  if (Array.isArray(data)) throw new Error(`${path} is a folder.`);
  return data;
}
