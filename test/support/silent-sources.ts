import type { Metadata } from "../../src/metadata/metadata.ts";

/** Sources that know every paper and have nothing to say of it: for tests of everything else. */
export const silentSources: Metadata = {
  lookUp: (queries) =>
    Promise.resolve(queries.map((query) => ({ query, outcome: "found", records: [], failures: [] }))),
  close: () => Promise.resolve(),
};
