import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { createBodyReader } from "../../src/app/body-reader.ts";
import { createWebhookServer } from "../../src/app/webhook-server.ts";

describe("a body is read", () => {
  const requestOf = (...chunks: readonly string[]) =>
    Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { headers: {} });

  it("byte by byte as it was sent, up to its bound", async () => {
    const read = createBodyReader({ most: 6, mostAtOnce: 100 });
    expect(await read(requestOf("ab", "é\r", "\n"))).toEqual(Buffer.from("abé\r\n"));
    expect(await read(requestOf("abcd", "efg"))).toBe("too-large");
    expect(await read(Object.assign(requestOf("a"), { headers: { "content-length": "7" } }))).toBe("too-large");
  });

  it("together with others up to theirs, and has room again when they are done", async () => {
    const read = createBodyReader({ most: 6, mostAtOnce: 10 });
    const bodies = [requestOf("abc", "def"), requestOf("abc", "def")];
    expect(await Promise.all(bodies.map(read))).toEqual([Buffer.from("abcdef"), "too-busy"]);
    expect(await read(requestOf("abcdef"))).toEqual(Buffer.from("abcdef"));
  });

  it("not further when it breaks off, and has room again", async () => {
    const read = createBodyReader({ most: 6, mostAtOnce: 6 });
    const broken = Object.assign(
      Readable.from(
        (function* () {
          yield Buffer.from("abcdef");
          throw new Error("aborted");
        })(),
      ),
      { headers: {} },
    );
    await expect(read(broken)).rejects.toThrow("aborted");
    expect(await read(requestOf("abcdef"))).toEqual(Buffer.from("abcdef"));
  });
});

it.each([
  ["headers", "POST /hook HTTP/1.1\r\nHost: a\r\nX-Slow:"],
  ["a body", "POST /hook HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: sha256=0\r\nContent-Length: 100\r\n\r\n{"],
])("%s that come too slowly are not waited for, and nothing is taken", async (_, sent) => {
  let taken = 0;
  const receive = (): Promise<void> => Promise.resolve(void (taken += 1));
  const server = createWebhookServer({
    webhookPath: "/hook",
    receive,
    findHindrances: () => Promise.resolve([]),
    patience: 300,
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  // One byte now and then keeps a connection from being idle.
  const drip = setInterval(() => client.write("x"), 20);
  onTestFinished(() => clearInterval(drip));
  client.on("error", () => undefined).write(sent);
  const answer = await new Promise<string>((resolve) => {
    let text = "";
    client.on("data", (chunk) => (text += chunk.toString())).on("close", () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(taken).toBe(0);
});
