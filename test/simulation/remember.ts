import { vi } from "vitest";

/**
 * What thousands of schedules calculate again and again, each time with the same outcome, is calculated once: nothing of it
 * has a state, a clock or GitHub behind it. To be imported first.
 */

vi.mock(import("../../src/local-github/merge-file.ts"), async (original) => {
  const { mergeFile } = await original();
  const known = new Map<string, ReturnType<typeof mergeFile>>();
  return {
    mergeFile(texts) {
      const key = [texts.ours, texts.base, texts.theirs].join("\0");
      const merged = known.get(key) ?? mergeFile(texts);
      known.set(key, merged);
      return merged;
    },
  };
});

vi.mock(import("../../src/render/template-engine.ts"), async (original) => {
  const { createTemplateEngine } = await original();
  const known = new WeakMap<object, ReturnType<typeof createTemplateEngine>>();
  return {
    createTemplateEngine(templates, limits) {
      const engine = known.get(templates) ?? createTemplateEngine(templates, limits);
      known.set(templates, engine);
      return engine;
    },
  };
});

vi.mock(import("../../src/render/print-issue-form.ts"), async (original) => {
  const all = await original();
  const known = new Map<string, string>();
  return {
    ...all,
    printIssueForm(parts) {
      const key = JSON.stringify(parts);
      const printed = known.get(key) ?? all.printIssueForm(parts);
      known.set(key, printed);
      return printed;
    },
  };
});
