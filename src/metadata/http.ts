import type { Failed } from "./failed.ts";

/** Asks one service over HTTP, at its pace, with its courtesies; made by `createHttp` for each source. */
export interface Http {
  /**
   * The body of a GET, decoded as UTF-8 (a byte order mark taken off). Status 404 and 410 are `not-found`; 429, 5xx, time-outs and
   * cut-off bodies are tried again a few times, then `failed`; any other status, type or size is `failed` at once.
   */
  get(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  /** Below the source's base URL, beginning with a slash, or a whole http(s) address of the same origin. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What the answer must be: the media types that are taken, without parameters. */
  readonly accept: readonly string[];
  /** Bytes; 4 MB where nothing is said. */
  readonly limit?: number;
}

export type HttpAnswer =
  | { readonly kind: "body"; readonly text: string; readonly url: string }
  | { readonly kind: "not-found" }
  | Failed;
