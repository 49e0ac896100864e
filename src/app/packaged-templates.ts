import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** `templates/` of this package: two levels above both `src/app` and `dist/app`. */
export const packagedTemplatesFolder = fileURLToPath(new URL("../../templates/", import.meta.url));

let templates: ReadonlyMap<string, string> | undefined;

/** Our own templates by path under `templates/`, `/` between its parts on every system. Read once a process. */
export function readPackagedTemplates(): ReadonlyMap<string, string> {
  templates ??= new Map(
    readdirSync(packagedTemplatesFolder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".liquid"))
      .toSorted()
      .map((path) => [path, readFileSync(`${packagedTemplatesFolder}${path}`, "utf8")]),
  );
  return templates;
}
