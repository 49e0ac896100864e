import type { AppFacts, Asked, Delivery } from "../../github/gather-deployment.ts";
import { appPages } from "./app-pages.ts";
import type { Finding } from "./finding.ts";

/** Whether webhooks arrive, by what GitHub keeps of the last days. The latest counts: older failures may be mended. */
export function checkDeliveries(asked: Asked<readonly Delivery[]>, app: AppFacts): Finding {
  const about = "deliveries";
  if (asked.kind !== "answered") return { kind: "unchecked", about, message: asked.words };
  const { advanced } = appPages(app);
  const [latest] = asked.value;
  if (latest === undefined) {
    return {
      kind: "doubtful",
      about,
      message: "GitHub has sent no webhook in the last days.",
      remedy: `Comment on an issue of a list, and look again here or on ${advanced}.`,
    };
  }
  const failed = asked.value.filter((delivery) => !isTaken(delivery));
  const share = `${failed.length} of the last ${asked.value.length} failed`;
  if (!isTaken(latest)) {
    return {
      kind: "wrong",
      about,
      message: `${latest.event} of ${latest.at} was answered ${latest.statusCode} (${latest.status}); ${share}.`,
      remedy: `${remedyOf(latest.statusCode)} ${advanced} shows what was sent and answered.`,
    };
  }
  const last = `the latest, ${latest.event} of ${latest.at}, was taken`;
  if (failed.length === 0) return { kind: "right", about, message: `${last}.` };
  return {
    kind: "doubtful",
    about,
    message: `${last}; ${share}.`,
    remedy: `Nothing is lost, the hourly sweep makes up for it; ${advanced} shows which.`,
  };
}

function isTaken({ statusCode }: Delivery): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** By what our server, a proxy before it, and GitHub itself mean by it. */
function remedyOf(statusCode: number): string {
  if (statusCode >= 300 && statusCode < 400) {
    return 'GitHub follows no redirect: write the address it leads to as "Webhook URL".';
  }
  switch (statusCode) {
    case 400:
    case 401:
      return 'Write the same text as WEBHOOK_SECRET here and as "Secret" in the App, and restart the server.';
    case 403:
      return "Let your proxy or firewall pass POST requests of GitHub.";
    case 404:
    case 405:
      return 'Write the path of WEBHOOK_PATH into "Webhook URL", or let your proxy hand that path on.';
    case 413:
      return "Let your proxy take bodies of 25 MB (nginx: client_max_body_size 25m).";
    case 500:
      return "Look at the server's log at that time.";
    default:
      return "See that the server runs, that DNS, firewall and proxy lead to it, and that /healthz answers.";
  }
}
