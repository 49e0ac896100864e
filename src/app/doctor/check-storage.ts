import type { Finding } from "./finding.ts";

/** The directory of the embedded database as it was found. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** `missing`: it can be made, since the directory above can be written; `unmakeable`: it cannot. */
  readonly state: "writable" | "read-only" | "not-a-directory" | "missing" | "unmakeable";
}

/** What a DATABASE_URL that is right says; nobody is asked. */
export function checkDatabaseUrl(text: string): Finding {
  const { host } = new URL(text);
  const message = `DATABASE_URL names a Postgres at ${host === "" ? "this machine" : host}; it was not asked.`;
  return { kind: "right", about: "storage", message };
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
