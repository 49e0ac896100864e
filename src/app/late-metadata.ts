import type { MetadataOptions } from "../metadata/create-metadata.ts";
import type { Metadata } from "../metadata/metadata.ts";

/** The sources, connected at the first question: the libraries that read their answers are a tenth of an idle server. */
export function createLateMetadata(options: MetadataOptions): Metadata {
  let connected: Promise<Metadata> | undefined;

  async function connect(): Promise<Metadata> {
    const { createMetadata } = await import("../metadata/create-metadata.ts");
    return createMetadata(options);
  }

  return {
    async lookUp(queries, lookUpOptions) {
      connected ??= connect();
      return (await connected).lookUp(queries, lookUpOptions);
    },
    async close() {
      await (await connected)?.close();
    },
  };
}
