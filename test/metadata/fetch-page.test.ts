import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFetchPage, type FetchPageOptions } from "../../src/metadata/fetch-page.ts";

/** Linux answers on all of 127/8: here one of them plays the public internet, and the others what is inside. */
const names: Readonly<Record<string, readonly string[]>> = {
  "paper.test": ["127.0.0.1"],
  "other.test": ["127.0.0.1"],
  "inside.test": ["127.0.0.2"],
  "half.test": ["127.0.0.1", "127.0.0.2"],
  "metadata.google.internal": ["169.254.169.254"],
  "mapped.test": ["::ffff:127.0.0.1"],
  "nat64.test": ["64:ff9b::7f00:1"],
  "nothing.test": [],
};

type Page = (request: IncomingMessage, response: ServerResponse) => void;
const html = { "content-type": "text/html; charset=utf-8" } as const;

let pages: Record<string, Page>;
let requests: IncomingMessage[];
let sockets: Set<Socket>;
let connections: number;
let lookedUp: string[];

const server = createServer((request, response) => {
  requests.push(request);
  const page = pages[request.url ?? ""];
  if (page === undefined) response.writeHead(404, html).end("nothing here");
  else page(request, response);
});
server.on("connection", (socket) => {
  connections += 1;
  sockets.add(socket);
  socket.on("error", () => undefined);
});

beforeEach(async () => {
  [pages, requests, sockets, connections, lookedUp] = [{}, [], new Set(), 0, []];
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function address(path: string, host = "paper.test"): string {
  return `http://${host}:${(server.address() as AddressInfo).port}${path}`;
}

function lookup(
  host: string,
  _options: unknown,
  callback: (error: Error | null, found: { address: string; family: number }[]) => void,
): void {
  lookedUp.push(host);
  const found = (names[host.replace(/\.$/, "")] ?? []).map((each) => ({
    address: each,
    family: each.includes(":") ? 6 : 4,
  }));
  const error = host in names || found.length > 0 ? null : Object.assign(new Error("unknown"), { code: "ENOTFOUND" });
  setImmediate(() => callback(error, found));
}

function fetchPage(url: string, options: Partial<FetchPageOptions> = {}, port?: string): Promise<unknown> {
  const isPort = (given: string): boolean => given === (port ?? String((server.address() as AddressInfo).port));
  const reach = { lookup, isPort, isPublic: (ip: string) => ip === "127.0.0.1", ...options.reach };
  return createFetchPage({ userAgent: "awesome-papers/test", pause: 0, ...options, reach })(url);
}

function failure(why: string, detail: string): unknown {
  return {
    kind: "failed",
    failure: expect.objectContaining({ source: "page", why, detail: expect.stringContaining(detail) }),
  };
}

function serve(body: string | Uint8Array, headers: Readonly<Record<string, string>> = html): Page {
  return (_, response) => response.writeHead(200, headers).end(body);
}

function redirect(location: string, status = 302): Page {
  return (_, response) => response.writeHead(status, { location }).end();
}

describe("a page", () => {
  it("is read, and nothing is sent along but who asks", async () => {
    pages["/a"] = serve("<title>Ä</title>");
    expect(await fetchPage(address("/a#part"))).toEqual({ kind: "body", text: "<title>Ä</title>", url: address("/a") });
    expect(Object.keys(requests[0]?.headers ?? {}).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
    expect(requests[0]?.headers["user-agent"]).toBe("awesome-papers/test");
  });

  it.each([404, 410])("that is not there (%i) is not found", async (status) => {
    pages["/a"] = (_, response) => response.writeHead(status, html).end("<p>gone");
    expect(await fetchPage(address("/a"))).toEqual({ kind: "not-found" });
  });

  it.each([
    ["utf-8 by header", "text/html; charset=UTF-8", Buffer.from("é"), "é"],
    ["windows-1252 by header", 'text/html; charset="iso-8859-1"', Buffer.from([0xe9, 0x80]), "é€"],
    [
      "header before meta",
      "text/html; charset=utf-8",
      Buffer.from('<meta charset="latin1">é'),
      '<meta charset="latin1">é',
    ],
    ["meta", "text/html", Buffer.from('<meta charset="shift_jis">\x83A', "latin1"), '<meta charset="shift_jis">ア'],
    [
      "meta http-equiv",
      "text/html",
      Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">\xd6\xd0', "latin1"),
      '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">中',
    ],
    [
      "XML",
      "application/xhtml+xml",
      Buffer.from('<?xml version="1.0" encoding="iso-8859-2"?>\xb3', "latin1"),
      '<?xml version="1.0" encoding="iso-8859-2"?>ł',
    ],
    ["a mark", "text/html; charset=latin1", Buffer.from("\ufeffé"), "é"],
    ["UTF-16 by its mark", "text/html", Buffer.from("\ufeffé", "utf16le"), "é"],
    ["meta that lies about UTF-16", "text/html", Buffer.from("<meta charset=utf-16>é"), "<meta charset=utf-16>é"],
    ["an unknown label", "text/html; charset=klingon", Buffer.from("é"), "é"],
    ["nothing said, well-formed", "text/html", Buffer.from("é"), "é"],
    ["nothing said, not well-formed", "text/html", Buffer.from([0x93, 0xe9]), "“é"],
  ])("is decoded: %s", async (_, type, body, text) => {
    pages["/a"] = serve(body, { "content-type": type });
    expect(await fetchPage(address("/a"))).toMatchObject({ kind: "body", text });
  });

  it("is read where it redirects, three times at most", async () => {
    pages["/1"] = redirect("/2");
    pages["/2"] = redirect(address("/3", "other.test"), 301);
    pages["/3"] = redirect("?4", 308);
    pages["/3?4"] = serve("here");
    pages["/0"] = redirect("/1", 307);
    expect(await fetchPage(address("/1"))).toEqual({ kind: "body", text: "here", url: address("/3?4", "other.test") });
    expect(await fetchPage(address("/0"))).toEqual(failure("refused", "more than 3 times"));
  });

  it("gets back no cookie that it gave", async () => {
    pages["/1"] = (_, response) => response.writeHead(302, { location: "/2", "set-cookie": "a=b; Path=/" }).end();
    pages["/2"] = serve("here");
    await fetchPage(address("/1"));
    expect(requests.map(({ headers }) => [headers.cookie, headers.referer, headers.authorization])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });
});

describe("what is not public is not reached", () => {
  it.each([
    ["a name that leads inside", "inside.test"],
    ["a name with a dot at its end", "inside.test."],
    ["a name that leads inside among other places", "half.test"],
    ["the metadata of a cloud", "metadata.google.internal"],
    ["a mapped address", "mapped.test"],
    ["NAT64", "nat64.test"],
  ])("%s", async (_, host) => {
    expect(await fetchPage(address("/", host))).toEqual(failure("refused", "inside a private network"));
    expect([connections, lookedUp.length]).toEqual([0, 1]);
  });

  it.each(["127.0.0.1", "127.0.0.2", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:2]", "localhost", "localhost."])(
    "%s, by whichever spelling, without looking it up",
    async (host) => {
      expect(await fetchPage(address("/", host))).toEqual(failure("refused", "its"));
      expect([connections, lookedUp]).toEqual([0, []]);
    },
  );

  it("nothing on this machine, where nobody says otherwise", async () => {
    pages["/a"] = serve("secret");
    const { port } = server.address() as AddressInfo;
    const reach = { lookup, isPort: (given: string) => given === String(port) };
    const answer = await createFetchPage({ userAgent: "test", reach })(address("/a"));
    expect(answer).toEqual(failure("refused", "inside a private network"));
    expect(connections).toBe(0);
  });

  it.each([
    ["a bare address", "//127.0.0.2/"],
    ["the metadata of a cloud", "http://169.254.169.254/latest/meta-data/"],
    ["a file", "file:///etc/passwd"],
    ["another port", "http://paper.test:1/"],
    ["a name and password", "http://a:b@paper.test/"],
    ["data", "data:text/html,hello"],
    ["a name that leads inside", undefined],
  ])("a redirect to %s", async (_, location) => {
    pages["/a"] = redirect(location ?? address("/", "inside.test"));
    pages["/"] = serve("secret");
    expect(await fetchPage(address("/a"))).toEqual(failure("refused", "it"));
    expect([connections, requests.length]).toEqual([1, 1]);
  });

  it("a name that leads elsewhere the second time: the address that was judged is the one that is used", async () => {
    const reached: unknown[] = [];
    pages["/a"] = (request, response) => {
      reached.push(request.socket.localAddress);
      serve("public")(request, response);
    };
    let asked = 0;
    const rebinding: typeof lookup = (_, options, callback) => {
      asked += 1;
      lookup(asked === 1 ? "paper.test" : "inside.test", options, callback);
    };
    const fetched = createFetchPage({
      userAgent: "test",
      pause: 0,
      reach: { lookup: rebinding, isPort: () => true, isPublic: (ip) => ip === "127.0.0.1" },
    });
    expect(await fetched(address("/a", "evil.test"))).toMatchObject({ kind: "body", text: "public" });
    expect([asked, reached]).toEqual([1, ["127.0.0.1"]]);
    // No connection is kept that would not be judged again.
    expect(await fetched(address("/a", "evil.test"))).toEqual(failure("refused", "inside a private network"));
    expect([asked, connections]).toEqual([2, 1]);
  });

  it("a proxy that the environment names", async () => {
    process.env["HTTP_PROXY"] = process.env["http_proxy"] = address("", "inside.test");
    pages["/a"] = serve("direct");
    try {
      expect(await fetchPage(address("/a"))).toMatchObject({ text: "direct" });
      expect(lookedUp).toEqual(["paper.test"]);
    } finally {
      delete process.env["HTTP_PROXY"];
      delete process.env["http_proxy"];
    }
  });
});

describe("what is no page", () => {
  it.each([
    ["a PDF", { "content-type": "application/pdf" }, "it is a PDF, not a web page"],
    ["an image", { "content-type": "image/svg+xml" }, "it is not a web page"],
    ["of no type", {}, "it is not a web page"],
    ["of a type that begins alike", { "content-type": "text/html-sandboxed" }, "it is not a web page"],
  ])("%s is refused unread", async (_, headers, detail) => {
    pages["/a"] = serve("x", headers);
    expect(await fetchPage(address("/a"))).toEqual({
      kind: "failed",
      failure: { source: "page", why: "refused", detail },
    });
  });

  it.each([
    [401, "refused", "it lets no program read it (401)"],
    [403, "refused", "it lets no program read it (403)"],
    [204, "refused", "status 204"],
    [304, "refused", "status 304"],
    [302, "refused", "status 302"],
    [451, "refused", "status 451"],
    [429, "throttled", "asks us to wait"],
    [503, "down", "it has a fault (503)"],
  ])("status %i", async (status, why, detail) => {
    pages["/a"] = (_, response) => response.writeHead(status, html).end();
    expect(await fetchPage(address("/a"))).toEqual(failure(why, detail));
  });

  it("is asked for again when it said", async () => {
    pages["/a"] = (_, response) => response.writeHead(503, { "retry-after": "120" }).end();
    pages["/b"] = (_, response) => response.writeHead(429, { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }).end();
    const now = Date.now();
    const [soon, never] = (await Promise.all([fetchPage(address("/a")), fetchPage(address("/b"))])) as {
      failure: { retryAt: number };
    }[];
    expect(requests).toHaveLength(2);
    expect(soon?.failure.retryAt).toBeGreaterThanOrEqual(now + 120_000);
    expect(never?.failure.retryAt).toBeLessThanOrEqual(Date.now() + 86_400_000);
  });

  it("is tried once more where it broke off, and then found", async () => {
    pages["/a"] = (request, response) => {
      if (requests.length === 1) request.socket.destroy();
      else serve("there")(request, response);
    };
    pages["/b"] = (_, response) => response.writeHead(500, html).end();
    expect(await fetchPage(address("/a"))).toMatchObject({ text: "there" });
    requests = [];
    expect(await fetchPage(address("/b"))).toEqual(failure("down", "fault (500)"));
    expect(requests).toHaveLength(2);
  });

  it("breaks off within its body", async () => {
    pages["/a"] = (request, response) => {
      response.writeHead(200, { ...html, "content-length": "100" });
      response.write("<html>", () => request.socket.destroy());
    };
    expect(await fetchPage(address("/a"))).toEqual(failure("down", "broke off"));
  });

  it.each([
    ["unknown.test", "there is no host of that name"],
    ["nothing.test", "there is no host of that name"],
  ])("is at a host that is not there: %s", async (host, detail) => {
    expect(await fetchPage(address("/", host))).toEqual(failure("down", detail));
  });

  it.each([
    ["HTTP/0.9", "<html>hello</html>"],
    ["no number", "HTTP/1.0 okay\r\n\r\n"],
    ["a head without an end", `HTTP/1.0 200 OK\r\n${"x: y\r\n".repeat(20_000)}`],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
  ])("is not HTTP: %s", async (_, answer) => {
    const tcp = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.resume().end(answer);
    });
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    const { port } = tcp.address() as AddressInfo;
    expect(await fetchPage(`http://paper.test:${port}/`, {}, String(port))).toEqual(
      failure("nonsense", "not well-formed"),
    );
    await new Promise((resolve) => tcp.close(resolve));
  });

  it("is none of what it says it is compressed as", async () => {
    pages["/a"] = serve("no gzip", { ...html, "content-encoding": "gzip" });
    expect(await fetchPage(address("/a"))).toEqual(failure("nonsense", "not well-formed"));
  });
});

describe("bounds", () => {
  it("reads the first megabyte of a page without end", async () => {
    let sent = 0;
    pages["/a"] = (_, response) => {
      response.writeHead(200, html);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
        sent += 65_536;
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    const answer = (await fetchPage(address("/a"))) as { text: string };
    expect(answer.text).toHaveLength(1_000_000);
    expect(sent).toBeLessThan(50_000_000);
  });

  it("inflates no more than that of what is a hundred times as large", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, "x"));
    pages["/a"] = serve(bomb, { ...html, "content-encoding": "gzip" });
    const before = process.memoryUsage().arrayBuffers;
    const answer = (await fetchPage(address("/a"))) as { text: string };
    expect(answer.text).toHaveLength(1_000_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it.each([
    ["a head", (response: ServerResponse) => response.socket?.write("HTTP/1.1 200 OK\r\nx:"), "socket"],
    ["a body", (response: ServerResponse) => response.writeHead(200, html), "body"],
  ])("waits for %s that comes drop by drop no longer than for any other", async (_, begin, where) => {
    pages["/a"] = (__, response) => {
      begin(response);
      const drip = setInterval(() => (where === "body" ? response : response.socket)?.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    };
    expect(await fetchPage(address("/a"), { timeout: 100 })).toEqual(failure("timed-out", "longer than 0.1 seconds"));
    expect(requests).toHaveLength(1);
  });

  it("waits for all hops together no longer than for one", async () => {
    pages["/1"] = (request, response) => setTimeout(() => redirect("/2")(request, response), 120);
    pages["/2"] = (request, response) => setTimeout(() => serve("late")(request, response), 120);
    expect(await fetchPage(address("/1"), { timeout: 200 })).toEqual(failure("timed-out", "longer than 0.2 seconds"));
  });

  it("waits for a name that nobody looks up no longer either", async () => {
    const silent = { timeout: 50, reach: { lookup: () => undefined } };
    expect(await fetchPage(address("/a"), silent)).toEqual(failure("timed-out", "seconds"));
  });

  it("ends with its shell", async () => {
    const shell = new AbortController();
    pages["/a"] = () => shell.abort();
    expect(await fetchPage(address("/a"), { signal: shell.signal })).toEqual(failure("down", ""));
    expect(requests).toHaveLength(1);
  });
});
