import { readFileSync } from "node:fs";
import { Histogram } from "prom-client";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../../../src/app/observe/metrics.ts";

const docs = readFileSync(new URL("../../../docs/self-hosting.md", import.meta.url), "utf8");
const { registry } = createMetrics();
const series = new Map(
  registry.getMetricsAsArray().flatMap((metric) => {
    const { name, labelNames } = metric as unknown as { readonly name: string; readonly labelNames: readonly string[] };
    const isHistogram = registry.getSingleMetric(name) instanceof Histogram;
    return isHistogram
      ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`].map((each) => [each, [...labelNames, "le"]] as const)
      : [[name, labelNames] as const];
  }),
);

it("docs/self-hosting.md names metrics that there are, with their labels", () => {
  const named = [...docs.matchAll(/\b(?<name>awesome_papers_\w+)(?:\{(?<label>\w+)(?:=~?|!~?)")?/g)].map(
    ({ groups }) => ({
      name: groups?.["name"] ?? "",
      label: groups?.["label"],
    }),
  );
  expect(named.length).toBeGreaterThan(12);
  const wrong = named.filter(({ name, label }) => {
    const labels = series.get(name);
    return labels === undefined || (label !== undefined && !labels.includes(label));
  });
  expect(wrong).toEqual([]);
});

it("… and rules that Prometheus can read: YAML, with brackets that are closed", () => {
  const yaml = /^```yaml\n(?<rules>[^`]*(?:`[^`]+`[^`]*)*?)^```$/m.exec(docs)?.groups?.["rules"] ?? "";
  const { groups } = parse(yaml) as { groups: { rules: { alert: string; expr: string; for?: string }[] }[] };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, expr } of rules) {
    expect([alert, expr.match(/[([{]/g)?.length]).toEqual([alert, expr.match(/[)\]}]/g)?.length]);
  }
});

it("has names and units by Prometheus's conventions", async () => {
  // https://prometheus.io/docs/practices/naming/
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    expect(name).toMatch(/^awesome_papers_[a-z_]+$/);
    expect([name, name.endsWith("_total")]).toEqual([name, String(type) === "counter"]);
    expect(name).not.toMatch(/_(?:ms|milliseconds|minutes|percent|kb)(?:_|$)/);
  }
});
