import { createSign } from "node:crypto";
import { createEmulator } from "emulate";
import type { JsonObject } from "./json.ts";
import { isObject, textAt } from "./json.ts";
import { Refusal } from "./refusal.ts";

/** In whose name the emulator does something. */
export type EmulatorCaller = { readonly kind: "app" } | { readonly kind: "person"; readonly login: string };

export interface EmulatorAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly link: string | undefined;
}

/** The `emulate` package as a store: it holds issues, comments, labels, people and repositories. */
export interface Emulator {
  readonly privateKey: string;
  /** Answers with whatever the emulator answered. */
  send(caller: EmulatorCaller, method: string, path: string, body?: JsonObject): Promise<EmulatorAnswer>;
  /** The body of a success; anything else is refused with the emulator's status. */
  ask(caller: EmulatorCaller, method: string, path: string, body?: JsonObject): Promise<unknown>;
  close(): Promise<void>;
}

export interface EmulatorSeed {
  /** Where people reach it: what its URLs are made from. */
  readonly baseUrl: string;
  readonly owner: string;
  readonly logins: readonly string[];
  readonly repositories: readonly { readonly name: string; readonly defaultBranch: string }[];
  readonly appId: number;
  readonly appSlug: string;
  readonly installationId: number;
}

// The emulator counts 5,000 requests a token; a long demo needs more, so every caller has many and they take turns.
const tokensEach = 40;
const callsEachAppToken = 4000;

// What the App may do is decided by the front. Inside, it may do everything the front lets through.
const everything = {
  administration: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  workflows: "write",
} as const;

export async function startEmulator(seed: EmulatorSeed): Promise<Emulator> {
  const tokens: Record<string, { readonly login: string }> = {};
  for (const login of seed.logins) {
    for (let turn = 0; turn < tokensEach; turn += 1) tokens[personToken(login, turn)] = { login };
  }
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    hostname: "127.0.0.1",
    seed: {
      tokens,
      github: {
        users: seed.logins.map((login) => ({ login, name: login })),
        repos: seed.repositories.map(({ name, defaultBranch }) => ({
          owner: seed.owner,
          name,
          default_branch: defaultBranch,
          auto_init: false,
        })),
        apps: [
          {
            app_id: seed.appId,
            slug: seed.appSlug,
            name: seed.appSlug,
            permissions: everything,
            events: [],
            installations: [
              {
                installation_id: seed.installationId,
                account: seed.owner,
                repository_selection: "all",
                permissions: everything,
                events: [],
              },
            ],
          },
        ],
      },
    },
  });
  const secret = emulator.generatedSecrets.find(({ kind }) => kind === "github.app_private_key");
  if (secret === undefined) throw new Error("The emulator made no key for the App.");
  const internalUrl = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const privateKey = secret.value;
  let turn = 0;
  let appToken: { readonly value: string; calls: number } | undefined;

  async function authorization(caller: EmulatorCaller): Promise<string> {
    turn = (turn + 1) % tokensEach;
    if (caller.kind === "person") return `Bearer ${personToken(caller.login, turn)}`;
    if (appToken === undefined || appToken.calls > callsEachAppToken) {
      const path = `/app/installations/${seed.installationId}/access_tokens`;
      const minted = await request("POST", path, `Bearer ${signAppJwt(seed.appId, privateKey)}`, {});
      appToken = { value: textAt(minted.body, "token") ?? "", calls: 0 };
    }
    appToken.calls += 1;
    return `Bearer ${appToken.value}`;
  }

  async function request(method: string, path: string, auth: string, body?: JsonObject): Promise<EmulatorAnswer> {
    const response = await fetch(`${internalUrl}${path}`, {
      method,
      headers: { authorization: auth, "content-type": "application/json" },
      ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    const link = response.headers.get("link")?.replaceAll(internalUrl, seed.baseUrl);
    return { status: response.status, body: readAnswer(text, emulator.url, seed.baseUrl), link };
  }

  async function send(
    caller: EmulatorCaller,
    method: string,
    path: string,
    body?: JsonObject,
  ): Promise<EmulatorAnswer> {
    return request(method, path, await authorization(caller), body);
  }

  async function ask(caller: EmulatorCaller, method: string, path: string, body?: JsonObject): Promise<unknown> {
    const answer = await send(caller, method, path, body);
    if (answer.status >= 400) throw new Refusal(answer.status, isObject(answer.body) ? answer.body : {});
    return answer.body;
  }

  return { privateKey, send, ask, close: () => emulator.close() };
}

/** What an App signs to show that it is that App: ten minutes at most, as GitHub asks. */
export function signAppJwt(appId: number, privateKey: string): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { iat: now - 30, exp: now + 300, iss: String(appId) },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
}

function personToken(login: string, turn: number): string {
  return `person-${login}-${turn}`;
}

/** GitHub's times have whole seconds; URLs lead to the front. */
function readAnswer(text: string, from: string, to: string): unknown {
  if (text === "") return undefined;
  return JSON.parse(text, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key.endsWith("_at")) return value.replace(/\.\d+Z$/u, "Z");
    if (key === "url" || key.endsWith("_url")) return value.startsWith(from) ? to + value.slice(from.length) : value;
    return value;
  });
}
