import type { Done } from "../../queue/job-desk.ts";
import type { ControlAddress } from "./control-file.ts";
import type { ControlRequest } from "./control-request.ts";
import type { Jobs, JobsReport } from "./jobs.ts";

/** The server that wrote `control.json` does not listen any more. */
export class NoServer extends Error {}

/** It is there, and could not do what it was asked. */
export class ServerFailed extends Error {
  readonly kind = "outage";
}

/** Milliseconds; a thousand looks are stored in less. */
const patience = 60_000;

/** The work of a running server, by its own hands. Rejects with `NoServer` or `ServerFailed`. */
export function askServer({ port, token }: ControlAddress): Jobs {
  async function ask(asked: ControlRequest): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(asked),
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    }).catch((error: unknown) => {
      throw isRefused(error) ? new NoServer() : new ServerFailed("The server does not answer", { cause: error });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    // Another program may have its port by now.
    if (typeof answer !== "object" || answer === null || response.status === 401) throw new NoServer();
    if (response.status !== 200) throw new ServerFailed(`The server says: ${wordsOf(answer)}`);
    return answer;
  }

  return {
    list: async (limit) => (await ask({ what: "list", limit })) as JobsReport,
    retry: async (which) => (await ask({ what: "retry", which })) as Done,
    drop: async (which) => (await ask({ what: "drop", which })) as Done,
  };
}

function wordsOf(answer: object): string {
  return "error" in answer && typeof answer.error === "string" ? answer.error : "something else";
}

/** https://nodejs.org/api/errors.html#common-system-errors */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
