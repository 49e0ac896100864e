import { accessSync, constants, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import type { DataDirectory } from "./check-storage.ts";

/** Looks at a directory and makes nothing. @param path absolute */
export function readDataDirectory(path: string): DataDirectory {
  const stats = statsOf(path);
  if (stats === undefined) return { path, state: canMakeIn(dirname(path)) ? "missing" : "unmakeable" };
  if (!stats.isDirectory()) return { path, state: "not-a-directory" };
  return { path, state: canWrite(path) ? "writable" : "read-only" };
}

/** Whether a directory can be made there, with those that are missing above it. */
function canMakeIn(path: string): boolean {
  const stats = statsOf(path);
  if (stats === undefined) return dirname(path) !== path && canMakeIn(dirname(path));
  return stats.isDirectory() && canWrite(path);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function canWrite(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
