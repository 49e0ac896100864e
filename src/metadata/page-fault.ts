import type { SourceFailure } from "../list/paper-record.ts";

/** Why a page could not be had. */
export class PageFault extends Error {
  override readonly name = "PageFault";
  readonly why: SourceFailure["why"];
  /** Whether it may be gone a moment later. */
  readonly passes: boolean;
  /** Milliseconds that the host asks us to wait. */
  readonly wait: number | undefined;

  /** `detail` is a sentence for a person; nothing that came from the page is in it. */
  constructor(why: SourceFailure["why"], detail: string, passing?: { readonly wait?: number | undefined }) {
    super(detail);
    this.why = why;
    this.passes = passing !== undefined;
    this.wait = passing?.wait;
  }
}

/** What an error of a request means. A `PageFault` anywhere among its causes says it itself. */
export function faultOf(error: unknown): PageFault {
  let codes = "";
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof PageFault) return cause;
    if ("code" in cause) codes += ` ${String(cause.code)}`;
  }
  // Also what a resolver says that is without a network.
  if (codes.includes(" ENOTFOUND")) return new PageFault("down", "there is no host of that name", { wait: 600_000 });
  if (/CERT|SIGNED|SIGNATURE/.test(codes)) return new PageFault("refused", "its certificate is not valid");
  // Of the parser of HTTP, of zlib, Brotli and Zstandard.
  if (/ (?:HPE_|Z_|ERR__ERROR|ERR_BROTLI|ZSTD_|ERR_INVALID)/.test(codes))
    return new PageFault("nonsense", "its answer is not well-formed");
  return new PageFault("down", "no connection to it, or it broke off", {});
}
