import { Agent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { SourceName } from "../list/paper-record.ts";
import { createAsker } from "./create-asker.ts";
import { createHttp } from "./create-http.ts";
import { baseUrlOf, createSources } from "./create-sources.ts";
import { failed } from "./failed.ts";
import type { Sources } from "./inquiry.ts";
import { defaultMetadataSettings, type MetadataSettings } from "./metadata.ts";
import { createPace } from "./pace.ts";
import { sourcePaces, type SourcePace } from "./source-paces.ts";
import type { Source, SourceAnswer } from "./source.ts";

export interface ConnectOptions {
  readonly settings: MetadataSettings;
  /** Ours, told to the services. */
  readonly version: string;
  readonly now: () => number;
  /** In place of the real ones: for tests. */
  readonly sources?: readonly Source[];
  /** Told of each question as it is asked, to measure it. */
  readonly watch?: WatchSource;
  /** Other paces than the services ask for: for stand-ins on this machine. */
  readonly paces?: Readonly<Partial<Record<SourceName, SourcePace>>>;
}

/** Asks one source one question, and hands its answer on. */
export type WatchSource = (source: SourceName, ask: () => Promise<SourceAnswer>) => Promise<SourceAnswer>;

export interface ConnectedSources extends Sources {
  /** Stops what is under way and lets go of connections. */
  close(): void;
}

const home = "https://github.com/AoqunJin/Awesome-VLA-Post-Training";
const openreviewV1Url = "https://api.openreview.net";

/** Every source behind its pace and its way over HTTP. */
export function connectSources(options: ConnectOptions): ConnectedSources {
  const { settings, now, watch = (_source, ask) => ask() } = options;
  const paces = { ...sourcePaces, ...options.paces };
  const closing = new AbortController();
  const agent = { http: new Agent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const userAgent = printUserAgent(options.version, settings.mailto);
  const way = { userAgent, agent, signal: closing.signal, now };
  const v1Pace = createPace(paces.openreview.interval);
  // A stand-in for API 2 has no older one beside it.
  const openreviewV1 =
    settings.openreviewApiUrl === defaultMetadataSettings.openreviewApiUrl
      ? createHttp({ ...way, source: "openreview", baseUrl: openreviewV1Url, turn: v1Pace.turn })
      : undefined;
  const sources =
    options.sources ?? createSources({ mailto: settings.mailto, userAgent, signal: closing.signal, openreviewV1 });
  const askers = new Map(
    sources.map((source) => {
      const { name } = source;
      const baseUrl = baseUrlOf(name, settings);
      const http = (turn: () => Promise<void>) => createHttp({ ...way, source: name, baseUrl, turn });
      return [name, createAsker({ ...paces[name], source, manyServers: name === "page", http, now })];
    }),
  );

  return {
    knows: (source, query) => askers.get(source)?.knows(query) ?? false,
    ask: (source, query) =>
      watch(
        source,
        async () => (await askers.get(source)?.ask(query)) ?? failed(source, "down", "there is no such source"),
      ),
    close() {
      for (const asker of askers.values()) asker.stop();
      v1Pace.stop();
      closing.abort();
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

/** Only what a header may hold; an address that is none is left out. */
function printUserAgent(version: string, mailto: string | undefined): string {
  const address = mailto !== undefined && /^[!-'*-:<-~]+$/.test(mailto) ? `; mailto:${mailto}` : "";
  return `awesome-papers/${version} (+${home}${address})`;
}
