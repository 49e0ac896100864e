import { posix, win32 } from "node:path";
import type { CliIo } from "./io.ts";

const ours = "awesome-papers";

/**
 * Where programs keep on this system what they can get again: `$XDG_CACHE_HOME`
 * (https://specifications.freedesktop.org/basedir-spec/latest/), else what the system itself says. Undefined where nobody says whose home it is.
 */
export function findCacheDirectory(env: CliIo["env"], platform: NodeJS.Platform): string | undefined {
  const path = platform === "win32" ? win32 : posix;
  const { XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "", HOME: home = "" } = env;
  const user = platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
  const system = platform === "win32" ? local : home === "" ? "" : user;
  // A relative path is to be ignored.
  const base = [xdg, system].find((directory) => path.isAbsolute(directory));
  return base === undefined ? undefined : path.join(base, ours);
}
