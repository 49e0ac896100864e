import type { Agents, Response } from "got";
import got, { HTTPError, MaxRedirectsError, RequestError, TimeoutError } from "got";
import type { SourceFailure, SourceName } from "../list/paper-record.ts";
import { failed } from "./failed.ts";
import type { Http, HttpAnswer, HttpRequest } from "./http.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

export interface HttpOptions {
  readonly source: SourceName;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly userAgent: string;
  /** Resolves when one request may begin; asked before each try and each redirect. */
  readonly turn: () => Promise<void>;
  readonly agent?: Agents;
  /** Stops what is under way. */
  readonly signal?: AbortSignal;
  readonly now: () => number;
  readonly times?: HttpTimes;
}

/** Milliseconds. */
export interface HttpTimes {
  /** Of one try. */
  readonly try: number;
  /** Of all tries with what is between them, from the first on. */
  readonly whole: number;
  /** The longest wait before a further try, also where the service asks for it; for a longer one it is left alone. */
  readonly wait: number;
}

const defaultTimes: HttpTimes = { try: 15_000, whole: 45_000, wait: 5_000 };
const defaultLimit = 4_000_000;

/** Asks one service: courteous, bounded, believing nothing. */
export function createHttp(options: HttpOptions): Http {
  return { get: (request) => get(request, options) };
}

async function get(request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
  const { source, turn, times = defaultTimes } = options;
  const url = addressOf(request, options);
  if (url === undefined) return failed(source, "refused", "we may not ask it at another address");
  const { limit = defaultLimit } = request;
  const stop = new AbortController();
  let stopped: "too-large" | "timed-out" | undefined;
  function stopFor(why: "too-large" | "timed-out"): void {
    stopped ??= why;
    stop.abort();
  }
  let timer: NodeJS.Timeout | undefined;
  async function begin(): Promise<void> {
    await turn();
    timer ??= setTimeout(stopFor, times.whole, "timed-out");
  }
  const asking = got(url, {
    // A body that was unpacked cannot be stopped at its limit here, and ours are small.
    headers: { "user-agent": options.userAgent, accept: request.accept.join(", "), "accept-encoding": "identity" },
    decompress: false,
    responseType: "buffer",
    timeout: { request: times.try },
    // Where there are two tries after the first, the waits are 1 and 2 seconds.
    retry: {
      limit: 2,
      methods: ["GET"],
      statusCodes: [408, 429, 500, 502, 503, 504, 520, 521, 522, 524],
      errorCodes: [...(got.defaults.options.retry.errorCodes ?? []), "ERR_HTTP_CONTENT_LENGTH_MISMATCH"],
      maxRetryAfter: times.wait,
      backoffLimit: times.wait,
    },
    followRedirect: ({ headers, url: from }) => URL.parse(headers.location ?? "", from)?.origin === url.origin,
    maxRedirects: 3,
    hooks: { beforeRequest: [begin] },
    signal: options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]),
    ...(options.agent === undefined ? {} : { agent: options.agent }),
  });
  void asking.on("downloadProgress", ({ transferred, total = 0 }) => {
    if (Math.max(transferred, total) > limit) stopFor("too-large");
  });
  try {
    const response = await asking;
    if (response.statusCode >= 300) return readStatus(source, response, options.now());
    return response.rawBody.length > limit ? tooLarge(source, limit) : readAnswer(source, request, response);
  } catch (error) {
    if (stopped === "too-large") return tooLarge(source, limit);
    if (stopped === "timed-out") return failed(source, "timed-out", "it did not answer in time");
    return readError(source, error, options.now());
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined where it is not the service's own. */
function addressOf({ path, query }: HttpRequest, { baseUrl }: HttpOptions): URL | undefined {
  const url = URL.parse(path.startsWith("/") ? `${baseUrl}${path}` : path);
  if (url === null || url.origin !== URL.parse(baseUrl)?.origin) return undefined;
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return url;
}

function readAnswer(source: SourceName, { accept }: HttpRequest, response: Response): HttpAnswer {
  const header = response.headers["content-type"] ?? "";
  const type = header.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!accept.includes(type)) {
    const named = /^[\w.+-]{1,40}\/[\w.+-]{1,60}$/.test(type) ? type : "something unnamed";
    return failed(source, "nonsense", `it answered with ${named} instead of ${accept.join(" or ")}`);
  }
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(header)?.[1];
  const text =
    decode(response.rawBody, "utf-8") ?? (charset === undefined ? undefined : decode(response.rawBody, charset));
  if (text === undefined) return failed(source, "nonsense", "its answer is not written in UTF-8");
  return { kind: "body", text, url: response.url };
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readError(source: SourceName, error: unknown, now: number): HttpAnswer {
  if (error instanceof HTTPError) return readStatus(source, error.response, now);
  if (error instanceof TimeoutError) return failed(source, "timed-out", "it did not answer in time");
  if (error instanceof MaxRedirectsError) return failed(source, "nonsense", "it sends us from one address to the next");
  const code = error instanceof RequestError ? error.code : "";
  return failed(source, "down", `the connection to it failed${/^[A-Z_]{1,40}$/.test(code) ? ` (${code})` : ""}`);
}

function readStatus(source: SourceName, response: Response, now: number): HttpAnswer {
  const status = response.statusCode;
  if (status === 404 || status === 410) return { kind: "not-found" };
  const retryAt = parseRetryAfter(response.headers["retry-after"], now);
  // arXiv, among others, throttles with 503 and a time.
  if (status === 429 || (status === 503 && retryAt !== undefined)) {
    const detail =
      retryAt === undefined ? "it gets too many questions" : `it asks us to wait ${printWait(retryAt - now)}`;
    return failed(source, "throttled", detail, retryAt);
  }
  const why: SourceFailure["why"] = status >= 500 ? "down" : status === 408 ? "timed-out" : "refused";
  const detail =
    status >= 500 ? "it is out of order" : status >= 400 ? "it refused the question" : "it sends us elsewhere";
  return failed(source, why, `${detail} (${status})`, retryAt);
}

function printWait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 120) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}

function tooLarge(source: SourceName, limit: number): HttpAnswer {
  return failed(source, "too-large", `its answer is larger than ${limit / 1_000_000} MB`);
}
