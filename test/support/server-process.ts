import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { LocalGithub } from "../../src/local-github/start.ts";

/** The server as a process of its own. */
export interface ServerProcess {
  /** Where it takes webhooks; undefined where it ended before it did. */
  readonly listening: Promise<string | undefined>;
  /** SIGKILL: it is told nothing. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: it is there, and does nothing. */
  pause(): void;
  resume(): void;
}

/** @param more `DATABASE_URL` or `DATA_DIR`, and what else is to be different. */
export function environmentOf(
  github: LocalGithub,
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return {
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
    HOST: "127.0.0.1",
    PORT: "0",
    GITHUB_API_URL: github.url,
    GITHUB_THROTTLE: "off",
    LOG_LEVEL: "fatal",
    DATABASE_URL: "",
    ...more,
  };
}

/** @param more as for `environmentOf`; `FIRST_RETRY`, `SWEEP_EVERY` and `LOST_AFTER` are for `serve.ts`. */
export function startServerProcess(github: LocalGithub, more: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.ts")], {
    env: { ...process.env, ...environmentOf(github, more) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const said = once(child.stdout.setEncoding("utf8"), "data") as Promise<[string]>;
  return {
    listening: Promise.race([said.then(([url]) => url.trim()), ended.then(() => undefined)]),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
  };
}
