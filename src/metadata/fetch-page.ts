import { once } from "node:events";
import { lookup } from "node:dns";
import { Agent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import got, { type PlainResponse } from "got";
import { decodeHtml } from "./decode-html.ts";
import { createHostTurns } from "./host-turns.ts";
import { failed } from "./failed.ts";
import type { HttpAnswer } from "./http.ts";
import { pageAddress, redirectAddress, type IsPort } from "./page-address.ts";
import { faultOf, PageFault } from "./page-fault.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";
import { isPublicAddress } from "./public-address.ts";

export interface FetchPageOptions {
  readonly userAgent: string;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  /** What may be reached, where it is not the public internet: for tests. */
  readonly reach?: Partial<Reach>;
  /** Milliseconds between two requests to one host; 1,000 where nothing is said. */
  readonly pause?: number;
  /** Milliseconds for one page, redirects and a second try included, waiting for turns not; 10,000 where nothing is said. */
  readonly timeout?: number;
}

export interface Reach {
  /** As `dns.lookup` does with `all`. */
  readonly lookup: (host: string, options: { readonly all: true }, callback: LookupCallback) => void;
  readonly isPublic: (address: string) => boolean;
  readonly isPort: IsPort;
}
type LookupCallback = (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void;

/** The page at an address, or its first megabyte; never throws for what is there instead. */
export type FetchPage = (url: string) => Promise<HttpAnswer>;

const publicInternet: Reach = { lookup, isPublic: isPublicAddress, isPort: (port) => port === "" };
const most = { redirects: 3, bytes: 1_000_000, atOnce: 4 } as const;
const types: readonly string[] = ["text/html", "application/xhtml+xml"];

type Hop = HttpAnswer | { readonly kind: "redirect"; readonly location: string };

/**
 * Fetches web pages that strangers name: from the public internet only, few bytes, nothing sent along, at a pace.
 * docs/decisions/0009-fetching-what-a-stranger-names.md says why this holds.
 */
export function createFetchPage(options: FetchPageOptions): FetchPage {
  const { userAgent, signal: closing, pause = 1_000, timeout = 10_000 } = options;
  const reach = { ...publicInternet, ...options.reach };
  const inTurn = createHostTurns(pause, most.atOnce);
  const connection = {
    // Its own, and closed after each request: a kept connection would not be judged again. They know no proxies either.
    agent: { http: new Agent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) },
    dnsLookup: publicLookup(reach),
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    headers: { "user-agent": userAgent, accept: types.join(", ") },
  } as const;

  async function readHop(url: URL, signal: AbortSignal): Promise<Hop> {
    const stream = got.stream(url, { ...connection, signal });
    // What comes after the last look at it is of no interest, and must not end the process.
    stream.on("error", () => undefined);
    try {
      const [response] = (await once(stream, "response")) as [PlainResponse];
      const judged = judge(response);
      if (judged !== undefined) return judged;
      const text = decodeHtml(await readStart(stream), response.headers["content-type"] ?? "");
      return { kind: "body", text, url: url.href };
    } finally {
      stream.destroy();
    }
  }

  async function follow(address: string, hop: (url: URL) => Promise<Hop>): Promise<HttpAnswer> {
    let url = pageAddress(address, reach.isPort);
    for (let redirects = 0; redirects <= most.redirects; redirects += 1) {
      const answer = await hop(url);
      if (answer.kind !== "redirect") return answer;
      url = redirectAddress(url, answer.location, reach.isPort);
    }
    throw new PageFault("refused", `it redirects more than ${most.redirects} times`);
  }

  return async function fetchPage(address) {
    let left = timeout;
    async function hop(url: URL): Promise<Hop> {
      return inTurn(url.host, async () => {
        const began = performance.now();
        const late = AbortSignal.timeout(Math.max(0, Math.ceil(left)));
        try {
          return await readHop(url, closing === undefined ? late : AbortSignal.any([late, closing]));
        } catch (error) {
          if (late.aborted) throw new PageFault("timed-out", `it takes longer than ${timeout / 1_000} seconds`, {});
          throw faultOf(error);
        } finally {
          left -= performance.now() - began;
        }
      });
    }
    try {
      return await follow(address, hop).catch((error: unknown) => {
        if (closing?.aborted === true || !isBrief(error)) throw error;
        return follow(address, hop);
      });
    } catch (error) {
      return printFault(faultOf(error));
    }
  };
}

/** Every name is looked up here, once for each connection, and what this gives is what the socket connects to. */
function publicLookup(reach: Reach): LookupFunction {
  return (host, options, callback) => {
    reach.lookup(host, { all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const [first] = addresses;
      if (first === undefined) return callback(new PageFault("down", "there is no host of that name"), []);
      // One that is not public among public ones is a trick, or a mistake: none is used.
      if (!addresses.every(({ address }) => reach.isPublic(address)))
        return callback(new PageFault("refused", "it leads to an address inside a private network"), []);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

/** What the head of an answer says already; undefined where its body is a page to be read. */
function judge({ statusCode: status, headers }: PlainResponse): Hop | undefined {
  if (status === 404 || status === 410) return { kind: "not-found" };
  if ([301, 302, 303, 307, 308].includes(status) && headers.location !== undefined)
    return { kind: "redirect", location: headers.location };
  const now = Date.now();
  const until = parseRetryAfter(headers["retry-after"], now);
  const wait = until === undefined ? undefined : until - now;
  if (status === 429) throw new PageFault("throttled", "it asks us to wait", { wait });
  if (status >= 500) throw new PageFault("down", `it has a fault (${status})`, { wait });
  if (status === 401 || status === 403) throw new PageFault("refused", `it lets no program read it (${status})`);
  if (status !== 200) throw new PageFault("refused", `it answers with status ${status}`);
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/pdf") throw new PageFault("refused", "it is a PDF, not a web page");
  if (!types.includes(type)) throw new PageFault("refused", "it is not a web page");
  return undefined;
}

/** The body, decompressed, as far as it is of use: what stands after the first megabyte is never asked for. */
async function readStart(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most.bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, most.bytes);
}

/** Worth a second try at once: a dropped connection, or a fault without a word on when it ends. */
function isBrief(error: unknown): boolean {
  return error instanceof PageFault && error.why === "down" && error.passes && error.wait === undefined;
}

function printFault({ why, message, passes, wait = 60_000 }: PageFault): HttpAnswer {
  return failed("page", why, message, passes ? Date.now() + wait : undefined);
}
