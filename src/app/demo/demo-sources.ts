import { fastPaces } from "../../local-sources/fast-paces.ts";
import { serviceNames } from "../../local-sources/services.ts";
import { startLocalSources } from "../../local-sources/start.ts";
import { createMetadata } from "../../metadata/create-metadata.ts";
import type { Metadata, MetadataSettings } from "../../metadata/metadata.ts";
import { readVersion } from "../cli/read-version.ts";
import { codeAsPolicies, hiRobot, spare } from "./demo-papers.ts";

/** Where the demo looks papers up. */
export interface DemoSources {
  readonly metadata: Metadata;
  /** Takes all services down, and returns what brings them back; undefined where they are not ours. */
  readonly takeDown: (() => () => void) | undefined;
  close(): Promise<void>;
}

/** A service that failed is left alone for a minute; seconds. */
const pause = 60;

/** A stand-in on this machine that knows the story's papers. */
export async function startDemoSources(): Promise<DemoSources> {
  const local = await startLocalSources([hiRobot, codeAsPolicies, ...spare]);
  let putForward = 0;
  const metadata = createMetadata({
    settings: { ...local.urls, mailto: undefined },
    version: readVersion(),
    paces: fastPaces,
    now: () => Date.now() + putForward,
  });
  return {
    metadata,
    takeDown() {
      const headers = { "retry-after": String(pause) };
      const mends = serviceNames.map((service) => local.fault({ service, status: 503, headers, times: Infinity }));
      return () => {
        for (const mend of mends) mend();
        // So that nobody has to wait for it.
        putForward += pause * 1000;
      };
    },
    async close() {
      await metadata.close();
      await local.close();
    },
  };
}

/** The services themselves. */
export function connectRealSources(settings: MetadataSettings): DemoSources {
  const metadata = createMetadata({ settings, version: readVersion() });
  return { metadata, takeDown: undefined, close: () => metadata.close() };
}
