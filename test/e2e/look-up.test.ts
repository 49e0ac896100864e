import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fastPaces } from "../../src/local-sources/fast-paces.ts";
import type { KnownPaper } from "../../src/local-sources/known-paper.ts";
import { serviceNames } from "../../src/local-sources/services.ts";
import { startLocalSources, type LocalSources } from "../../src/local-sources/start.ts";
import { createMetadata } from "../../src/metadata/create-metadata.ts";
import type { Metadata } from "../../src/metadata/metadata.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { form } from "../support/suggestion.ts";

/** The whole loop with our own adapters and the stand-in of the services: what is looked up, and what others have suggested. */

const openvla: KnownPaper = {
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  authors: ["Moo Jin Kim", "Karl Pertsch", "Siddharth Karamcheti"],
  abstract: "A model that anybody may use.",
  arxiv: { id: "2406.09246", submitted: "2024-06-13" },
  openreview: {
    forum: "ZMnD6QZAE6",
    created: "2024-09-04",
    venue: "CoRL 2024",
    venueid: "robot-learning.org/CoRL/2024/Conference",
  },
};
const codeAsPolicies: KnownPaper = {
  title: "Code as Policies: Language Model Programs for Embodied Control",
  authors: ["Jacky Liang", "Wenlong Huang"],
  abstract: "A language model writes the program.",
  arxiv: { id: "2209.07753", submitted: "2022-09-16" },
  publication: {
    venue: "2023 IEEE International Conference on Robotics and Automation (ICRA)",
    kind: "conference",
    date: "2023-05-29",
    doi: "10.1109/icra48891.2023.10160591",
  },
};

let sources: LocalSources;
let metadata: Metadata;
let loop: Loop;
/** Milliseconds that the sources' clock is put forward by, so that nobody waits for a pause to end. */
let later = 0;

beforeEach(async () => {
  later = 0;
  sources = await startLocalSources([openvla, codeAsPolicies]);
  metadata = connect();
  loop = await startLoop({ sources: metadata, hooks: { askAgainAfter: 400 } });
});
afterEach(async () => {
  await loop.close();
  await metadata.close();
  await sources.close();
});

function connect(): Metadata {
  const settings = { ...sources.urls, mailto: undefined };
  return createMetadata({ settings, version: "0.0.0", paces: fastPaces, now: () => Date.now() + later });
}

/** All services fail until what is returned is called. */
function takeDown(): () => void {
  const mends = serviceNames.map((service) =>
    sources.fault({ service, status: 503, headers: { "retry-after": "60" }, times: Infinity }),
  );
  return () => {
    for (const mend of mends) mend();
    later += 60_000;
  };
}

const link = "https://arxiv.org/abs/2406.09246";
const say = async (issue: number, body: string, login = "suggester"): Promise<void> => {
  await loop.as(login).rest.issues.createComment({ ...loop.route, issue_number: issue, body });
};
const openPulls = async () => (await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data;
const ourComment = async (issue: number): Promise<string> =>
  (await loop.comments(issue)).find(({ login }) => login === "awesome-papers[bot]")?.body ?? "";
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((r) => setTimeout(r, 50));
};

describe("a pasted link", () => {
  it("and a category become a pull request that says what was found and where", async () => {
    const issue = await loop.suggest(link);
    expect(await ourComment(issue)).toContain("**categories**: The category is missing.");
    expect(await ourComment(issue)).not.toContain("title is missing");
    const requests = await loop.during(() => say(issue, "/category models/large"));
    const [pull] = await openPulls();
    expect(pull?.body).toMatch(
      /Looked up: title, authors, date, .*at \[arXiv\]\(https:\/\/arxiv\.org\/abs\/2406\.09246/,
    );
    expect(requests.findIndex(({ method, path }) => method === "POST" && path.endsWith("/pulls"))).toBeLessThan(10);
    await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: pull?.number ?? 0 });
    await loop.settle();
    const paper = (await loop.list()).papers.find(({ identifiers }) => identifiers?.arxiv === "2406.09246");
    expect(paper).toMatchObject({ title: openvla.title, authors: openvla.authors, date: "2024-06-13" });
    expect(await loop.file("README.md")).toContain(openvla.title);
  });

  it("of a published version has the preprint's identity too", async () => {
    await loop.suggest("https://doi.org/10.1109/ICRA48891.2023.10160591\n\nCategory: data");
    const [pull] = await openPulls();
    const text = await loop.file("list.json", pull?.head.ref);
    expect(text).toContain('"arxiv": "2209.07753"');
    expect(text).toContain('"doi": "10.1109/icra48891.2023.10160591"');
    expect(text).toContain("International Conference on Robotics and Automation");
  });

  it("waits while nobody answers, says so, and is finished by itself", async () => {
    const bringBack = takeDown();
    const { data } = await loop
      .as("suggester")
      .rest.issues.create({ ...loop.route, title: "Suggest a paper", body: `${link}\n\nCategory: models/large` });
    await until(async () => (await ourComment(data.number)) !== "");
    expect(await ourComment(data.number)).toContain("I cannot look this paper up at the moment");
    expect(await ourComment(data.number)).toMatch(/arXiv.* not answer at the moment/);
    expect(await openPulls()).toEqual([]);
    bringBack();
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
    expect(await loop.labels(data.number)).toEqual(["paper: ready"]);
  });

  it("goes on at once with title and category by hand, and is completed later", async () => {
    const bringBack = takeDown();
    const body = form({ title: openvla.title, links: link, categories: "models/large" });
    await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest a paper", body });
    await until(async () => (await openPulls()).length > 0);
    const [pull] = await openPulls();
    expect(await loop.file("list.json", pull?.head.ref)).not.toContain("Moo Jin Kim");
    bringBack();
    await loop.settle();
    expect(await loop.file("list.json", pull?.head.ref)).toContain("Moo Jin Kim");
  });

  it("stays as it was proposed after a restart without sources, until /refresh", async () => {
    const issue = await loop.suggest(`${link}\n\nCategory: models/large`);
    const [before] = await openPulls();
    const asked = sources.requests.length;
    await metadata.close();
    await loop.restart();
    const [after] = await openPulls();
    expect(after?.head.sha).toBe(before?.head.sha);
    expect(sources.requests.length).toBe(asked);
    const reads = await loop.during(async () => {
      await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title: "Another title" });
    });
    expect(reads.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(reads.length).toBeLessThanOrEqual(4);
  });

  it("is asked about again by /refresh", async () => {
    const issue = await loop.suggest(`${link}\n\nCategory: models/large`);
    const asked = sources.requests.length;
    await say(issue, "/refresh");
    await loop.settle();
    expect(sources.requests.length).toBeGreaterThan(asked);
    const again = sources.requests.length;
    await say(issue, "/help");
    await loop.settle();
    expect(sources.requests.length).toBe(again);
  });

  it("of another paper than its title is asked about", async () => {
    const issue = await loop.suggest(form({ title: codeAsPolicies.title, links: link, categories: "data" }));
    expect(await ourComment(issue)).toContain("but the link leads, as arXiv says, to");
    expect(await openPulls()).toEqual([]);
    await say(issue, `/set title ${openvla.title}`);
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("the same paper in two suggestions", () => {
  it("goes on in the first; the second follows when the first is withdrawn", async () => {
    const first = await loop.suggest("https://arxiv.org/abs/2209.07753\n\nCategory: data");
    const second = await loop.suggest("https://doi.org/10.1109/ICRA48891.2023.10160591\n\nCategory: models/small");
    expect(await ourComment(second)).toContain(`is suggested already, in #${first}`);
    expect(await loop.labels(second)).toEqual(["paper: duplicate"]);
    expect(await openPulls()).toHaveLength(1);
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: first, state: "closed" });
    await loop.settle();
    const [pull, ...more] = await openPulls();
    expect(more).toEqual([]);
    expect(pull?.body).toContain(`Closes #${second}`);
  });

  it("is known after a restart", async () => {
    const first = await loop.suggest("https://arxiv.org/abs/2209.07753");
    await loop.restart();
    const second = await loop.suggest("https://doi.org/10.1109/ICRA48891.2023.10160591\n\nCategory: data");
    expect(await ourComment(second)).toContain(`is suggested already, in #${first}`);
  });

  it("goes on where its pull request is, after a restart too, though the other one is older", async () => {
    const older = await loop.suggest("https://arxiv.org/abs/2209.07753\n\nCategory: data");
    const newer = await loop.suggest(`${link}\n\nCategory: data`);
    const edited = { title: "Suggest a paper", body: `${link}\n\nCategory: models/large` };
    await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: older, ...edited });
    await loop.settle();
    expect(await ourComment(older)).toContain(`in #${newer}`);
    await loop.restart();
    const [pull, ...more] = await openPulls();
    expect(more).toEqual([]);
    expect(pull?.body).toContain(`Closes #${newer}`);
    expect(await ourComment(older)).toContain(`in #${newer}`);
  });

  it("that was refused is refused with the reason, until a maintainer says otherwise", async () => {
    const first = await loop.suggest(`${link}\n\nCategory: data`);
    await say(first, "/reject only weights that can be trained on", "maintainer");
    await loop.settle();
    await loop.restart();
    const second = await loop.suggest("https://openreview.net/forum?id=ZMnD6QZAE6\n\nCategory: data");
    expect(await ourComment(second)).toContain(
      `was refused before, in #${first}, by maintainer: only weights that can`,
    );
    expect(await openPulls()).toEqual([]);
    const again = await loop.during(() => loop.restart());
    expect(again.filter(({ method }) => method !== "GET")).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await say(second, "/suggest");
    await loop.settle();
    expect(await openPulls()).toEqual([]);
    await say(second, "/suggest", "maintainer");
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("a paper of the list with something new", () => {
  it("is offered as an edit, and becomes one after /suggest", async () => {
    const issue = await loop.suggest(
      form({
        title: "Octo: An Open-Source Generalist Robot Policy",
        links: "https://arxiv.org/abs/2405.12213",
        categories: "data",
        code: "https://github.com/octo-models/octo",
      }),
    );
    expect(await ourComment(issue)).toContain("What you add to it: the categories `data`; the links");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await say(issue, "/suggest");
    await loop.settle();
    const [pull] = await openPulls();
    expect(pull?.title).toBe(`Edit octo-an-open-source-generalist-robot (#${issue})`);
    await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: pull?.number ?? 0 });
    await loop.settle();
    expect((await loop.list()).papers[0]).toMatchObject({ categories: ["models/small", "data"], date: "2024-05" });
    expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
  });
});
