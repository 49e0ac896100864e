import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Minutes long, and chance is part of it: test/endurance/size.ts.
    exclude: [...configDefaults.exclude, ...((process.env["ENDURANCE"] ?? "") === "" ? ["test/endurance/**"] : [])],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The whole loop waits more than it works: one worker, as two cores would give, leaves most of them idle.
    maxWorkers: 3,
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
