import type { AppFacts, Asked, Installation, RateLimit } from "../../github/gather-deployment.ts";
import { counted } from "../cli/counted.ts";
import { appPages } from "./app-pages.ts";
import { missingPermissions, type Manifest } from "./check-grants.ts";
import type { Finding } from "./finding.ts";

/** Named in a message; the others are counted. */
const mostNamed = 5;

/** Where the App is installed, and whether it may work there. */
export function checkInstallations(
  asked: Asked<readonly Installation[]>,
  app: AppFacts,
  manifest: Manifest,
): readonly Finding[] {
  const about = "installations";
  if (asked.kind !== "answered") return [{ kind: "unchecked", about, message: asked.words }];
  const installations = asked.value;
  if (installations.length === 0) {
    const remedy = `Install it on the account of a list at ${appPages(app).install}.`;
    return [{ kind: "wrong", about, message: "The App is installed nowhere.", remedy }];
  }
  const found: Finding[] = [];
  const suspended = installations.filter(({ isSuspended }) => isSuspended);
  if (suspended.length > 0) {
    found.push({
      kind: suspended.length === installations.length ? "wrong" : "doubtful",
      about,
      message: `${suspended.length} of ${installations.length} are suspended: ${accounts(suspended)}.`,
      remedy: `Ask their owners to press "Unsuspend" at ${pages(suspended)}.`,
    });
  }
  const waiting = installations.filter(
    (one) => missingPermissions(manifest.default_permissions, one.permissions).length > 0,
  );
  if (waiting.length > 0) {
    const missing = new Set(
      waiting.flatMap(({ permissions }) => missingPermissions(manifest.default_permissions, permissions)),
    );
    found.push({
      kind: "doubtful",
      about,
      message: `${waiting.length} of ${installations.length} have not granted ${[...missing].join(", ")}: ${accounts(waiting)}.`,
      remedy: `Ask their owners to press "Review request" at ${pages(waiting)}.`,
    });
  }
  if (found.length > 0) return found;
  return [{ kind: "right", about, message: `${counted(installations.length, "installation")}, none suspended.` }];
}

/** What is left of the requests of this hour, in one installation. */
export function checkRateLimit(asked: Asked<RateLimit>): Finding {
  const about = "rate limit";
  // GitHub Enterprise Server has none unless it is set up.
  if (asked.kind === "refused" && asked.status === 404) return { kind: "right", about, message: "there is none." };
  if (asked.kind !== "answered") return { kind: "unchecked", about, message: asked.words };
  const { account, limit, remaining, reset } = asked.value;
  const message = `${remaining} of ${limit} requests are left in this hour for ${account}`;
  if (remaining * 10 > limit) return { kind: "right", about, message: `${message}.` };
  return {
    kind: remaining === 0 ? "wrong" : "doubtful",
    about,
    message: `${message}, until ${new Date(reset * 1000).toISOString()}.`,
    remedy: "Wait until then; where it comes again, look in the server's log for what asks so much.",
  };
}

function accounts(installations: readonly Installation[]): string {
  return named(installations.map(({ account }) => account));
}

function pages(installations: readonly Installation[]): string {
  return named(installations.map(({ page }) => page));
}

function named(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return `${names.slice(0, mostNamed).join(", ")}${more}`;
}
