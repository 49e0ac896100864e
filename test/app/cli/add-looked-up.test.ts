import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { deriveSuggestion } from "../../../src/intake/derive-suggestion.ts";
import { parseList } from "../../../src/list/list-file.ts";
import type { List } from "../../../src/list/list.ts";
import type { PaperFieldName } from "../../../src/list/paper-fields.ts";
import type { Paper } from "../../../src/list/paper.ts";
import { startLocalSources } from "../../../src/local-sources/start.ts";
import { diffusionPolicy } from "../../local-sources/papers.ts";
import { base, form, issue, snapshot } from "../../support/suggestion.ts";
import { fakeMetadata, type Say } from "./fake-metadata.ts";
import { directoryWith, read, run, smallList } from "./run.ts";

const walk: Say = [
  {
    title: "Robots That Learn to Walk",
    authors: ["Ada Lovelace", "Alan Turing"],
    date: "2025-01-02",
    identifiers: { arxiv: "2501.00001" },
  },
  { source: "crossref", url: "https://doi.org/10.1/walk", title: "Robots that learn to walk", venue: "RA-L" },
];
const url = (id: string): string => `https://arxiv.org/abs/${id}`;
const sources = { [url("2501.00001")]: walk, [url("2501.00003")]: "down" } as const;
const notable = ["--category", "notable"];

function papersIn(directory: string): readonly Paper[] {
  return (JSON.parse(read(directory, "list.json")) as List).papers;
}

describe("add looks papers up", () => {
  it("and takes what the sources say, but for what the options say", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata(sources);
    const argv = ["add", "2501.00001v3", ...notable, "--venue", "CoRL 2025", "--date", "2025"];
    expect((await run(directory, argv, { metadata })).code).toBe(0);
    expect(papersIn(directory).at(-1)).toEqual({
      id: "robots-that-learn-to-walk",
      title: "Robots That Learn to Walk",
      authors: ["Ada Lovelace", "Alan Turing"],
      date: "2025",
      venue: "CoRL 2025",
      identifiers: { arxiv: "2501.00001" },
      categories: ["notable"],
      links: [{ kind: "paper", url: url("2501.00001") }],
      added: "2026-11-21",
    });
  });

  it("in one batch, and lets none that fails hold up the others", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata(sources);
    const given = ["2501.00003", "2402.00002", "2501.00001", "2501.00004", "https://arxiv.org/pdf/2501.00001"];
    const { code, stdout, stderr } = await run(directory, ["add", ...given, ...notable], { metadata });
    expect(code).toBe(1);
    const [down, there, unknown, again, entry] = stdout.split("\n");
    expect(down).toBe(
      "2501.00003: paper: Nobody who may know it answers (arXiv: it asks us to wait 30 seconds). Try again later, or give its title with --title.",
    );
    expect(there).toMatch(/^2402\.00002: paper: The list has it already/);
    expect(unknown).toMatch(/^2501\.00004: paper: "https:\/\/arxiv.org\/abs\/2501.00004" is not known to arXiv/);
    expect(again).toMatch(/^https:.*: paper: The list has it already, .*robots-that-learn-to-walk/);
    expect(entry).toContain("[Robots That Learn to Walk]");
    expect(stderr).toBe(
      'Added to list.json. Run "awesome-papers build" to bring it into the outputs. 4 of 5 papers could not be added. For example:\n  awesome-papers add "…" --category notable\n',
    );
    expect(papersIn(directory)).toHaveLength(3);
    // What the list is seen to have is not looked up.
    expect(metadata.asked.map(({ questions }) => questions)).toEqual([
      [url("2501.00003"), url("2501.00001"), url("2501.00004")],
    ]);
  });

  it("and ends with 3 where nothing is wrong but that they do not answer", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata(sources);
    const both = await run(directory, ["add", "2501.00003", "2501.00001", ...notable], { metadata });
    expect(both.code).toBe(3);
    expect(papersIn(directory)).toHaveLength(3);
    const wrong = await run(directory, ["add", "2501.00003", "--category", "notabel"], { metadata });
    expect({ code: wrong.code, lines: wrong.stdout.trimEnd().split("\n").length }).toEqual({ code: 1, lines: 1 });
  });

  it("and goes on at once where title, link and category are given", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const argv = ["add", "2501.00003", ...notable, "--title", "Robots That Fly"];
    const { code, stdout, stderr } = await run(directory, argv, { metadata: fakeMetadata(sources) });
    expect(code).toBe(0);
    expect(stdout).toContain("[Robots That Fly]");
    expect(stderr).toContain(
      "2501.00003: taken as you gave it; nobody else who may know it answers (arXiv: it asks us to wait 30 seconds).\n",
    );
  });

  it("by a title in quotes too, of which the one found is better", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata({ "robots that learn: to walk": walk });
    await run(directory, ["add", "robots that  learn: to walk", ...notable], { metadata });
    expect(papersIn(directory).at(-1)?.title).toBe("Robots That Learn to Walk");
  });

  it("and shows what a title that it does not find is near to", async () => {
    const nearest = { title: "Robots That Learn to Run", authors: ["Ada Lovelace"], url: url("2501.00005") };
    const metadata = fakeMetadata({ "Robots That Learn to Swim": { candidates: [nearest] } });
    const argv = ["add", "Robots That Learn to Swim", ...notable];
    const { code, stdout, stderr } = await run(directoryWith({ "list.json": smallList }), argv, { metadata });
    expect(code).toBe(1);
    expect(stdout).toContain('The nearest one is "Robots That Learn to Run" (Ada Lovelace)');
    expect(stderr).toContain(`  awesome-papers add ${url("2501.00005")} --category notable\n`);
  });

  it("but not with --offline, and anew with --refresh", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata(sources);
    const offline = await run(directory, ["add", "2501.00001", ...notable, "--offline"], { metadata });
    expect(offline.stdout).toMatch(/^2501\.00001: --title: The title is missing/);
    expect(metadata.asked).toEqual([]);
    expect((await run(directory, ["add", "2501.00001", "--offline", "--refresh"], { metadata })).code).toBe(2);
    await run(directory, ["add", "2501.00001", ...notable, "--refresh"], { metadata });
    expect(metadata.asked).toMatchObject([{ options: { fresh: true } }]);
  });

  it("and tells what was found where, on a terminal only, and as inert text", async () => {
    const hostile = { [url("2501.00001")]: [{ title: "Robots \u001b[2J" }], [url("2501.00003")]: "down" } as const;
    const argv = ["add", "2501.00001", "2501.00003", "--dry-run"];
    const show = async (isTerminal: boolean): Promise<string> => {
      const options = { isTerminal, env: { NO_COLOR: "1" }, metadata: fakeMetadata(hostile) };
      return (await run(directoryWith({ "list.json": smallList }), argv, options)).stderr;
    };
    expect((await show(true)).split("\n").slice(0, 3)).toEqual([
      "Looking up 2 papers …",
      `  ${url("2501.00001")}: "Robots  [2J" (title from arXiv)`,
      `  ${url("2501.00003")}: no answer (arXiv: it asks us to wait 30 seconds)`,
    ]);
    expect(await show(false)).not.toContain("Looking up");
  });

  it("and keeps what is written into the list meanwhile", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata(sources);
    const lookUp: typeof metadata.lookUp = async (...asked) => {
      await run(directory, ["add", "2501.00009", ...notable, "--title", "Robots That Write Elsewhere", "--offline"]);
      return metadata.lookUp(...asked);
    };
    expect((await run(directory, ["add", "2501.00001", ...notable], { metadata: { ...metadata, lookUp } })).code).toBe(
      0,
    );
    expect(papersIn(directory)).toHaveLength(4);
  });

  it("and has it all in JSON", async () => {
    const argv = ["add", "2501.00001", "2501.00003", ...notable, "--json"];
    const ran = await run(directoryWith({ "list.json": smallList }), argv, { metadata: fakeMetadata(sources) });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      written: true,
      papers: [{ id: "robots-that-learn-to-walk" }],
      lookedUp: [
        { paper: "2501.00001", found: { title: ["arxiv"], venue: ["crossref"] }, failures: [] },
        { paper: "2501.00003", found: {}, failures: [{ source: "arxiv", why: "throttled" }] },
      ],
      problems: [{ paper: "2501.00003", option: "paper" }],
    });
  });
});

describe("where the list can tell more", () => {
  const realList = readFileSync(new URL("../../../list.json", import.meta.url), "utf8");

  it.each([
    ["missing", []],
    ["wrong", ["--category", "zzzzzzzz"]],
  ])("the likeliest categories are told when one is %s", async (_, options) => {
    const found = [{ title: "Hierarchical Task Planning for Long-Horizon Robot Manipulation with Language" }];
    const metadata = fakeMetadata({ [url("2501.00001")]: found });
    const directory = directoryWith({ "list.json": realList });
    const { stdout, stderr } = await run(directory, ["add", "2501.00001", ...options], { metadata });
    const [, likeliest = "none"] = / Most likely: (\S+) \(\d+ %\), \S+ \(\d+ %\), \S+ \(\d+ %\)\.\n/.exec(stdout) ?? [];
    expect(stderr).toContain(`awesome-papers add 2501.00001 --category ${likeliest}\n`);
  });

  it("a paper much like one of the list is asked about, and --anyway says that it is another", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const metadata = fakeMetadata({
      "https://example.org/heads": [
        { title: "Heads for Actions and How to Design Then", url: "https://example.org/heads" },
      ],
    });
    const argv = ["add", "https://example.org/heads", ...notable];
    const { code, stdout, stderr } = await run(directory, argv, { metadata });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^https:\S+: paper: This may be "Heads for Actions .* If it is another paper, say --anyway\.\n/,
    );
    expect(stderr).toContain("--category notable --anyway\n");
    expect((await run(directory, [...argv, "--anyway"], { metadata })).code).toBe(0);
    expect(papersIn(directory)).toHaveLength(3);
  });

  it("what is new of a paper that is there is offered, and --edit adds it", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const argv = ["add", "2402.00002", ...notable, "--venue", "CoRL 2025", "--title", "Another Title"];
    const { code, stdout } = await run(directory, argv);
    expect(code).toBe(1);
    expect(stdout).toMatch(/To add the venue "CoRL 2025" and the category "notable" to it, say --edit\.\n$/);
    expect(await run(directory, [...argv, "--edit"])).toMatchObject({ code: 0 });
    expect(papersIn(directory)[1]).toMatchObject({
      title: "Heads for Actions and How to Design Them",
      venue: "CoRL 2025",
      categories: ["embodiment/action-head", "notable"],
    });
    expect((await run(directory, [...argv, "--edit"])).stdout).toMatch(/^2402\.00002: paper: The list has it already/);
  });
});

describe("the sources that the environment names", () => {
  it("are asked, and the next time the cache is", async () => {
    const local = await startLocalSources([diffusionPolicy]);
    onTestFinished(() => local.close());
    const directory = directoryWith({ "list.json": smallList });
    const { urls } = local;
    const env = {
      XDG_CACHE_HOME: `${directory}/caches`,
      ARXIV_API_URL: urls.arxivApiUrl,
      CROSSREF_API_URL: urls.crossrefApiUrl,
      DATACITE_API_URL: urls.dataciteApiUrl,
      OPENREVIEW_API_URL: urls.openreviewApiUrl,
      OPENALEX_API_URL: urls.openalexApiUrl,
      SEMANTIC_SCHOLAR_API_URL: urls.semanticScholarApiUrl,
    };
    const argv = ["add", "2303.04137", ...notable, "--dry-run", "--json"];
    const first = await run(directory, argv, { env, realSources: true });
    expect(JSON.parse(first.stdout)).toMatchObject({
      papers: [{ title: diffusionPolicy.title, identifiers: { doi: "10.15607/rss.2023.xix.026" } }],
    });
    const asked = local.requests.length;
    expect(asked).toBeGreaterThan(0);
    expect((await run(directory, argv, { env, realSources: true })).stdout).toBe(first.stdout);
    expect(local.requests).toHaveLength(asked);
  });

  it("must be addresses", async () => {
    const env = { ARXIV_API_URL: "arxiv", METADATA_MAILTO: "nobody" };
    const argv = ["add", "2501.00001", ...notable];
    const ran = await run(directoryWith({ "list.json": smallList }), argv, { env, realSources: true });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^error: ARXIV_API_URL must be .* METADATA_MAILTO must be /);
  });
});

describe("one paper is one entry, by the bot and by the command line", () => {
  it.each<[string, Partial<Record<PaperFieldName, string>>, Say]>([
    ["looked up", {}, walk],
    ["with words of one's own", { authors: "Ada Lovelace", tags: "legs", code: "https://github.com/a/walk" }, walk],
    ["by hand, the sources being down", { title: "Robots That Learn to Walk", abstract: "They do." }, "down"],
  ])("%s", async (_, more, say) => {
    const answers = { links: "https://arxiv.org/pdf/2501.00001v2", categories: "notable", ...more };
    const parsed = parseList(smallList);
    if (!parsed.ok) throw new Error("the small list is a list");
    const metadata = fakeMetadata({ [url("2501.00001")]: say });
    const identifier = { kind: "arxiv", value: "2501.00001" } as const;
    const lookUps = await metadata.lookUp([{ kind: "identifier", identifier }]);
    const seen = snapshot({ base: { ...base, list: parsed.value }, issue: issue({ body: form(answers) }), lookUps });
    const suggestion = deriveSuggestion(seen);
    const [change] = suggestion.kind === "open" ? suggestion.changes : [];
    if (change?.kind !== "add") throw new Error("the bot adds it");

    const directory = directoryWith({ "list.json": smallList });
    const options = Object.entries(more).flatMap(([name, text]) => [`--${name}`, text]);
    await run(directory, ["add", answers.links, ...notable, ...options], { metadata });
    const { added: _day, addedBy: _who, ...byBot } = change.paper;
    const { added: _today, ...byHand } = papersIn(directory).find(({ id }) => id === change.paper.id) ?? { added: "" };
    expect(byHand).toEqual(byBot);
  });
});
