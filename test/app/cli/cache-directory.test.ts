import { expect, it } from "vitest";
import { findCacheDirectory } from "../../../src/app/cli/cache-directory.ts";

it.each<[NodeJS.Platform, Readonly<Record<string, string>>, string | undefined]>([
  ["linux", { HOME: "/home/ada" }, "/home/ada/.cache/awesome-papers"],
  ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "/caches" }, "/caches/awesome-papers"],
  ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "caches" }, "/home/ada/.cache/awesome-papers"],
  ["linux", {}, undefined],
  ["linux", { HOME: "" }, undefined],
  ["darwin", { HOME: "/Users/ada" }, "/Users/ada/Library/Caches/awesome-papers"],
  ["darwin", {}, undefined],
  ["win32", { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" }, "C:\\Users\\ada\\AppData\\Local\\awesome-papers"],
  ["win32", { HOME: "/home/ada" }, undefined],
])("on %s with %j the cache is in %s", (platform, env, directory) => {
  expect(findCacheDirectory(env, platform)).toBe(directory);
});
