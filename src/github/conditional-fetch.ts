import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Answers of GitHub that may be asked for again, of all installations, each kept from the others by its key. */
export type AnswerCache = LRUCache<string, KnownAnswer>;

export interface KnownAnswer {
  readonly body: Uint8Array<ArrayBuffer>;
  /** What describes the body, and a 304 leaves out. */
  readonly described: readonly (readonly [string, string])[];
  readonly etag: string;
  /** Whether `etag` is what `deriveEtag` says. */
  readonly isDerived: boolean;
}

/** Makes an empty cache that holds at most about this much memory. */
export function createAnswerCache(megabytes = 32): AnswerCache {
  const maxSize = megabytes * 1_000_000;
  return new LRUCache({ maxSize, maxEntrySize: maxSize / 16, sizeCalculation: ({ body }) => 1000 + body.byteLength });
}

/** What a sha names never changes, and is kept as what it means. */
const namedBySha = /\/git\/(?:blobs|trees|commits)\//;

/**
 * A fetch that asks only for what has changed: where GitHub says 304, which does not count against the primary limit, the
 * caller gets the answer it gave before, with the headers of now. Nothing is taken as it was without asking. `owner` is
 * whose answers these are; no other's are ever used.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests
 */
export function createConditionalFetch(send: typeof fetch, answers: AnswerCache, owner: string): typeof fetch {
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const method = init?.method ?? "GET";
    if (method !== "GET" || namedBySha.test(url)) return send(input, init);
    const headers = new Headers(init?.headers);
    const key = `${owner} ${headers.get("accept") ?? ""} ${url}`;
    const known = answers.get(key);
    if (known !== undefined) headers.set("if-none-match", expectedEtag(known, headers));
    const response = await send(input, { ...init, headers: Object.fromEntries(headers) });
    if (response.status === 304 && known !== undefined) {
      const described = new Headers(response.headers);
      for (const [name, value] of known.described) described.set(name, value);
      return new Response(known.body, { status: 200, headers: described });
    }
    const etag = response.headers.get("etag");
    if (response.status !== 200 || etag === null) return response;
    const body = new Uint8Array(await response.arrayBuffer());
    const isDerived = deriveEtag(headers, body) === withoutWeakness(etag);
    const described = [...response.headers].filter(([name]) => name === "content-type" || name === "link");
    answers.set(key, { body, described, etag, isDerived });
    return new Response(body, { status: 200, headers: response.headers });
  };
}

/**
 * GitHub's ETags change with the token, and an installation's token changes every hour: what was remembered of the last
 * token is of no use with this one. Seen from outside, an ETag is the hash that `deriveEtag` makes; where the last answer's
 * was, the next is foretold. Should GitHub make them otherwise one day, it says 200 once more: never a false 304.
 */
function expectedEtag({ body, etag, isDerived }: KnownAnswer, headers: Headers): string {
  return isDerived ? `${etag.startsWith("W/") ? "W/" : ""}${deriveEtag(headers, body)}` : etag;
}

function deriveEtag(headers: Headers, body: Uint8Array): string {
  const hash = createHash("sha256");
  for (const name of ["accept", "authorization"]) {
    const value = headers.get(name);
    if (value !== null) hash.update(`${value}:`);
  }
  return `"${hash.update(body).digest("hex")}"`;
}

function withoutWeakness(etag: string): string {
  return etag.replace(/^W\//, "");
}
