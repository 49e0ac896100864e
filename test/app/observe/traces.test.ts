import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { areTracesAsked } from "../../../src/app/observe/traces.ts";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };

it.each<[Record<string, string>, boolean]>([
  [{}, false],
  [endpoint, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:4318/v1/traces" }, true],
  [{ OTEL_TRACES_EXPORTER: "otlp" }, true],
  [{ OTEL_TRACES_EXPORTER: "console" }, true],
  [{ OTEL_TRACES_EXPORTER: "none", ...endpoint }, false],
  [{ OTEL_SDK_DISABLED: "true", ...endpoint }, false],
  [{ OTEL_SDK_DISABLED: "TRUE", OTEL_TRACES_EXPORTER: "otlp" }, false],
  [{ OTEL_SDK_DISABLED: "false", ...endpoint }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: " ", OTEL_TRACES_EXPORTER: "" }, false],
  [{ OTEL_SERVICE_NAME: "papers", OTEL_METRICS_EXPORTER: "otlp" }, false],
])("%j asks for traces: %s", (environment, asked) => {
  expect(areTracesAsked(environment)).toBe(asked);
});

it("where they are not asked for, nothing loads their SDK", () => {
  const src = new URL("../../../src/", import.meta.url);
  const importing = globSync("**/*.ts", { cwd: src }).flatMap((path) =>
    [...readFileSync(new URL(path, src), "utf8").matchAll(/.*@opentelemetry\/(?!api").*/g)].map(([line]) =>
      line.trim(),
    ),
  );
  expect(importing).toEqual(['const { NodeSDK } = await import("@opentelemetry/sdk-node");']);
});
