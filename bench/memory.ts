import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseList } from "../src/list/list-file.ts";
import type { List } from "../src/list/list.ts";
import { makeAppKey } from "../test/support/app-key.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { startManyLists, type ManyLists } from "./many-lists.ts";
import { printTable } from "./print-table.ts";
import { serve, type Served } from "./served.ts";

const secret = randomBytes(16).toString("hex");
const privateKey = makeAppKey();
const megabyte = 1_000_000;
const lists = 20;
/** Resident memory is looked at so many milliseconds after the first sweep. */
const idleFor = 10_000;

/**
 * What the compiled server takes: idle; its heap after many webhooks and the looks that follow; and for each list and
 * installation. GitHub is a stand-in in this process.
 */
export async function benchMemory(): Promise<string> {
  const list = readOwnList();
  const directory = await mkdtemp(join(tmpdir(), "awesome-papers-bench-"));
  const postgres = await startPostgres();
  try {
    const embedded = { DATA_DIR: directory };
    const shared = { DATABASE_URL: postgres.url };
    const idle = [
      ["embedded, the directory just made", await measureIdle(list, embedded), "-"],
      ["embedded, after a restart", await measureIdle(list, embedded), "300 MB"],
      ["Postgres, its tables just made", await measureIdle(list, shared), "-"],
      ["Postgres, after a restart", await measureIdle(list, shared), "150 MB"],
    ] as const;
    const growth = await measureGrowth(list, shared);
    const each = await measureEach(list, shared);
    return [
      printTable(
        ["idle", "resident", "at most", "bound"],
        idle.map(([name, { now, peak }, bound]) => [name, inMegabytes(now), inMegabytes(peak), bound]),
      ),
      printTable(
        ["webhooks", "looks' requests", "CPU", "heap", "/ at 10,000", "bound"],
        growth.map(({ sent, requests, cpu, heap }, at) => [
          sent.toLocaleString("en"),
          requests.toLocaleString("en"),
          `${(cpu / 1000).toFixed(1)} s`,
          inMegabytes(heap),
          (heap / (growth[0]?.heap ?? Number.NaN)).toFixed(2),
          at === 0 ? "-" : "1.10",
        ]),
      ),
      printTable(
        ["one more", "heap"],
        each.map(([name, bytes]) => [name, `${(bytes / 1000).toFixed(0)} kB`]),
      ),
    ].join("\n\n");
  } finally {
    await postgres.remove();
    await rm(directory, { recursive: true });
  }
}

function readOwnList(): List {
  const list = parseList(readFileSync(new URL("../list.json", import.meta.url), "utf8"));
  if (!list.ok) throw new Error("list.json is broken");
  return list.value;
}

type Database = Readonly<Record<string, string>>;

async function withServer<T>(
  list: List,
  database: Database,
  options: { readonly lists: number; readonly installations: number; readonly tellsHeap?: boolean },
  work: (server: Served, github: ManyLists) => Promise<T>,
): Promise<T> {
  const github = await startManyLists(list, options);
  try {
    const app = { APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret };
    const { tellsHeap = true } = options;
    const server = await serve({ ...app, GITHUB_API_URL: github.url, DATABASE_URL: "", ...database }, { tellsHeap });
    try {
      await quiet(github);
      return await work(server, github);
    } finally {
      await server.stop();
    }
  } finally {
    await github.close();
  }
}

/** Until nothing was asked for longer than a push waits to be looked at. */
async function quiet(github: ManyLists): Promise<void> {
  for (let before = -1; github.count() !== before;) {
    before = github.count();
    await sleep(4000);
  }
}

async function measureIdle(list: List, database: Database): Promise<ReturnType<Served["resident"]>> {
  return withServer(list, database, { lists: 1, installations: 1, tellsHeap: false }, async (server) => {
    await sleep(idleFor);
    return server.resident();
  });
}

interface Grown {
  readonly sent: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly cpu: number;
  readonly heap: number;
}

async function measureGrowth(list: List, database: Database): Promise<readonly Grown[]> {
  return withServer(list, database, { lists, installations: lists }, async (server, github) => {
    const grown: Grown[] = [];
    const [begun, started] = [github.count(), server.cpu()];
    let sent = 0;
    for (const until of [10_000, 100_000]) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          while (sent < until) await sendWebhook(server.webhookUrl, github, (sent += 1));
        }),
      );
      await quiet(github);
      grown.push({ sent, requests: github.count() - begun, cpu: server.cpu() - started, heap: await server.heap() });
    }
    return grown;
  });
}

/** Of twenty, a new issue, an older one that is closed, a push, and edits of the same hundred issues. */
async function sendWebhook(url: string, github: ManyLists, at: number): Promise<void> {
  const list = at % lists;
  const turn = Math.floor(at / lists);
  const kind = (["opened", "closed", "push"] as const)[turn % 20] ?? "edited";
  const context = { repository: github.repository(list), installation: { id: github.installation(list) } };
  const sender = { id: 2, login: "rosa", type: "User" };
  const newest = 100 + Math.floor(turn / 20);
  const number = kind === "opened" ? newest : kind === "closed" ? newest - 10 : 1 + (turn % 5);
  if (kind === "closed") github.closeIssue(list, number);
  const payload =
    kind === "push"
      ? { ref: "refs/heads/main", after: github.push(list), commits: [], sender, ...context }
      : { action: kind, issue: github.issue(list, number), sender, ...context };
  const body = JSON.stringify(payload);
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": kind === "push" ? "push" : "issues",
      "x-github-delivery": `bench-${at}`,
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`A webhook was answered with ${response.status}`);
}

/** By how much the heap after the first sweep is more. */
async function measureEach(list: List, database: Database): Promise<readonly (readonly [string, number])[]> {
  const more = 200;
  const heapOf = (count: number, installations: number): Promise<number> =>
    withServer(list, database, { lists: count, installations }, (server) => server.heap());
  const few = await heapOf(lists, lists);
  const ofOne = await heapOf(lists + more, lists);
  const ofMany = await heapOf(lists + more, lists + more);
  return [
    [`list of ${list.papers.length} papers`, (ofOne - few) / more],
    ["installation", (ofMany - ofOne) / more],
  ];
}

function inMegabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(bytes < 100 * megabyte ? 1 : 0)} MB`;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
