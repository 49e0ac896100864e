import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import type { LookUp } from "../list/paper-record.ts";
import { createAnswerCache } from "./answer-cache.ts";
import { askSources } from "./ask-sources.ts";
import { connectSources, type ConnectOptions } from "./connect-sources.ts";
import { createDiskCache } from "./disk-cache.ts";
import { createInquiry, type Inquiry } from "./inquiry.ts";
import type { Metadata } from "./metadata.ts";

export interface MetadataOptions extends Omit<ConnectOptions, "now"> {
  /** Answers are kept there for the next program, where it is given. */
  readonly cacheDirectory?: string;
  readonly now?: () => number;
}

interface Asking {
  readonly fresh: boolean;
  readonly inquiry: Inquiry;
  readonly answer: Promise<LookUp>;
}

const defaultDeadline = 20_000;

/** All sources, each at its pace, behind one cache. */
export function createMetadata(options: MetadataOptions): Metadata {
  const { now = Date.now, cacheDirectory } = options;
  const sources = connectSources({ ...options, now });
  const disk = cacheDirectory === undefined ? undefined : createDiskCache(cacheDirectory, now);
  const cache = createAnswerCache(now, disk);
  const underWay = new Map<string, Asking>();

  return {
    async lookUp(queries, { fresh = false, deadline = defaultDeadline, onAnswer } = {}) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadline);
      });
      try {
        return await Promise.all(
          queries.map(async (query) => {
            const { answer, inquiry } = start(query, fresh);
            const lookUp = await Promise.race([answer, late.then(inquiry.soFar)]);
            onAnswer?.(lookUp);
            return lookUp;
          }),
        );
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      sources.close();
      await disk?.tidy();
    },
  };

  /** What is asked now is not asked again beside it; only an answer from the cache is not fresh. */
  function start(query: PaperQuery, fresh: boolean): Asking {
    const key = queryKey(query);
    const running = underWay.get(key);
    if (running !== undefined && (running.fresh || !fresh)) return running;
    const inquiry = createInquiry(query, sources);
    const answer = answerTo(inquiry, fresh).finally(() => {
      if (underWay.get(key)?.inquiry === inquiry) underWay.delete(key);
    });
    const asking = { fresh, inquiry, answer };
    underWay.set(key, asking);
    return asking;
  }

  async function answerTo(inquiry: Inquiry, fresh: boolean): Promise<LookUp> {
    const known = fresh ? undefined : await cache.find(inquiry.query);
    if (known !== undefined) return known;
    const lookUp = await askSources(inquiry);
    await cache.keep(lookUp);
    return lookUp;
  }
}
