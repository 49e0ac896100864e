import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { KnownPaper } from "./known-paper.ts";
import type { Reply } from "./reply.ts";
import { serviceNames, services, type ServiceName } from "./services.ts";

/** The services that papers are looked up in, on this machine: they know a few papers, and answer as the real ones do. */
export interface LocalSources {
  /** Base URLs, without a slash at the end. */
  readonly urls: LocalUrls;
  /** In order of arrival. */
  readonly requests: readonly AskedRequest[];
  /** The next requests of a service fail, until the function that is returned is called or `times` is over. */
  fault(rule: SourceFault): () => void;
  close(): Promise<void>;
}

export interface LocalUrls {
  readonly arxivApiUrl: string;
  readonly crossrefApiUrl: string;
  readonly dataciteApiUrl: string;
  readonly openreviewApiUrl: string;
  readonly openalexApiUrl: string;
  readonly semanticScholarApiUrl: string;
  readonly aclAnthologyUrl: string;
}

export interface AskedRequest {
  readonly service: ServiceName;
  /** Below the base URL, as it was sent. */
  readonly path: string;
}

/** What differs from the answer that would be given. */
export interface SourceFault {
  readonly service: ServiceName;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The connection ends in the middle of the body. */
  readonly cut?: boolean;
  readonly times: number;
}

export async function startLocalSources(papers: readonly KnownPaper[]): Promise<LocalSources> {
  const requests: AskedRequest[] = [];
  const faults: { readonly rule: SourceFault; left: number }[] = [];
  const server = createServer((request, response) => respond(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    urls: {
      arxivApiUrl: `${base}/arxiv`,
      crossrefApiUrl: `${base}/crossref`,
      dataciteApiUrl: `${base}/datacite`,
      openreviewApiUrl: `${base}/openreview`,
      openalexApiUrl: `${base}/openalex`,
      semanticScholarApiUrl: `${base}/semantic-scholar`,
      aclAnthologyUrl: `${base}/acl`,
    },
    requests,
    fault(rule) {
      const fault = { rule, left: rule.times };
      faults.push(fault);
      return () => {
        fault.left = 0;
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function respond({ method, url = "/" }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams, search } = new URL(url, base);
    const [first, ...path] = pathname.slice(1).split("/");
    const service = serviceNames.find((name) => name === first);
    if (service === undefined) return send(response, { status: 404, type: "text/plain", body: "No such service." });
    if (method !== "GET") return send(response, { status: 405, type: "text/plain", body: "GET only." });
    requests.push({ service, path: `/${path.join("/")}${search}` });
    const reply = services[service]({ path: path.map(decode), query: searchParams }, papers);
    const fault = faults.find(({ rule, left }) => rule.service === service && left > 0);
    if (fault !== undefined) fault.left -= 1;
    send(response, reply, fault?.rule);
  }
}

/** What is not well encoded is no name of anything. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function send(response: ServerResponse, reply: Reply, fault?: SourceFault): void {
  const { status = reply.status, headers, body = reply.body, cut } = fault ?? {};
  const bytes = Buffer.from(body);
  response.writeHead(status, { "content-type": reply.type, "content-length": bytes.length, ...headers });
  if (cut === true) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else response.end(bytes);
}
