import { SpanKind } from "@opentelemetry/api";
import type { WatchRequest } from "../../github/prepare-octokit.ts";
import type { Metrics } from "./metrics.ts";
import { inSpan } from "./span.ts";
import { findTask } from "./task.ts";

/** Counts each request to GitHub: in the metrics, of the look that makes it, and as a span beneath that. */
export function createRequestWatch(metrics: Metrics, onAnswer: () => void): WatchRequest {
  return async (request, send) => {
    const { method, route, purpose, attempt } = request;
    const task = findTask();
    if (task !== undefined && purpose === "work") {
      task.requests += 1;
      if (method !== "GET") task.writes += 1;
    }
    if (attempt > 1) metrics.githubRetries.inc();
    const stopTimer = metrics.githubSeconds.startTimer({ method });
    const attributes = {
      "http.request.method": method,
      "url.template": route,
      ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
    };
    return inSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      let status = "none";
      try {
        const response = await send();
        status = String(response.status);
        span.setAttribute("http.response.status_code", response.status);
        const limit = limitOf(response);
        if (limit !== undefined) metrics.githubLimitsMet.inc({ limit });
        if (response.status < 500) onAnswer();
        return response;
      } finally {
        stopTimer();
        metrics.githubRequests.inc({ method, route, status });
      }
    });
  };
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function limitOf({ status, headers }: Response): "primary" | "secondary" | undefined {
  if (status !== 403 && status !== 429) return undefined;
  if (headers.get("x-ratelimit-remaining") === "0") return "primary";
  return status === 429 || headers.has("retry-after") ? "secondary" : undefined;
}
