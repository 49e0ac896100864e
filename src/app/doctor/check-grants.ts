import type { AppFacts, Permissions } from "../../github/gather-deployment.ts";
import { appPages } from "./app-pages.ts";
import type { Finding } from "./finding.ts";

/** What app.yml asks for. */
export interface Manifest {
  readonly default_permissions: Permissions;
  readonly default_events: readonly string[];
}

const levels = ["none", "read", "write", "admin"];
/** As GitHub's page has them. */
const levelNames: Readonly<Record<string, string>> = { read: "Read-only", write: "Read and write", admin: "Admin" };

/** Permissions that are asked for and not granted, or granted at a lower level, in words of GitHub's page. */
export function missingPermissions(wanted: Permissions, granted: Permissions): readonly string[] {
  return Object.entries(wanted)
    .filter(([name, level]) => levelOf(granted, name) < levels.indexOf(level))
    .map(([name, level]) => `${titleOf(name)}: ${levelNames[level] ?? level}`);
}

/** Permissions and events of the App against what it needs. */
export function checkGrants(app: AppFacts, manifest: Manifest): readonly Finding[] {
  const { permissions } = appPages(app);
  const wanted = manifest.default_permissions;
  const tooMany = Object.entries(app.permissions)
    .filter(([name, level]) => levels.indexOf(level) > levelOf(wanted, name))
    .map(([name, level]) => `${titleOf(name)}: ${levelNames[level] ?? level}`);
  const granted = new Set(app.events);
  const known = new Set(manifest.default_events);
  return [
    ...compared("permissions", {
      missing: missingPermissions(wanted, app.permissions),
      tooMany,
      where: `on ${permissions}, save, and accept the change in each installation`,
    }),
    ...compared("events", {
      missing: manifest.default_events.filter((event) => !granted.has(event)).map(titleOf),
      tooMany: app.events.filter((event) => !known.has(event)).map(titleOf),
      where: `under "Subscribe to events" on ${permissions}`,
    }),
  ];
}

/** GitHub shows nobody but administrators who may bypass a rule, so that it can only be said. */
const rightMessages = {
  permissions:
    "as app.yml has them. Keep the App off bypass lists of rules: it would lend that to whoever may /approve.",
  events: "as app.yml has them.",
} as const;

interface Compared {
  readonly missing: readonly string[];
  readonly tooMany: readonly string[];
  readonly where: string;
}

function compared(about: "permissions" | "events", { missing, tooMany, where }: Compared): readonly Finding[] {
  const found: Finding[] = [];
  if (missing.length > 0) {
    const names = missing.join(", ");
    found.push({ kind: "wrong", about, message: `The App lacks ${names}.`, remedy: `Add ${names} ${where}.` });
  }
  if (tooMany.length > 0) {
    const names = tooMany.join(", ");
    const message = `The App has more than it needs: ${names}.`;
    found.push({ kind: "doubtful", about, message, remedy: `Take away ${names} ${where}.` });
  }
  return found.length > 0 ? found : [{ kind: "right", about, message: rightMessages[about] }];
}

function levelOf(permissions: Permissions, name: string): number {
  return Object.hasOwn(permissions, name) ? levels.indexOf(permissions[name] ?? "none") : 0;
}

/** `pull_requests` is "Pull requests" there. */
function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll("_", " ");
}
