import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Takes spans as a collector does, by OTLP over HTTP. https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export interface TraceReceiver {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly url: string;
  /** All bodies, one after the other. */
  text(): string;
  /** Of bodies in JSON: `OTEL_EXPORTER_OTLP_PROTOCOL=http/json`. */
  spans(): readonly ReceivedSpan[];
  close(): void;
}

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[] }[];
}

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/v1/traces") bodies.push(Buffer.concat(chunks));
      response.writeHead(200, { "content-type": request.headers["content-type"] }).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => Buffer.concat(bodies).toString("utf8"),
    spans: () =>
      bodies.flatMap((body) => {
        const { resourceSpans } = JSON.parse(body.toString("utf8")) as Export;
        return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An attribute that is a text or a number, as text: by the format a number may be either. */
export function attributeOf({ attributes }: ReceivedSpan, name: string): string {
  const value = attributes.find(({ key }) => key === name)?.value ?? {};
  return String(value["stringValue"] ?? value["intValue"]);
}
