import type { AppFacts, Asked, HookFacts } from "../../github/gather-deployment.ts";
import { appPages } from "./app-pages.ts";
import type { Finding } from "./finding.ts";

/** Names of this very machine, which GitHub cannot send anything to. */
const ownMachine = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|.*\.local(?:host)?)$/;

/** Where the App sends its webhooks, and how. */
export function checkWebhook(asked: Asked<HookFacts>, app: AppFacts, webhookPath: string): readonly Finding[] {
  const { general } = appPages(app);
  if (asked.kind !== "answered" && !(asked.kind === "refused" && asked.status === 404)) {
    return [{ kind: "unchecked", about: "webhook", message: asked.words }];
  }
  const hook = asked.kind === "answered" ? asked.value : undefined;
  const url = URL.parse(hook?.url ?? "");
  if (hook === undefined || url === null) {
    return [
      {
        kind: "wrong",
        about: "webhook",
        message: "The App has no webhook address.",
        remedy: `Tick "Active" and write https://<your host>${webhookPath} as "Webhook URL" on ${general}.`,
      },
    ];
  }
  const found: Finding[] = [];
  const say = (kind: "wrong" | "doubtful", message: string, remedy: string): void => {
    found.push({ kind, about: "webhook", message, remedy: `${remedy} on ${general}.` });
  };
  const path = `${url.origin}${webhookPath}`;
  if (ownMachine.test(url.hostname)) {
    say("wrong", `GitHub cannot reach ${url.host}.`, 'Write an address that the internet knows as "Webhook URL"');
  } else if (url.protocol !== "https:") {
    say("doubtful", "Webhooks are sent in the clear.", 'Write an https address as "Webhook URL"');
  }
  if (url.pathname !== webhookPath) {
    say(
      "doubtful",
      `Webhooks go to ${url.pathname}, and the server takes them at ${webhookPath}.`,
      `Unless your proxy changes the path, write ${path} as "Webhook URL"`,
    );
  }
  if (hook.contentType !== "json") {
    say("wrong", `Webhooks are sent as ${hook.contentType}.`, 'Choose application/json as "Content type"');
  }
  if (!hook.hasSecret) {
    say("wrong", "The App has no webhook secret.", 'Write WEBHOOK_SECRET into "Secret"');
  }
  if (!hook.verifiesTls) {
    say("doubtful", "GitHub does not check your certificate.", 'Choose "Enable SSL verification"');
  }
  if (found.length > 0) return found;
  return [{ kind: "right", about: "webhook", message: `${url.origin}${url.pathname}, as JSON, with a secret.` }];
}
