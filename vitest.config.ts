import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: {
        "src/list/**": { statements: 95, lines: 95, functions: 95 },
        "src/render/**": { statements: 95, lines: 95, functions: 95 },
        "src/intake/**": { statements: 95, lines: 95, functions: 95 },
      },
    },
  },
});
