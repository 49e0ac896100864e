import { diag, DiagLogLevel, type DiagLogger } from "@opentelemetry/api";
import { inTime } from "../../queue/in-time.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Sends spans on while it is not stopped. */
export interface Traces {
  /** Sends what is not sent yet, if that takes no longer than half a second. Never rejects. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const stopWithin = 500;

/**
 * Sends the spans of this process to where OpenTelemetry's own variables say. Where they ask for none, its SDK, some
 * 16 MB, is not even loaded. Metrics have their page, and logs their stream.
 * `onError` hears why they cannot be sent.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export async function startTraces(environment: Environment, onError: (words: string) => void): Promise<Traces> {
  if (!areTracesAsked(environment)) return { stop: () => Promise.resolve() };
  const { NodeSDK } = await import("@opentelemetry/sdk-node");
  if (!isSet(environment["OTEL_LOG_LEVEL"])) diag.setLogger(tellErrors(onError), DiagLogLevel.ERROR);
  const isNamed =
    isSet(environment["OTEL_SERVICE_NAME"]) || /\bservice\.name=/.test(environment["OTEL_RESOURCE_ATTRIBUTES"] ?? "");
  const sdk = new NodeSDK({
    ...(!isNamed && { serviceName: "awesome-papers" }),
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return { stop: () => inTime(sdk.shutdown(), stopWithin).catch(() => undefined) };
}

function tellErrors(onError: (words: string) => void): DiagLogger {
  const silent = (): void => undefined;
  return { error: onError, warn: silent, info: silent, debug: silent, verbose: silent };
}

/** Whether an exporter or its address is named, and traces are not switched off. */
export function areTracesAsked(environment: Environment): boolean {
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER, ...others } = environment;
  if (OTEL_SDK_DISABLED?.trim().toLowerCase() === "true") return false;
  if (isSet(OTEL_TRACES_EXPORTER)) return OTEL_TRACES_EXPORTER?.trim() !== "none";
  return isSet(others["OTEL_EXPORTER_OTLP_ENDPOINT"]) || isSet(others["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]);
}

/** An empty one counts for nothing, by the specification. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== "";
}
