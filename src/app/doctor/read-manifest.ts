import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Manifest } from "./check-grants.ts";

/** Our app.yml, three levels above both `src/app/doctor` and `dist/app/doctor`. */
export function readManifest(): Manifest {
  return parse(readFileSync(new URL("../../../app.yml", import.meta.url), "utf8")) as Manifest;
}
