import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** As the container and the unit of docs/self-hosting.md set them; `--bare` leaves them out. */
const asDeployed = process.argv.includes("--bare")
  ? {}
  : { NODE_OPTIONS: "--max-semi-space-size=4", MALLOC_TRIM_THRESHOLD_: "131072" };

/** The compiled server as a process of its own. */
export interface Served {
  readonly webhookUrl: string;
  /** Resident now and at most so far, in bytes. Only on Linux. */
  resident(): { readonly now: number; readonly peak: number };
  /** Milliseconds of CPU so far, of all its threads. Only on Linux. */
  cpu(): number;
  /** Bytes that are reachable in the heap of its main thread; only of one that was started to tell. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

/** Whatever tells of the heap is 10 MB itself. */
export async function serve(
  environment: Readonly<Record<string, string>>,
  { tellsHeap }: { readonly tellsHeap: boolean },
): Promise<Served> {
  const tellHeap = fileURLToPath(new URL("tell-heap.ts", import.meta.url));
  const cli = fileURLToPath(new URL("../dist/app/cli.js", import.meta.url));
  const server = spawn(process.execPath, [...(tellsHeap ? ["--expose-gc", "--import", tellHeap] : []), cli, "serve"], {
    env: {
      ...process.env,
      ...asDeployed,
      HOST: "127.0.0.1",
      PORT: "0",
      GITHUB_THROTTLE: "off",
      LOG_LEVEL: "error",
      ...environment,
    },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const webhookUrl = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.once("exit", () => reject(new Error(`The server did not start:\n${said}`)));
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const [, url] = /Taking webhooks at (\S+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  return {
    webhookUrl,
    resident() {
      const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
      const bytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
      return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
    },
    cpu() {
      // Of user and system, in hundredths of a second. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const [user = "", system = ""] = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(" ").slice(13, 15);
      return (Number(user) + Number(system)) * 10;
    },
    async heap() {
      // Twice: what is finalized at the first time is collected at the second.
      for (let times = 0; times < 2; times += 1) {
        server.send("heap");
        const [{ heapUsed }] = (await once(server, "message")) as [{ readonly heapUsed: number }];
        if (times === 1) return heapUsed;
      }
      return Number.NaN;
    },
    async stop() {
      const ended = once(server, "close");
      server.kill();
      await ended;
    },
  };
}
