import { globSync, readFileSync } from "node:fs";
import type { Templates } from "../../src/render/templates.ts";

const folder = new URL("../../templates/", import.meta.url);

/** Our own templates, read from the repository. */
export function packagedTemplates(): Templates {
  const names = globSync("**/*.liquid", { cwd: folder }).map((name) => name.replaceAll("\\", "/"));
  return new Map(names.toSorted().map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
}
