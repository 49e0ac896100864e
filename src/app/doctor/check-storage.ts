import type { Finding } from "./finding.ts";

/** The directory of the embedded database as it was found. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** `missing`: it can be made, since the directory above can be written; `unmakeable`: it cannot. */
  readonly state: "writable" | "read-only" | "not-a-directory" | "missing" | "unmakeable";
}

/** @param failure why the Postgres that a right DATABASE_URL names cannot be used; undefined where it can */
export function checkDatabase(url: string, failure: string | undefined): Finding {
  const { host } = new URL(url);
  const about = "storage";
  const where = `the Postgres at ${host === "" ? "this machine" : host}`;
  if (failure === undefined) return { kind: "right", about, message: `${where} answers.` };
  const remedy = "Look at its address, account and password in DATABASE_URL, and let this machine reach it.";
  return { kind: "wrong", about, message: `${where}: ${failure}`, remedy };
}

export function checkDataDirectory({ path, state }: DataDirectory): Finding {
  const wrong = (message: string, remedy: string): Finding => ({ kind: "wrong", about: "storage", message, remedy });
  switch (state) {
    case "writable":
      return { kind: "right", about: "storage", message: `${path} can be written.` };
    case "missing":
      return { kind: "right", about: "storage", message: `${path} is not there yet and can be made.` };
    case "read-only":
      return wrong(`${path} cannot be written.`, `Run \`chown\` for the server's account on ${path}, or set DATA_DIR.`);
    case "not-a-directory":
      return wrong(`${path} is not a directory.`, "Set DATA_DIR to a directory of its own.");
    case "unmakeable":
      return wrong(
        `${path} is not there and cannot be made.`,
        `Make it for the server's account, as systemd's StateDirectory= or a volume does, and set DATA_DIR to it.`,
      );
  }
}
