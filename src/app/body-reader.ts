import type { IncomingMessage } from "node:http";

export interface BodyBounds {
  /** Bytes of one body. */
  readonly most: number;
  /** Bytes of all bodies that are being read at the same time. */
  readonly mostAtOnce: number;
}

export type ReadBody = (
  request: Pick<IncomingMessage, "headers" | typeof Symbol.asyncIterator>,
) => Promise<Buffer | "too-large" | "too-busy">;

/** Reads raw bytes within bounds: whose signature is false is known only after the last byte. */
export function createBodyReader({ most, mostAtOnce }: BodyBounds): ReadBody {
  let held = 0;
  return async (request) => {
    if (Number(request.headers["content-length"] ?? 0) > most) return "too-large";
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        held += chunk.length;
        if (size > most) return "too-large";
        if (held > mostAtOnce) return "too-busy";
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      held -= size;
    }
  };
}
