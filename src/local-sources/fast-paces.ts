import type { ServiceName } from "./services.ts";

const fast = { interval: 1, connections: 4 } as const;

/** For whoever asks the stand-in: it can be asked faster than the services, which it would not tell. */
export const fastPaces = {
  arxiv: fast,
  datacite: fast,
  crossref: fast,
  openreview: fast,
  openalex: fast,
  "semantic-scholar": fast,
  acl: fast,
} as const satisfies Readonly<Record<ServiceName, object>>;
