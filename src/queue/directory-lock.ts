import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";

/** Who has a directory: written to `lock.json` in it. */
interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** The kernel's name for the time since its start: after it a process id means another process. */
  readonly boot: string;
}

/** Another server has the directory; the message says which, and what to do. */
export class DirectoryInUse extends Error {
  readonly kind = "in-use";
}

/** The locks of this process, which has but one process id for all of them. */
const held = new Set<string>();

/**
 * Makes the directory this process's own until the lock is released; throws `DirectoryInUse` while another has it. The
 * lock of a process that is gone is taken over. On another host (or in another container) nobody can tell, so it stands.
 */
export function lockDirectory(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(resolve(directory), "lock.json");
  const mine: LockHolder = { pid: process.pid, host: hostname(), boot: readBoot() };
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(mine)}\n`, { mode: 0o600 });
  try {
    // Each turn one process takes a stale lock away; the link tells which of those that wait comes next.
    for (let turn = 0; turn < 10; turn += 1) {
      if (tryLink(draft, path)) {
        held.add(path);
        return { release: () => release(path, mine) };
      }
      const text = readLock(path);
      if (text === undefined) continue;
      const holder = parseHolder(text);
      if (held.has(path) || !isGone(holder, mine)) throw new DirectoryInUse(inUse(path, holder));
      removeStale(path, text);
    }
    throw new DirectoryInUse(inUse(path, parseHolder(readLock(path) ?? "")));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A link, unlike a file that is opened and then written, is there with all its text or not at all. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, host, boot } = JSON.parse(text) as Partial<LockHolder>;
    return typeof pid === "number" && typeof host === "string" && typeof boot === "string"
      ? { pid, host, boot }
      : undefined;
  } catch {
    return undefined;
  }
}

/** A container that starts again has the same host name and process id: that holder is we ourselves, before. */
function isGone(holder: LockHolder | undefined, mine: LockHolder): boolean {
  if (holder === undefined || holder.host !== mine.host) return false;
  return holder.boot !== mine.boot || holder.pid === mine.pid || !isAlive(holder.pid);
}

/** https://nodejs.org/api/process.html#processkillpid-signal: signal 0 asks only whether there is such a process. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes away the stale lock that was read, and no other: one that has come since goes back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readLock(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, mine: LockHolder): void {
  held.delete(path);
  const holder = parseHolder(readLock(path) ?? "");
  if (holder?.pid === mine.pid && holder.host === mine.host && holder.boot === mine.boot) rmSync(path, { force: true });
}

function inUse(path: string, holder: LockHolder | undefined): string {
  const whose = holder === undefined ? "a process that is not named in it" : `process ${holder.pid} on ${holder.host}`;
  return (
    `${path} belongs to ${whose}. A data directory is one server's: stop that server, give this one another DATA_DIR, ` +
    "or a DATABASE_URL that several can share. If that process is gone, delete the file."
  );
}

/** Linux tells it; elsewhere process ids are all there is. */
function readBoot(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}
