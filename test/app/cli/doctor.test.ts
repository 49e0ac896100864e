import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import nock from "nock";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkDataDirectory } from "../../../src/app/doctor/check-storage.ts";
import { startLocalGithub } from "../../../src/local-github/start.ts";
import { patched } from "../../github/answers.ts";
import { forgetMocks, mockGithub, type Step } from "../../github/mock-github.ts";
import { exampleAnswer } from "../../support/openapi.ts";
import { directoryWith, run, smallList, type Ran } from "./run.ts";
import { makeAppKey } from "../../support/app-key.ts";

afterEach(forgetMocks);

const privateKey = makeAppKey();
const secrets = { webhook: "a-webhook-secret-of-length", token: "ghs_16C7e42F292c6912E7710c", password: "p4ssw0rd" };
const environment = {
  APP_ID: "4711",
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: secrets.webhook,
  METADATA_MAILTO: "you@example.org",
};
const manifest = parse(readFileSync(new URL("../../../app.yml", import.meta.url), "utf8")) as {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
};
const page = "https://github.com/settings/apps/octoapp";
const now = (): Date => new Date("2026-11-21T08:00:00.500Z");

const { owner: octocat } = exampleAnswer("GET /app") as { readonly owner: object };
/** The description wants an account to be both at once (`allOf`), where GitHub's answer is one of them. */
const userAndEnterprise = {
  ...octocat,
  name: "Octocat",
  slug: "octocat",
  created_at: null,
  updated_at: null,
};

/** GitHub's example answers, of a deployment that is as it should be. */
const answers = {
  app: (patch: object = {}) => ({
    ...patched("GET /app", { id: 4711, events: manifest.default_events }),
    permissions: manifest.default_permissions,
    ...patch,
  }),
  hook: (patch: object = {}) =>
    patched("GET /app/hook/config", { url: "https://bot.example.org/api/github/webhooks", ...patch }),
  delivery: (patch: object = {}) => ({
    ...(exampleAnswer("GET /app/hook/deliveries") as readonly object[])[0],
    ...patch,
  }),
  installation: (patch: object = {}) => ({
    ...(exampleAnswer("GET /app/installations") as readonly object[])[0],
    account: userAndEnterprise,
    permissions: manifest.default_permissions,
    ...patch,
  }),
  limit: (core: object) => patched("GET /rate_limit", { resources: { core } }),
};

interface World {
  readonly app?: Partial<Step>;
  readonly hook?: Partial<Step>;
  readonly deliveries?: Partial<Step>;
  readonly installations?: Partial<Step>;
  /** Null: nobody asks for it. */
  readonly limit?: Partial<Step> | null;
}

interface Told {
  readonly kind: string;
  readonly about: string;
  readonly message: string;
  readonly remedy?: string;
}

/** Runs `doctor` on a GitHub that answers as it should, but for what the world says. */
async function diagnose(
  world: World,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly code: number; readonly findings: readonly Told[]; readonly ran: Ran }> {
  const github = mockGithub();
  const step = (request: string, answer: object, over: Partial<Step> = {}): void =>
    github.expect({ request, ...((over.status ?? 200) < 300 ? { answer } : {}), ...over });
  step("GET /app", answers.app(), world.app);
  if ((world.app?.status ?? 200) === 200) {
    step("GET /app/hook/config", answers.hook(), world.hook);
    step("GET /app/hook/deliveries", [answers.delivery()], { query: { per_page: "100" }, ...world.deliveries });
    const paged = { query: { per_page: "100", page: "1" } };
    step("GET /app/installations", [answers.installation()], { ...paged, ...world.installations });
    if (world.limit !== null) {
      const token = { ...patchedToken(), token: secrets.token };
      step("POST /app/installations/1/access_tokens", token, { status: 201, answer: token });
      step("GET /rate_limit", answers.limit({ limit: 5000, remaining: 4999 }), world.limit);
    }
  }
  const ran = await run(directoryWith({}), ["doctor", "--json"], { env: { ...environment, ...env }, now });
  expect(github.check()).toEqual([]);
  const { findings } = JSON.parse(ran.stdout) as { readonly findings: readonly Told[] };
  return { code: ran.code, findings, ran };
}

function patchedToken(): object {
  const { repositories: _many, ...token } = exampleAnswer(
    "POST /app/installations/{installation_id}/access_tokens",
    201,
  ) as { readonly repositories: unknown };
  return { ...token, expires_at: "2099-01-01T00:00:00Z" };
}

describe("a deployment as it should be", () => {
  it("is right in every part", async () => {
    const { code, findings } = await diagnose({});
    expect(findings.map(({ kind, about }) => `${kind} ${about}`)).toEqual([
      "right node",
      "right settings",
      "right storage",
      "right GitHub",
      "right App",
      "right clock",
      "right permissions",
      "right events",
      "right webhook",
      "right deliveries",
      "right installations",
      "right rate limit",
    ]);
    expect(findings[1]?.message).toBe(
      "set and well formed: APP_ID, WEBHOOK_SECRET, PRIVATE_KEY; as by default: HOST, PORT, WEBHOOK_PATH, GITHUB_API_URL, LOG_LEVEL, LOG_FORMAT.",
    );
    expect(code).toBe(0);
  });

  it("is so on the local GitHub too, as far as that one knows", async () => {
    nock.enableNetConnect("127.0.0.1");
    const github = await startLocalGithub({ owner: "lab", users: {}, repositories: [{ name: "list", files: {} }] });
    const env = {
      ...environment,
      APP_ID: String(github.appId),
      PRIVATE_KEY: github.privateKey,
      GITHUB_API_URL: github.url,
    };
    const { stdout } = await run(directoryWith({}), ["doctor"], { env, now: () => new Date() });
    await github.close();
    for (const about of ["GitHub", "App", "clock", "permissions", "events", "installations", "rate limit"]) {
      expect(stdout).toMatch(new RegExp(`^ok +${about}: `, "m"));
    }
  });
});

describe("what GitHub says", () => {
  const failed = (status_code: number, status = `Invalid HTTP Response: ${status_code}`): Partial<Step> => ({
    answer: [answers.delivery({ status_code, status }), answers.delivery()],
  });
  const granted = (name: string, level?: string): Record<string, string> => ({
    ...Object.fromEntries(Object.entries(manifest.default_permissions).filter(([one]) => one !== name)),
    ...(level === undefined ? {} : { [name]: level }),
  });

  it.each<[string, World, number, string, RegExp, RegExp]>([
    [
      "a key of another App",
      { app: { answer: answers.app({ id: 12 }) } },
      1,
      "wrong App",
      /that of the App octoapp \(12\), and APP_ID is 4711/,
      /APP_ID=12/,
    ],
    [
      "a permission too few",
      { app: { answer: answers.app({ permissions: granted("checks") }) } },
      1,
      "wrong permissions",
      /lacks Checks: Read and write/,
      new RegExp(`${page}/permissions`),
    ],
    [
      "a permission too low",
      { app: { answer: answers.app({ permissions: granted("pull_requests", "read") }) } },
      1,
      "wrong permissions",
      /lacks Pull requests: Read and write\./,
      /accept the change/,
    ],
    [
      "a permission too many",
      { app: { answer: answers.app({ permissions: granted("administration", "write") }) } },
      0,
      "doubtful permissions",
      /more than it needs: Administration: Read and write/,
      /^Take away/,
    ],
    [
      "an event too few",
      { app: { answer: answers.app({ events: manifest.default_events.slice(1) }) } },
      1,
      "wrong events",
      /lacks Issues\./,
      /"Subscribe to events"/,
    ],
    [
      "an event too many",
      { app: { answer: answers.app({ events: [...manifest.default_events, "star"] }) } },
      0,
      "doubtful events",
      /needs: Star\./,
      /Take away Star/,
    ],
    [
      "no webhook address",
      { hook: { answer: answers.hook({ url: "" }) } },
      1,
      "wrong webhook",
      /no webhook/,
      /"Active"/,
    ],
    ["no webhook at all", { hook: { status: 404, undescribed: true } }, 1, "wrong webhook", /no webhook/, /"Active"/],
    [
      "a webhook to this machine",
      { hook: { answer: answers.hook({ url: "http://localhost:3000/api/github/webhooks" }) } },
      1,
      "wrong webhook",
      /cannot reach localhost:3000/,
      new RegExp(`${page}\\.$`),
    ],
    [
      "a webhook in the clear",
      { hook: { answer: answers.hook({ url: "http://bot.example.org/api/github/webhooks" }) } },
      0,
      "doubtful webhook",
      /in the clear/,
      /https address/,
    ],
    [
      "a webhook to another path",
      { hook: { answer: answers.hook({ url: "https://bot.example.org/?t=hidden" }) } },
      0,
      "doubtful webhook",
      /go to \/, and the server takes them at \/api\/github\/webhooks/,
      /write https:\/\/bot\.example\.org\/api\/github\/webhooks as/,
    ],
    [
      "a form",
      { hook: { answer: answers.hook({ content_type: "form" }) } },
      1,
      "wrong webhook",
      /as form/,
      /application\/json/,
    ],
    [
      "no secret",
      { hook: { answer: answers.hook({ secret: undefined }) } },
      1,
      "wrong webhook",
      /no webhook secret/,
      /"Secret"/,
    ],
    [
      "no look at certificates",
      { hook: { answer: answers.hook({ insecure_ssl: "1" }) } },
      0,
      "doubtful webhook",
      /certificate/,
      /SSL/,
    ],
    ["no delivery", { deliveries: { answer: [] } }, 0, "doubtful deliveries", /no webhook in the last/, /Comment on/],
    [
      "another secret",
      { deliveries: failed(401) },
      1,
      "wrong deliveries",
      /answered 401 .*1 of the last 2/,
      /same text as WEBHOOK_SECRET/,
    ],
    ["a redirect", { deliveries: failed(301) }, 1, "wrong deliveries", /answered 301/, /follows no redirect/],
    ["a firewall", { deliveries: failed(403) }, 1, "wrong deliveries", /answered 403/, /pass POST requests/],
    ["a wrong path", { deliveries: failed(404) }, 1, "wrong deliveries", /answered 404/, /path of WEBHOOK_PATH/],
    ["a small proxy", { deliveries: failed(413) }, 1, "wrong deliveries", /answered 413/, /client_max_body_size 25m/],
    ["a failing server", { deliveries: failed(500) }, 1, "wrong deliveries", /answered 500/, /server's log/],
    [
      "a server that is down",
      { deliveries: failed(502, "failed to connect to host") },
      1,
      "wrong deliveries",
      /answered 502 \(failed to connect to host\)/,
      /See that the server runs.*octoapp\/advanced/,
    ],
    [
      "failures that are over",
      { deliveries: { answer: [answers.delivery(), answers.delivery({ status_code: 502 })] } },
      0,
      "doubtful deliveries",
      /was taken; 1 of the last 2 failed/,
      /Nothing is lost/,
    ],
    [
      "no installation",
      { installations: { answer: [] }, limit: null },
      1,
      "wrong installations",
      /installed nowhere/,
      /https:\/\/github\.com\/apps\/octoapp\/installations\/new/,
    ],
    [
      "nothing but a suspended installation",
      { installations: { answer: [answers.installation({ suspended_at: "2026-01-01T00:00:00Z" })] }, limit: null },
      1,
      "wrong installations",
      /1 of 1 are suspended: octocat/,
      /"Unsuspend" at https:\/\/github\.com\/organizations\/github\/settings\/installations\/1/,
    ],
    [
      "a suspended installation among others",
      {
        installations: {
          answer: [answers.installation({ id: 2, suspended_at: "2026-01-01T00:00:00Z" }), answers.installation()],
        },
      },
      0,
      "doubtful installations",
      /1 of 2 are suspended/,
      /Unsuspend/,
    ],
    [
      "an installation that has not granted what was added",
      { installations: { answer: [answers.installation({ permissions: granted("checks", "read") })] } },
      0,
      "doubtful installations",
      /1 of 1 have not granted Checks: Read and write: octocat/,
      /"Review request"/,
    ],
    [
      "few requests left",
      { limit: { answer: answers.limit({ limit: 5000, remaining: 500, reset: 1_795_248_000 }) } },
      0,
      "doubtful rate limit",
      /500 of 5000 .* for octocat, until 2026-11-21T08:00:00.000Z/,
      /Wait until then/,
    ],
    [
      "no request left",
      { limit: { answer: answers.limit({ limit: 5000, remaining: 0 }) } },
      1,
      "wrong rate limit",
      /^0 of/,
      /Wait/,
    ],
    [
      "a clock ahead",
      { app: { headers: { date: "Sat, 21 Nov 2026 07:58:00 GMT" } } },
      1,
      "wrong clock",
      /120 s ahead of/,
      /set-ntp/,
    ],
    [
      "a clock behind",
      { app: { headers: { date: "Sat, 21 Nov 2026 08:05:00 GMT" } } },
      1,
      "wrong clock",
      /300 s behind/,
      /set-ntp/,
    ],
    [
      "a clock a bit off",
      { app: { headers: { date: "Sat, 21 Nov 2026 08:00:45 GMT" } } },
      0,
      "doubtful clock",
      /45 s behind/,
      /set-ntp/,
    ],
  ])("%s is told, and nothing else", async (_, world, code, which, message, remedy) => {
    const told = await diagnose(world);
    const [found, ...others] = told.findings.filter(({ kind }) => kind !== "right");
    expect(others).toEqual([]);
    expect(`${found?.kind} ${found?.about}`).toBe(which);
    expect(found?.message).toMatch(message);
    expect(found?.remedy).toMatch(remedy);
    expect(told.code).toBe(code);
    expectNoSecret(told.ran);
  });

  it.each<[string, number, string, RegExp, RegExp]>([
    [
      "a key that is none of its",
      401,
      "A JSON web token could not be decoded",
      /let App 4711 in \(401\): A JSON/,
      /Generate a private key/,
    ],
    [
      "an App that is not",
      404,
      "Integration not found",
      /knows no App 4711/,
      /"About" .*https:\/\/github\.com\/settings\/apps/,
    ],
  ])("%s ends the questions", async (_, status, message, expected, remedy) => {
    const told = await diagnose({ app: { status, undescribed: true, answer: { message } } });
    const found = told.findings.find(({ about }) => about === "App");
    expect(found).toMatchObject({ kind: "wrong", message: expect.stringMatching(expected) as unknown });
    expect(found?.remedy).toMatch(remedy);
    expect(told.code).toBe(1);
    expectNoSecret(told.ran);
  });

  it("what an organization has to mend is on its own pages", async () => {
    const owner = { ...octocat, login: "lab", type: "Organization" };
    const told = await diagnose({ app: { answer: answers.app({ owner, events: [] }) } });
    expect(told.findings.find(({ about }) => about === "events")?.remedy).toContain(
      " https://github.com/organizations/lab/settings/apps/octoapp/permissions.",
    );
  });

  it("installations are read to the last page", async () => {
    const suspended = answers.installation({ id: 101, suspended_at: "2026-01-01T00:00:00Z" });
    const query = { per_page: "100", page: "2" };
    const github = mockGithub();
    github.expect({ request: "GET /app/installations", query, answer: [suspended] });
    const told = await diagnose({
      installations: { answer: Array.from({ length: 100 }, () => answers.installation()) },
    });
    expect(told.findings.find(({ about }) => about === "installations")?.message).toMatch(/^1 of 101 are suspended/);
    expect(github.check()).toEqual([]);
  });

  it("a clock that GitHub refuses is told though octokit helps itself", async () => {
    const github = mockGithub();
    const message = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    const headers = { date: "Sat, 21 Nov 2026 07:00:00 GMT" };
    github.expect({ request: "GET /app", status: 401, undescribed: true, answer: { message }, headers });
    github.expect({ request: "GET /app", answer: answers.app({ id: 12 }) });
    for (const request of ["hook/config", "hook/deliveries", "installations"]) {
      nock("https://api.github.com").get(`/app/${request}`).query(true).reply(500, {});
    }
    const ran = await run(directoryWith({}), ["doctor"], { env: environment, now });
    expect(ran.stdout).toMatch(/^wrong +clock: 3600 s ahead of/m);
  });
});

describe("a GitHub that cannot be reached", () => {
  it.each<[string, (mock: nock.Interceptor) => unknown]>([
    ["no connection", (mock) => mock.replyWithError(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }))],
    ["an outage", (mock) => mock.reply(503, "<html>")],
    ["a limit", (mock) => mock.reply(429, { message: "slow down" }, { "retry-after": "60" })],
  ])("%s ends with 3", async (_, fail) => {
    nock.disableNetConnect();
    fail(nock("https://api.github.com").get("/app"));
    const ran = await run(directoryWith({}), ["doctor"], { env: environment, now });
    expect(ran.stdout).toMatch(/^wrong +GitHub: api\.github\.com cannot be reached: .+\n +→ Let this machine reach/m);
    expect(ran.code).toBe(3);
    expectNoSecret(ran);
  });

  it("in the middle leaves that part unchecked", async () => {
    const told = await diagnose({ deliveries: { status: 503, undescribed: true } });
    expect(told.findings.filter(({ kind }) => kind !== "right")).toMatchObject([
      { kind: "unchecked", about: "deliveries" },
    ]);
    expect(told.code).toBe(3);
  });
});

describe("the settings", () => {
  it.each<[string, Record<string, string | undefined>, string, RegExp, RegExp]>([
    ["no secret", { WEBHOOK_SECRET: undefined }, "wrong settings", /^WEBHOOK_SECRET must.*openssl/, /=1f0a…/],
    ["a port that is none", { PORT: "http" }, "wrong settings", /^PORT must/, /PORT=3000/],
    ["a short secret", { WEBHOOK_SECRET: "short" }, "doubtful settings", /shorter than 16/, /openssl/],
    ["two keys", { PRIVATE_KEY_PATH: "/no/such" }, "doubtful settings", /both set/, /Remove one/],
    ["writes without pauses", { GITHUB_THROTTLE: "off" }, "doubtful settings", /for emulators/, /Remove/],
    ["a throttle of another meaning", { GITHUB_THROTTLE: "on" }, "doubtful settings", /no meaning/, /Remove/],
    ["nobody to write to", { METADATA_MAILTO: "" }, "doubtful settings", /METADATA_MAILTO is not set/, /e-mail/],
    [
      "a database that is none",
      { DATABASE_URL: `mysql://u:${secrets.password}@h/d` },
      "wrong settings",
      /^DATABASE_URL must/,
      /postgres:/,
    ],
    [
      "a database without a name",
      { DATABASE_URL: `postgres://u:${secrets.password}@h` },
      "wrong settings",
      /^DATABASE_URL must/,
      /postgres:/,
    ],
    ["data in a file", { DATA_DIR: import.meta.filename }, "wrong storage", /is not a directory/, /DATA_DIR/],
    ["data nowhere", { DATA_DIR: `${import.meta.filename}/data/deep` }, "wrong storage", /cannot be made/, /DATA_DIR/],
  ])("%s is told, and the rest still asked", async (_, env, which, message, remedy) => {
    const told = await diagnose({}, env);
    const [found, ...others] = told.findings.filter(({ kind }) => kind !== "right");
    expect(others).toEqual([]);
    expect(`${found?.kind} ${found?.about}`).toBe(which);
    expect(found?.message).toMatch(message);
    expect(found?.remedy).toMatch(remedy);
    expect(told.code).toBe(which.startsWith("wrong") ? 1 : 0);
    expectNoSecret(told.ran);
  });

  it("that name a database that cannot be reached say where, and not the password", async () => {
    const told = await diagnose({}, { DATABASE_URL: `postgres://u:${secrets.password}@127.0.0.1:1/papers` });
    expect(told.findings.find(({ about }) => about === "storage")).toMatchObject({
      kind: "wrong",
      message: expect.stringMatching(/127\.0\.0\.1:1: .*ECONNREFUSED/) as unknown,
    });
    expectNoSecret(told.ran);
  });

  it("name a directory that cannot be written", () => {
    expect(checkDataDirectory({ path: "/data", state: "read-only" })).toMatchObject({
      kind: "wrong",
      remedy: expect.stringContaining("chown") as unknown,
    });
  });

  it.each<[string, Record<string, string | undefined>]>([
    ["no App", { APP_ID: undefined }],
    ["half a key", { PRIVATE_KEY: privateKey.slice(0, 600) }],
    ["an API that is none", { GITHUB_API_URL: "ftp://x" }],
  ])("with %s ask nobody", async (_, env) => {
    nock.disableNetConnect();
    const ran = await run(directoryWith({}), ["doctor"], { env: { ...environment, ...env }, now });
    expect(ran.stdout).toMatch(/^unchecked +GitHub: not asked: clock, App, /m);
    expect(ran.code).toBe(1);
    expectNoSecret(ran);
  });
});

describe("doctor --dir", () => {
  const built = async (files: Readonly<Record<string, string>> = {}): Promise<string> => {
    const directory = directoryWith({ "list.json": smallList, ...files });
    await run(directory, ["build"]);
    return directory;
  };
  const config = ".github/awesome-papers.yml";

  it("finds a list right that was built", async () => {
    const { code, stdout } = await run(await built(), ["doctor", "--dir", "."]);
    expect(stdout.match(/^\w+ +\w+:/gm)?.map((line) => line.replace(/ +/, " "))).toEqual([
      "ok configuration:",
      "ok list:",
      "ok templates:",
      "ok outputs:",
    ]);
    expect(code).toBe(0);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a wrong configuration",
      { [config]: "lst: x\n" },
      /^wrong +configuration: 1 error; \.github\/awesome-papers\.yml:1:1: /m,
    ],
    ["a wrong list", { "list.json": "{" }, /^wrong +list: .*list\.json:1:2: .*\n +→ Mend what `awesome-papers check`/m],
    [
      "a wrong template",
      { "templates/entry.liquid": "{{ paper.titel }}" },
      /^wrong +templates: .*entry\.liquid:1:\d+: /m,
    ],
    ["a README that is not in step", { "README.md": "" }, /^wrong +(?:templates|outputs): .*README\.md/m],
  ])("tells %s", async (_, files, expected) => {
    const directory = await built();
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const { code, stdout } = await run(directory, ["doctor", "--dir", "."]);
    expect(stdout).toMatch(expected);
    expect(code).toBe(1);
  });

  it("doubts a list that only has warnings", async () => {
    const earlier = smallList.replace('"date": "2024-01"', '"date": "2023-12"');
    const { code, stdout } = await run(await built({ "list.json": earlier }), ["doctor", "--dir", "."]);
    expect(stdout).toMatch(/^doubtful +list: 1 warning; list\.json:\d+:\d+: /m);
    expect(code).toBe(0);
  });

  it("is wrong usage without such a directory", async () => {
    expect((await run(directoryWith({}), ["doctor", "--dir", "nowhere"])).code).toBe(2);
  });
});

/** Neither whole nor in pieces: a line of the key, the JWT, a token. */
function expectNoSecret({ stdout, stderr }: Ran): void {
  const said = stdout + stderr;
  const lines = privateKey.split("\n").filter((line) => line.length > 40);
  for (const secret of [...lines, ...Object.values(secrets), "eyJ", "ghs_", "hidden"])
    expect(said).not.toContain(secret);
}
