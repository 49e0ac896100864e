import { createRenderer } from "../render/create-renderer.ts";
import { renderOutputs } from "../render/render-outputs.ts";
import type { Sandbox } from "./renderer.ts";

export function createSandbox(): Sandbox {
  return {
    outputs: renderOutputs,
    async botText(templates, name, facts) {
      const text = createRenderer(templates).botText(name, facts);
      return text.ok ? text.value : undefined;
    },
    async entry(templates, list, id) {
      const paper = list.papers.find((one) => one.id === id);
      const line = paper && createRenderer(templates).entry(list, paper);
      return line?.ok === true ? line.value : undefined;
    },
  };
}
