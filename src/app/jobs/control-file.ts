import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where a server can be asked by who may read its data directory. */
export interface ControlAddress {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly token: string;
  /** The server's process. */
  readonly pid: number;
}

const nameOf = (directory: string): string => join(directory, "control.json");

/** Whole or not at all, for its owner's eyes only. Returns how to take it away. */
export function writeControlFile(directory: string, address: ControlAddress): () => void {
  const path = nameOf(directory);
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(address)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(draft, path);
  return () => rmSync(path, { force: true });
}

/** Undefined where no server has written it, or it is none of ours. */
export function readControlFile(directory: string): ControlAddress | undefined {
  try {
    const { port, token, pid } = JSON.parse(readFileSync(nameOf(directory), "utf8")) as Partial<ControlAddress>;
    return typeof port === "number" && typeof token === "string" && typeof pid === "number"
      ? { port, token, pid }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
