import { fork, type ChildProcess } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import autocannon from "autocannon";
import { startPostgres } from "../test/support/postgres.ts";
import { printTable } from "./print-table.ts";

const connections = 20;
const secondsToWarm = 3;
const seconds = 10;
const secret = randomBytes(16).toString("hex");

interface Figures {
  readonly acknowledged: number;
  readonly p50: number;
  readonly p99: number;
  readonly finished: number | undefined;
}

/**
 * Webhooks that were stored and answered in a second, from 20 connections in another process, while eight looks of 50 ms
 * run in each server. Every webhook is about another subject, of 200 lists, as nothing coalesces then.
 */
export async function benchWebhooks(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "awesome-papers-bench-"));
  const postgres = await startPostgres();
  try {
    const rows: (readonly [string, Figures])[] = [
      ["bare Probot, nothing stored", await measure([["bare"]])],
      ["embedded", await measure([["embedded", directory]])],
    ];
    for (const processes of [1, 3]) {
      const url = await postgres.createDatabase(`of_${processes}`);
      const targets = Array.from({ length: processes }, () => ["postgres", url]);
      rows.push([`Postgres, ${processes} process${processes === 1 ? "" : "es"}`, await measure(targets)]);
    }
    return printTable(
      ["server", "acknowledged/s", "p50", "p99", "subjects finished/s"],
      rows.map(([name, { acknowledged, p50, p99, finished }]) => [
        name,
        acknowledged.toFixed(0),
        `${p50.toFixed(1)} ms`,
        `${p99.toFixed(1)} ms`,
        finished?.toFixed(0) ?? "-",
      ]),
    );
  } finally {
    await postgres.remove();
    await rm(directory, { recursive: true });
  }
}

/** The servers start one after the other, as their database is made by the first. */
async function measure(targets: readonly (readonly string[])[]): Promise<Figures> {
  const servers: ChildProcess[] = [];
  try {
    const urls: string[] = [];
    for (const target of targets) {
      const server = fork(new URL("webhook-target.ts", import.meta.url), [secret, ...target], {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      servers.push(server);
      const [{ port }] = (await once(server, "message")) as [{ readonly port: number }];
      urls.push(`http://127.0.0.1:${port}/`);
    }
    await shoot(urls, secondsToWarm);
    const before = await countFinished(servers);
    const times = await shoot(urls, seconds);
    const finished = (await countFinished(servers)) - before;
    const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
    const isBare = targets[0]?.[0] === "bare";
    return {
      acknowledged: times.length / seconds,
      p50: at(0.5),
      p99: at(0.99),
      finished: isBare ? undefined : finished / seconds,
    };
  } finally {
    for (const server of servers) {
      server.kill("SIGKILL");
      await once(server, "exit");
    }
  }
}

async function countFinished(servers: readonly ChildProcess[]): Promise<number> {
  let sum = 0;
  for (const server of servers) {
    server.send("how many");
    const [{ finished }] = (await once(server, "message")) as [{ readonly finished: number }];
    sum += finished;
  }
  return sum;
}

/** Milliseconds of every webhook that was answered with 2xx, in ascending order. Throws where one was not. */
async function shoot(urls: readonly string[], duration: number): Promise<readonly number[]> {
  const times: number[] = [];
  const refused = new Map<number, number>();
  await Promise.all(
    urls.map(async (url, at) => {
      const share = Math.floor((connections + at) / urls.length);
      const { errors } = await autocannon({
        url,
        connections: share,
        duration,
        requests: [{ method: "POST", setupRequest: sign }],
        setupClient: (client) =>
          client.on("response", (status, _bytes, time) => {
            if (status < 300) times.push(time);
            else refused.set(status, (refused.get(status) ?? 0) + 1);
          }),
      });
      if (errors > 0) refused.set(0, errors);
    }),
  );
  if (refused.size > 0) throw new Error(`Not answered with 2xx: ${JSON.stringify([...refused])}`);
  return times.toSorted((a, b) => a - b);
}

/** A payload of GitHub's own examples, cut where the number of its subject and its repository's id stand. */
interface Payload {
  readonly event: string;
  readonly parts: readonly string[];
}

type Example = Readonly<Record<string, unknown>>;

const numberMark = 987_654_321;
const repositoryMark = 123_456_789;
const payloads: readonly Payload[] = [
  payloadOf("issues", "opened", "issue"),
  payloadOf("issue_comment", "created", "issue"),
  payloadOf("pull_request", "opened", "pull_request"),
];

function payloadOf(event: string, action: string, subject: string): Payload {
  const all = examples as unknown as readonly { readonly name: string; readonly examples: readonly Example[] }[];
  const example = all.find(({ name }) => name === event)?.examples.find((one) => one["action"] === action);
  if (example === undefined) throw new Error(`No example of ${event} ${action}`);
  const text = JSON.stringify({
    ...example,
    installation: { id: 1 },
    repository: { ...Object(example["repository"]), id: repositoryMark },
    [subject]: { ...Object(example[subject]), number: numberMark },
  });
  return { event, parts: text.split(new RegExp(`(${numberMark}|${repositoryMark})`)) };
}

let sent = 0;

function sign(request: autocannon.Request): autocannon.Request {
  sent += 1;
  const { event, parts } = payloads[sent % payloads.length] as Payload;
  const values = new Map([
    [String(numberMark), String(sent)],
    [String(repositoryMark), String(1_000 + (sent % 200))],
  ]);
  const body = parts.map((part) => values.get(part) ?? part).join("");
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": `bench-${sent}`,
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return { ...request, headers, body };
}
