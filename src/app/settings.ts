import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { MetadataSettings } from "../metadata/metadata.ts";
import { parseDatabaseSettings } from "./database-settings.ts";
import { parseMetadataSettings } from "./metadata-settings.ts";
import type { QueueSettings } from "./open-queue.ts";
import type { Problem, Result } from "../list/problem.ts";

/** What the server is told by its environment. */
export interface ServerSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Undefined: all addresses. */
  readonly host: string | undefined;
  readonly port: number;
  readonly webhookPath: string;
  /** Base URL of GitHub's REST API, without a slash at the end. */
  readonly githubApiUrl: string;
  /** False only for emulators: on GitHub unspaced writes end in its secondary limits. */
  readonly throttle: boolean;
  readonly logLevel: LogLevel;
  readonly logFormat: "json" | "pretty";
  /** Where work that was taken is kept. */
  readonly queue: QueueSettings;
  /** Seconds for which a subject may be due before the server is not ready. */
  readonly readyMaxWait: number;
  /** The services that papers are looked up in. */
  readonly metadata: MetadataSettings;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** All that is missing or wrong at once; the names and defaults are the README's. */
export function parseSettings(environment: Environment): Result<ServerSettings> {
  const problems: Problem[] = [];
  const appId = Number(read("APP_ID"));
  if (!Number.isSafeInteger(appId) || appId <= 0) {
    refuse("APP_ID", "must be the number GitHub shows on the App's settings page", "123456");
  }
  const privateKey = readPrivateKey();
  const webhookSecret = read("WEBHOOK_SECRET") ?? "";
  if (webhookSecret === "") {
    refuse(
      "WEBHOOK_SECRET",
      "must be the secret set in the App's webhook settings (`openssl rand -hex 32` makes one); without one anybody could send events",
      // What a shell would put in its place an environment file keeps as it is.
      "1f0a…",
    );
  }
  const port = Number(read("PORT") ?? "3000");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) refuse("PORT", "must be a number from 0 to 65535", "3000");
  const webhookPath = read("WEBHOOK_PATH") ?? "/api/github/webhooks";
  if (!webhookPath.startsWith("/")) refuse("WEBHOOK_PATH", "must begin with a slash", "/api/github/webhooks");
  const githubApiUrl = (read("GITHUB_API_URL") ?? "https://api.github.com").replace(/\/+$/, "");
  if (!/^https?:$/.test(URL.parse(githubApiUrl)?.protocol ?? "")) {
    refuse("GITHUB_API_URL", "must be an http or https URL", "https://api.github.com");
  }
  const logLevel = logLevels.find((level) => level === (read("LOG_LEVEL") ?? "info"));
  if (logLevel === undefined) refuse("LOG_LEVEL", `must be one of ${logLevels.join(", ")}`, "info");
  const logFormat = read("LOG_FORMAT") ?? "json";
  if (logFormat !== "json" && logFormat !== "pretty") refuse("LOG_FORMAT", "must be json or pretty", "json");
  const readyMaxWait = Number(read("READY_MAX_WAIT") ?? "900");
  if (!Number.isInteger(readyMaxWait) || readyMaxWait < 1) {
    refuse("READY_MAX_WAIT", "must be a number of seconds, at least 1", "900");
  }
  const metadata = parseMetadataSettings(environment);
  const queue = parseDatabaseSettings(environment);
  for (const part of [queue, metadata]) if (!part.ok) problems.push(...part.problems);
  if (problems.length > 0 || !queue.ok || !metadata.ok) return { ok: false, problems };
  return {
    ok: true,
    value: {
      appId,
      privateKey,
      webhookSecret,
      host: read("HOST"),
      port,
      webhookPath,
      githubApiUrl,
      throttle: read("GITHUB_THROTTLE") !== "off",
      logLevel: logLevel ?? "info",
      logFormat: logFormat === "pretty" ? "pretty" : "json",
      queue: queue.value,
      readyMaxWait,
      metadata: metadata.value,
    },
  };

  function read(name: string): string | undefined {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  }

  function refuse(field: string, rule: string, example: string): void {
    problems.push({
      code: "wrong-value",
      severity: "error",
      field,
      message: `${field} ${rule}.`,
      example: `${field}=${example}`,
    });
  }

  function readPrivateKey(): string {
    const path = read("PRIVATE_KEY_PATH");
    const given = read("PRIVATE_KEY");
    const name = given === undefined && path !== undefined ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY";
    const example = name === "PRIVATE_KEY" ? "-----BEGIN RSA PRIVATE KEY-----…" : "./private-key.pem";
    let text = given ?? "";
    try {
      if (name === "PRIVATE_KEY_PATH") text = readFileSync(path ?? "", "utf8");
    } catch (error) {
      refuse(name, `names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? "error"})`, example);
      return "";
    }
    const key = pemOf(text);
    if (isRsaKey(key)) return key;
    const rule =
      text === ""
        ? "must be the App's private key in PEM form (or give PRIVATE_KEY_PATH)"
        : "does not hold a whole RSA key in PEM form; download it again from the App's settings page";
    refuse(name, rule, example);
    return "";
  }
}

/**
 * Environment files keep a key on one line, with \n for its line ends, or in base64, as Probot reads it too; in quotes
 * where Probot wrote it, and container engines leave them on.
 */
function pemOf(quoted: string): string {
  const text = quoted.replace(/^"|"$/g, "");
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  return pem.replaceAll("\\n", "\n");
}

/** GitHub signs in Apps with RSA keys only; one that was cut off would fail at the first webhook. */
function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
