import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before several servers: each request goes to the next of them, and is lost where that one does not answer. */
export interface RoundRobin {
  readonly url: string;
  /** Where requests go to; undefined for a server that is not there. */
  readonly targets: (string | undefined)[];
  close(): Promise<void>;
}

export async function startRoundRobin(): Promise<RoundRobin> {
  const targets: (string | undefined)[] = [];
  let turn = 0;
  const server = createServer((incoming, answer) => {
    turn += 1;
    pass(incoming, answer, targets[turn % targets.length]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    targets,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function pass(incoming: IncomingMessage, answer: ServerResponse, target: string | undefined): void {
  const fail = (): void => void answer.writeHead(502).end();
  if (target === undefined) return fail();
  const outgoing = request(target, { method: incoming.method, headers: incoming.headers }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
  });
  outgoing.on("error", fail);
  incoming.pipe(outgoing);
}
