import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Link,
  type Span,
  type SpanOptions,
} from "@opentelemetry/api";
import type { Asked } from "../job.ts";

/** A span of ours; it records nothing where no traces are asked for (`traces.ts`). */
export function startSpan(name: string, options: SpanOptions): Span {
  return trace.getTracer("awesome-papers").startSpan(name, options);
}

/** What happens in `act` is beneath the span. The span is not ended. */
export function beneath<T>(span: Span, act: () => T): T {
  return context.with(trace.setSpan(context.active(), span), act);
}

/** A span for as long as `act` takes; failed where that throws. */
export async function inSpan<T>(name: string, options: SpanOptions, act: (span: Span) => Promise<T>): Promise<T> {
  const span = startSpan(name, options);
  try {
    return await beneath(span, () => act(span));
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

export function failSpan(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
}

/** Where we stand in a trace, to be kept with a job; undefined where nothing is traced. */
export function findPlace(): Asked["trace"] {
  const place: Record<string, string> = {};
  propagation.inject(context.active(), place);
  return Object.keys(place).length === 0 ? undefined : place;
}

/** To what asked for it: one look answers several webhooks, so it is no part of the trace of any. */
export function linksTo(place: Asked["trace"]): Link[] {
  const asking = place && trace.getSpanContext(propagation.extract(ROOT_CONTEXT, place));
  return asking === undefined ? [] : [{ context: asking }];
}
