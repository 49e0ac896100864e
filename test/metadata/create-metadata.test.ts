import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { LookUp } from "../../src/list/paper-record.ts";
import { createMetadata, type MetadataOptions } from "../../src/metadata/create-metadata.ts";
import { failed } from "../../src/metadata/failed.ts";
import { defaultMetadataSettings, type Metadata } from "../../src/metadata/metadata.ts";
import type { Source, SourceAnswer } from "../../src/metadata/source.ts";

const quick = { interval: 1, connections: 1 };
const paces = { arxiv: quick, "semantic-scholar": quick };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

function paper(value: string): PaperQuery {
  return { kind: "identifier", identifier: { kind: "arxiv", value } };
}

function found(title: string): SourceAnswer {
  return { kind: "found", record: { source: "arxiv", url: "https://arxiv.org/", title, identifiers: {}, venue: "X" } };
}

/** Answers with what it was asked and how often it has been, when `until` lets it. */
function fakeArxiv(until: () => Promise<void> = () => Promise.resolve()): Source & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name: "arxiv",
    batch: 10,
    asked,
    knows: () => true,
    async ask(queries) {
      const ids = queries.map((query) => (query.kind === "identifier" ? query.identifier.value : ""));
      asked.push(ids.join(" "));
      await until();
      return ids.map((id) => found(`${id} ${asked.length}`));
    },
  };
}

async function withMetadata(
  options: Partial<MetadataOptions>,
  work: (metadata: Metadata) => Promise<void>,
): Promise<void> {
  const metadata = createMetadata({ settings: defaultMetadataSettings, version: "0", paces, ...options });
  await work(metadata);
  await metadata.close();
}

function titles(lookUps: readonly LookUp[]): readonly (string | undefined)[] {
  return lookUps.map(({ records }) => records[0]?.title);
}

describe("looking papers up", () => {
  it("answers in order, and tells each as it comes", async () => {
    const source = fakeArxiv();
    const told: LookUp[] = [];
    await withMetadata({ sources: [source] }, async (metadata) => {
      const answers = await metadata.lookUp([paper("2"), paper("1"), paper("2")], {
        onAnswer: (answer) => told.push(answer),
      });
      expect(titles(answers)).toEqual(["2 1", "1 1", "2 1"]);
      expect(told).toHaveLength(3);
      expect(source.asked).toEqual(["2 1"]);
    });
  });

  it("remembers, unless it shall ask again", async () => {
    const source = fakeArxiv();
    await withMetadata({ sources: [source] }, async (metadata) => {
      await metadata.lookUp([paper("1")]);
      expect(titles(await metadata.lookUp([paper("1")]))).toEqual(["1 1"]);
      expect(titles(await metadata.lookUp([paper("1")], { fresh: true }))).toEqual(["1 2"]);
      expect(titles(await metadata.lookUp([paper("1")]))).toEqual(["1 2"]);
    });
  });

  it("remembers on disk, for the next program", async () => {
    const cacheDirectory = await mkdtemp(join(tmpdir(), "awesome-papers-"));
    const source = fakeArxiv();
    for (let program = 0; program < 2; program += 1) {
      await withMetadata({ sources: [source], cacheDirectory }, async (metadata) => {
        expect(titles(await metadata.lookUp([paper("1")]))).toEqual(["1 1"]);
      });
    }
    await rm(cacheDirectory, { recursive: true });
  });
});

describe("a deadline", () => {
  it("is kept, and the asking goes on", async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const source = fakeArxiv(() => gate);
    await withMetadata({ sources: [source] }, async (metadata) => {
      const told: LookUp[] = [];
      const [late] = await metadata.lookUp([paper("1")], { deadline: 1, onAnswer: (answer) => told.push(answer) });
      expect(late).toMatchObject({ outcome: "unavailable", failures: [{ source: "arxiv", why: "timed-out" }] });
      const again = metadata.lookUp([paper("1")]);
      go();
      expect(titles(await again)).toEqual(["1 1"]);
      expect(titles(await metadata.lookUp([paper("1")]))).toEqual(["1 1"]);
      expect(source.asked).toHaveLength(1);
      expect(told).toHaveLength(1);
    });
  });

  it("leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      const metadata = createMetadata({ settings: defaultMetadataSettings, version: "0", sources: [fakeArxiv()] });
      const answers = metadata.lookUp([paper("1")]);
      await vi.advanceTimersByTimeAsync(1_000);
      await answers;
      await metadata.lookUp([]);
      await metadata.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("closing", () => {
  it("answers what is asked, and what comes later", async () => {
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    nock("https://export.arxiv.org")
      .get("/api/x")
      .delay(5_000)
      .reply(() => [404]);
    const source: Source = {
      name: "arxiv",
      batch: 1,
      knows: () => true,
      async ask(_, http) {
        const answer = http.get({ path: "/x", accept: [] });
        begin();
        const { kind } = await answer;
        return [kind === "not-found" ? { kind } : failed("arxiv", "down", "…")];
      },
    };
    const metadata = createMetadata({ settings: defaultMetadataSettings, version: "0", sources: [source] });
    const answers = metadata.lookUp([paper("1"), paper("2")]);
    await begun;
    await metadata.close();
    expect(await answers).toMatchObject([{ outcome: "unavailable" }, { outcome: "unavailable" }]);
    expect(await metadata.lookUp([paper("3")])).toMatchObject([{ outcome: "unavailable" }]);
    nock.abortPendingRequests();
  });
});

it("asks the real sources, each below its own address", async () => {
  const fixtures = join(import.meta.dirname, "../fixtures/metadata");
  nock("https://export.arxiv.org")
    .get("/api/query")
    .query({ id_list: "2406.09246,2410.24164", max_results: "2" })
    .replyWithFile(200, join(fixtures, "arxiv/batch.xml"), { "content-type": "application/atom+xml" });
  nock("https://api.semanticscholar.org")
    .get("/graph/v1/paper/ARXIV:2406.09246")
    .query(true)
    .replyWithFile(200, join(fixtures, "semantic-scholar/arxiv-and-conference.json"), {
      "content-type": "application/json",
    })
    .get("/graph/v1/paper/ARXIV:2410.24164")
    .query(true)
    .reply(404);
  nock("https://api.openalex.org")
    .get(/^\/works\/doi:10\.48550\/arxiv\.24/)
    .query((query) => !Object.hasOwn(query, "mailto"))
    .twice()
    .reply(404);
  const settings = { ...defaultMetadataSettings, mailto: "us@example.org" };
  await withMetadata({ settings }, async (metadata) => {
    const answers = await metadata.lookUp([paper("2406.09246"), paper("2410.24164")]);
    expect(answers.map(({ records, failures }) => [records.map(({ source }) => source), failures])).toEqual([
      [["arxiv", "semantic-scholar"], []],
      [["arxiv"], []],
    ]);
  });
  expect(nock.pendingMocks()).toEqual([]);
});

it.each([
  [undefined, "awesome-papers/1.2.3 (+https://github.com/AoqunJin/Awesome-VLA-Post-Training)"],
  [
    "us@example.org",
    "awesome-papers/1.2.3 (+https://github.com/AoqunJin/Awesome-VLA-Post-Training; mailto:us@example.org)",
  ],
  ["us\r\nX-Trick: 1", "awesome-papers/1.2.3 (+https://github.com/AoqunJin/Awesome-VLA-Post-Training)"],
])("says who asks: %j", async (mailto, userAgent) => {
  const source: Source = {
    name: "arxiv",
    batch: 1,
    knows: () => true,
    ask: async (_, http) => {
      await http.get({ path: "/query", accept: ["application/atom+xml"] });
      return [found("1")];
    },
  };
  const asked = nock("https://export.arxiv.org", { reqheaders: { "user-agent": userAgent } })
    .get("/api/query")
    .reply(404);
  const settings = { ...defaultMetadataSettings, mailto };
  await withMetadata({ sources: [source], settings, version: "1.2.3" }, async (metadata) => {
    await metadata.lookUp([paper("1")]);
  });
  expect(asked.isDone()).toBe(true);
});
