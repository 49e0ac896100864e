import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import { createPageSource } from "../../src/metadata/page-source.ts";

const fixtures = resolve(import.meta.dirname, "../fixtures/metadata/page");
const html = { "content-type": "text/html" };

const server = createServer((request, response) => {
  if (request.url === "/pmlr.html") response.writeHead(200, html).end(readFileSync(resolve(fixtures, "pmlr.html")));
  else if (request.url === "/moved") response.writeHead(301, { location: "/pmlr.html" }).end();
  else if (request.url === "/blog") response.writeHead(200, html).end("<title>My robot</title>");
  else if (request.url === "/paper.pdf") response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF-1.7");
  else response.writeHead(404).end();
});
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise((done) => server.close(done)));

const source = createPageSource({
  userAgent: "test",
  pause: 0,
  reach: {
    lookup: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    isPublic: (address) => address === "127.0.0.1",
    isPort: () => true,
  },
});
const http = { get: () => Promise.reject(new Error("not asked")) };

function pageAt(path: string): PaperQuery {
  return { kind: "page", url: `http://papers.test:${(server.address() as AddressInfo).port}${path}` };
}

describe("the page source", () => {
  it.each<readonly [string, PaperQuery, boolean]>([
    ["a page", { kind: "page", url: "https://proceedings.mlr.press/v270/kim25c.html" }, true],
    ["a page that only looks so", { kind: "page", url: "https://notsemanticscholar.org/paper/1" }, true],
    ["a page of Semantic Scholar", { kind: "page", url: "https://semanticscholar.org/paper/1" }, false],
    ["the same elsewhere", { kind: "page", url: "https://www.SemanticScholar.org./paper/1" }, false],
    ["an identifier", { kind: "identifier", identifier: { kind: "arxiv", value: "2406.09246" } }, false],
    ["a title", { kind: "title", title: "OpenVLA" }, false],
  ])("knows %s: %#", (_, query, isKnown) => {
    expect(source.knows(query)).toBe(isKnown);
  });

  it("answers each question in its order", async () => {
    const paths = ["/moved", "/blog", "/paper.pdf", "/none"];
    expect(await source.ask(paths.map(pageAt), http)).toEqual([
      {
        kind: "found",
        record: expect.objectContaining({
          source: "page",
          title: "OpenVLA: An Open-Source Vision-Language-Action Model",
          url: expect.stringMatching(/\/pmlr\.html$/),
        }),
      },
      { kind: "not-found" },
      { kind: "failed", failure: { source: "page", why: "refused", detail: "it is a PDF, not a web page" } },
      { kind: "not-found" },
    ]);
  });

  it("reads nothing that is no page", async () => {
    expect(await source.ask([{ kind: "title", title: "OpenVLA" }], http)).toEqual([{ kind: "not-found" }]);
  });
});
