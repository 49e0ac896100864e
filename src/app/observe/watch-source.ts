import { SpanKind } from "@opentelemetry/api";
import type { WatchSource } from "../../metadata/connect-sources.ts";
import type { Metrics } from "./metrics.ts";
import { inSpan } from "./span.ts";

/** Counts each question to a service that knows papers, and makes it a span of the look that asks. */
export function createSourceWatch(metrics: Metrics): WatchSource {
  return (source, ask) =>
    inSpan(
      `ask ${source}`,
      { kind: SpanKind.CLIENT, attributes: { "awesome_papers.source": source } },
      async (span) => {
        const stopTimer = metrics.metadataSeconds.startTimer({ source });
        const answer = await ask();
        stopTimer();
        const outcome = answer.kind === "failed" ? answer.failure.why : answer.kind;
        metrics.metadataAnswers.inc({ source, outcome });
        span.setAttribute("awesome_papers.outcome", outcome);
        return answer;
      },
    );
}
