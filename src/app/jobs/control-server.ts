import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createBodyReader, type ReadBody } from "../body-reader.ts";
import { writeControlFile } from "./control-file.ts";
import type { JobDesk } from "../../queue/job-desk.ts";
import type { Job } from "../job.ts";
import type { QueueSettings } from "../open-queue.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { parseControlRequest, type ControlRequest } from "./control-request.ts";

export interface ControlServer {
  close(): Promise<void>;
}

/** Some hundreds of references. */
const mostBytes = 64 * 1024;

/** Of a directory: who has the URL of a Postgres asks that. */
export async function startControl(
  settings: QueueSettings,
  desk: JobDesk<Job> | undefined,
): Promise<ControlServer | undefined> {
  if (settings.kind !== "embedded" || desk === undefined) return undefined;
  return startControlServer(settings.directory, createJobs(desk));
}

/**
 * Lets who can read the data directory, and nobody else, ask a running server about its work: a second process must not
 * open that database. It listens on 127.0.0.1 and wants the token of `control.json`; a page in a browser on this machine
 * has no token, may send no such header, and reads no answer.
 */
export async function startControlServer(directory: string, jobs: Jobs): Promise<ControlServer> {
  const token = randomBytes(32).toString("base64url");
  const readBody = createBodyReader({ most: mostBytes, mostAtOnce: 4 * mostBytes });
  const timeouts = { headersTimeout: 2_000, requestTimeout: 5_000, connectionsCheckingInterval: 1_000 };
  const server = createServer(timeouts, (request, response) => {
    const { port } = server.address() as AddressInfo;
    handle(request, response, { host: `127.0.0.1:${port}`, token, jobs, readBody }).catch((error: unknown) => {
      if (!response.headersSent) answer(response, 500, { error: error instanceof Error ? error.message : "Failed" });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const removeFile = writeControlFile(directory, { port, token, pid: process.pid });
  return {
    async close() {
      removeFile();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Control {
  /** As the header says it: another name that leads here is a browser's that was sent astray. */
  readonly host: string;
  readonly token: string;
  readonly jobs: Jobs;
  readonly readBody: ReadBody;
}

async function handle(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  const { headers, method } = request;
  if (headers.host !== control.host || headers.origin !== undefined || headers["sec-fetch-site"] !== undefined)
    return answer(response, 403, { error: "Not for browsers" });
  if (!isSame(headers.authorization ?? "", `Bearer ${control.token}`))
    return answer(response, 401, { error: "The token is not that of control.json" });
  if (method !== "POST") return answer(response, 405, { error: "POST only" });
  const body = await control.readBody(request);
  if (typeof body === "string") return answer(response, 413, { error: "Too many at once; name fewer, or --all" });
  const asked = parseControlRequest(body.toString("utf8"));
  if (asked === undefined) return answer(response, 400, { error: "Not understood" });
  answer(response, 200, await act(control.jobs, asked));
}

function act(jobs: Jobs, asked: ControlRequest): Promise<object> {
  switch (asked.what) {
    case "list":
      return jobs.list(asked.limit);
    case "retry":
      return jobs.retry(asked.which);
    case "drop":
      return jobs.drop(asked.which);
  }
}

/** In a time that does not depend on where they differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", connection: "close" });
  response.end(JSON.stringify(body));
}
