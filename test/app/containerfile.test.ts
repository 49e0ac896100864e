import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAppKey } from "../support/app-key.ts";

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "awesome-papers-"));
const [build, image] = [join(work, "build"), join(work, "image")];

/** Where there is no container engine: the stages of the Containerfile, each as its instructions without comments. */
const stages = readFileSync(join(root, "Containerfile"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .join("\n")
  .split(/^(?=FROM )/m)
  .map((stage) => stage.trim().split("\n"));
const [buildStage = [], imageStage = []] = stages;

const argumentsOf = (stage: readonly string[], instruction: string): readonly string[] =>
  stage.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
const listOf = (json: string | undefined): readonly string[] => JSON.parse(json ?? "[]") as string[];
const healthCheck = listOf(argumentsOf(imageStage, "HEALTHCHECK")[0]?.replace(/^CMD /, ""));
const start = [...listOf(argumentsOf(imageStage, "ENTRYPOINT")[0]), ...listOf(argumentsOf(imageStage, "CMD")[0])];

/** An account without rights, where the tests may choose. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const inImage = (env: Readonly<Record<string, string>> = {}) =>
  ({
    cwd: image,
    env: { PATH: dirname(process.execPath), NODE_ENV: "production", ...env },
    encoding: "utf8",
    ...account,
  }) as const;

function runInImage([program = "", ...rest]: readonly string[], env?: Readonly<Record<string, string>>) {
  const { status, stdout } = spawnSync(program, rest, inImage(env));
  return { status, stdout };
}

function copy(stage: readonly string[], to: string): void {
  for (const line of argumentsOf(stage, "COPY")) {
    const words = line.split(" ");
    const from = words[0] === "--from=build" ? build : root;
    const [target = "", ...sources] = words.filter((word) => !word.startsWith("--")).toReversed();
    for (const source of sources) {
      const path = from === build ? source.replace("/build/", "") : source;
      // The one part that npm makes: below.
      if (path !== "node_modules")
        cpSync(join(from, path), join(to, target, target.endsWith("/") ? path : ""), { recursive: true });
    }
  }
}

/** What `npm prune --omit=dev` leaves, by the lock file. */
function linkPackages(to: string, wanted: (entry: { readonly dev?: true }) => boolean): void {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly dev?: true }>>;
  };
  const installed = new Set(readdirSync(join(root, "node_modules"), { recursive: false, encoding: "utf8" }));
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.replace(/^node_modules\//, "");
    if (path === "" || name.includes("node_modules/") || !wanted(entry)) continue;
    if (!installed.has(name.split("/")[0] ?? "")) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    symlinkSync(join(root, path), join(to, path));
  }
}

beforeAll(() => {
  chmodSync(work, 0o755);
  mkdirSync(build);
  mkdirSync(image);
  copy(buildStage, build);
  symlinkSync(join(root, "node_modules"), join(build, "node_modules"));
  for (const line of argumentsOf(buildStage, "RUN")) {
    if (!/^npm (?:ci|prune) /.test(line)) execFileSync("sh", ["-c", line], { cwd: build });
  }
  copy(imageStage, image);
  linkPackages(image, ({ dev }) => dev !== true);
  execFileSync("chmod", ["-R", "a-w", image]);
}, 180_000);
afterAll(() => {
  execFileSync("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
});

describe("Containerfile", () => {
  it("has two stages on the Node that the tests run on, and ends as an account without rights", () => {
    expect(stages).toHaveLength(2);
    const [major] = process.versions.node.split(".");
    for (const stage of stages) expect(stage[0]).toMatch(new RegExp(`^FROM docker\\.io/library/node:${major}-slim\\b`));
    expect(argumentsOf(imageStage, "USER")).toEqual(["node"]);
    expect(argumentsOf(imageStage, "RUN")).toEqual([]);
  });

  it("installs by the lock file, runs no install script, and leaves development tools out", () => {
    const flags = "--ignore-scripts --no-audit --no-fund";
    expect(argumentsOf(buildStage, "RUN")).toEqual([
      `npm ci ${flags}`,
      "npm run build",
      `npm prune --omit=dev ${flags}`,
      "mkdir data",
    ]);
  });

  it("has a directory of the account's own where the volume goes, which Docker would else give to root", () => {
    const [, volume] = /-v [\w-]+:(\S+)/.exec(readFileSync(join(root, "docs/self-hosting.md"), "utf8")) ?? [];
    expect(argumentsOf(imageStage, "COPY")).toContain(`--from=build --chown=node:node /build/data ${volume}`);
    expect(readdirSync(join(image, volume ?? "nowhere"))).toEqual([]);
  });

  it("is given what it copies, and nothing else", () => {
    const copied = stages
      .flatMap((stage) => argumentsOf(stage, "COPY"))
      .filter((line) => !line.startsWith("--from"))
      .flatMap((line) => line.split(" ").slice(0, -1));
    const [first, ...given] = readFileSync(join(root, ".dockerignore"), "utf8").trim().split("\n");
    expect(first).toBe("*");
    expect(given.map((line) => line.replace("!", "")).toSorted()).toEqual([...new Set(copied)].toSorted());
  });

  it("starts, and names what is not set", () => {
    expect(runInImage(start)).toEqual({ status: 2, stdout: expect.stringMatching(/^APP_ID must be/m) as unknown });
  });

  it("has what its commands read", () => {
    const [node = "", script = ""] = start;
    const wrong = expect.stringMatching(/^wrong +settings: APP_ID/m) as unknown;
    expect(runInImage([node, script, "doctor"])).toEqual({ status: 1, stdout: wrong });
    expect(runInImage([node, script, "check"])).toEqual({ status: 0, stdout: "" });
  });

  it("is healthy while it takes work, and only then", async () => {
    const placeholder = createServer().listen(0, "127.0.0.1");
    await once(placeholder, "listening");
    const { port } = placeholder.address() as AddressInfo;
    await new Promise((done) => placeholder.close(done));
    const privateKey = makeAppKey();
    // The volume.
    const data = join(work, "data");
    mkdirSync(data);
    chmodSync(data, 0o777);
    const env = {
      DATA_DIR: data,
      APP_ID: "1",
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: "of sixteen or more",
      GITHUB_API_URL: "http://127.0.0.1:1",
      PORT: String(port),
    };
    const health = (): number | null => runInImage(healthCheck, { PORT: String(port) }).status;
    expect(health()).toBe(1);
    const [program = "", ...rest] = start;
    const server = spawn(program, rest, { ...inImage(env), stdio: ["ignore", "pipe", "pipe"] });
    for await (const chunk of server.stderr) if (String(chunk).includes("Taking webhooks")) break;
    expect(health()).toBe(0);
    server.kill("SIGTERM");
    await once(server, "exit");
    expect(health()).toBe(1);
  }, 120_000);
});
