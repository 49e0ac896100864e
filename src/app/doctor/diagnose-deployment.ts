import { resolve } from "node:path";
import type { Problem } from "../../list/problem.ts";
import type { Deployment } from "../../github/gather-deployment.ts";
import { parseSettings, type ServerSettings } from "../settings.ts";
import { checkApp } from "./check-app.ts";
import { checkClock } from "./check-clock.ts";
import { checkDeliveries } from "./check-deliveries.ts";
import { checkGrants, type Manifest } from "./check-grants.ts";
import { checkInstallations, checkRateLimit } from "./check-installations.ts";
import { checkNode } from "./check-node.ts";
import { checkSettings, type Environment } from "./check-settings.ts";
import { checkDatabase, checkDataDirectory } from "./check-storage.ts";
import { checkWebhook } from "./check-webhook.ts";
import type { Check, Finding } from "./finding.ts";
import { readDataDirectory } from "./read-data-directory.ts";

export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** False where GitHub was to be asked and did not answer, so that not all could be looked at. */
  readonly reachedGithub: boolean;
}

export interface DiagnoseOptions {
  readonly environment: Environment;
  readonly cwd: string;
  readonly nodeVersion: string;
  readonly manifest: Manifest;
  readonly ask: (settings: ServerSettings) => Promise<Deployment>;
  /** Why a Postgres cannot be used; undefined where it can. */
  readonly findDatabaseFailure: (url: string) => Promise<string | undefined>;
}

/** What the settings must say before GitHub can be asked about the App. */
const neededToAsk: ReadonlySet<string> = new Set(["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "GITHUB_API_URL"]);
const askedOfGithub = [
  "GitHub",
  "clock",
  "App",
  "permissions",
  "events",
  "webhook",
  "deliveries",
  "installations",
  "rate limit",
] as const satisfies readonly Check[];

/** Looks at a deployment as the server's environment and GitHub tell of it; changes nothing. */
export async function diagnoseDeployment(options: DiagnoseOptions): Promise<Diagnosis> {
  const { environment, manifest } = options;
  const parsed = parseSettings(environment);
  const problems = parsed.ok ? [] : parsed.problems;
  const here = [
    checkNode(options.nodeVersion),
    ...checkSettings(environment, problems),
    ...(await checkStorage(options, problems)),
  ];
  const settings = parsed.ok ? parsed.value : settingsToAsk(environment, problems);
  if (settings === undefined) {
    const message = `not asked: ${askedOfGithub.slice(1).join(", ")}. Mend the settings first.`;
    return { findings: [...here, { kind: "unchecked", about: "GitHub", message }], reachedGithub: true };
  }
  const { secondsAhead, app, rest } = await options.ask(settings);
  const findings = [
    ...here,
    ...checkApp(app, settings),
    ...(app.kind === "unreachable" ? [] : [checkClock(secondsAhead)]),
  ];
  if (app.kind !== "answered" || rest === undefined) {
    return { findings, reachedGithub: app.kind !== "unreachable" };
  }
  const { hook, deliveries, installations, rateLimit } = rest;
  return {
    findings: [
      ...findings,
      ...checkGrants(app.value, manifest),
      ...checkWebhook(hook, app.value, settings.webhookPath),
      checkDeliveries(deliveries, app.value),
      ...checkInstallations(installations, app.value, manifest),
      ...(rateLimit === undefined ? [] : [checkRateLimit(rateLimit)]),
    ],
    reachedGithub: [hook, deliveries, installations, rateLimit].every((asked) => asked?.kind !== "unreachable"),
  };
}

/** The settings without those that are wrong; undefined where one of these is needed to ask. */
function settingsToAsk(environment: Environment, problems: readonly Problem[]): ServerSettings | undefined {
  if (problems.some(({ field }) => neededToAsk.has(field))) return undefined;
  const mended = Object.fromEntries(problems.map(({ field }) => [field, undefined]));
  const parsed = parseSettings({ ...environment, ...mended, WEBHOOK_SECRET: "not needed to ask" });
  return parsed.ok ? parsed.value : undefined;
}

async function checkStorage(
  { environment, cwd, findDatabaseFailure }: DiagnoseOptions,
  problems: readonly Problem[],
): Promise<readonly Finding[]> {
  if (problems.some(({ field }) => field === "DATABASE_URL")) return [];
  const database = environment["DATABASE_URL"]?.trim() ?? "";
  if (database !== "") return [checkDatabase(database, await findDatabaseFailure(database))];
  const directory = environment["DATA_DIR"]?.trim() ?? "";
  return [checkDataDirectory(readDataDirectory(resolve(cwd, directory === "" ? "data" : directory)))];
}
