import type { Problem } from "../../list/problem.ts";
import type { Finding } from "./finding.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The server's variables that are told by name, whether they are set or not. */
const variables = [
  "APP_ID",
  "WEBHOOK_SECRET",
  "HOST",
  "PORT",
  "WEBHOOK_PATH",
  "GITHUB_API_URL",
  "LOG_LEVEL",
  "LOG_FORMAT",
] as const;

/** Shorter secrets can be guessed from one webhook: whoever has a body and its signature may try at leisure. */
const shortestSecret = 16;

/**
 * What the environment says.
 *
 * @param problems what `parseSettings` found in it
 */
export function checkSettings(environment: Environment, problems: readonly Problem[]): readonly Finding[] {
  const read = (name: string): string => environment[name]?.trim() ?? "";
  const isSet = (name: string): boolean => read(name) !== "";
  const found: Finding[] = problems.map(({ message, example }) => ({
    kind: "wrong",
    about: "settings",
    message,
    remedy: `Set it in the environment of the server, for example ${example ?? ""}.`,
  }));
  const doubt = (message: string, remedy: string): void => {
    found.push({ kind: "doubtful", about: "settings", message, remedy });
  };
  if (isSet("PRIVATE_KEY") && isSet("PRIVATE_KEY_PATH")) {
    doubt("PRIVATE_KEY and PRIVATE_KEY_PATH are both set; the file is not read.", "Remove one of the two.");
  }
  if (isSet("WEBHOOK_SECRET") && read("WEBHOOK_SECRET").length < shortestSecret) {
    doubt(
      `WEBHOOK_SECRET is shorter than ${shortestSecret} characters, and can be guessed.`,
      "Make one with `openssl rand -hex 32`, and set it here and in the App's webhook settings.",
    );
  }
  if (isSet("GITHUB_THROTTLE")) {
    doubt(
      read("GITHUB_THROTTLE") === "off"
        ? "GITHUB_THROTTLE=off is for emulators; GitHub stops an App that writes without pauses."
        : "GITHUB_THROTTLE has no meaning but `off`.",
      "Remove GITHUB_THROTTLE.",
    );
  }
  if (/^http:/i.test(read("GITHUB_API_URL"))) {
    doubt("GITHUB_API_URL is http: tokens are sent in the clear.", "Use https, unless it is on this machine.");
  }
  if (!isSet("METADATA_MAILTO")) {
    doubt(
      "METADATA_MAILTO is not set: the services that know papers cannot write to anybody, and Crossref answers slower.",
      "Set METADATA_MAILTO to your e-mail address.",
    );
  }
  if (problems.length > 0) return found;
  const key = isSet("PRIVATE_KEY") ? "PRIVATE_KEY" : "PRIVATE_KEY_PATH";
  const unset = variables.filter((name) => !isSet(name)).join(", ");
  const set = [...variables.filter(isSet), key].join(", ");
  const message = `set and well formed: ${set}${unset === "" ? "" : `; as by default: ${unset}`}.`;
  return [{ kind: "right", about: "settings", message }, ...found];
}
