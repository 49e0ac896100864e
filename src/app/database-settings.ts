import type { Problem, Result } from "../list/problem.ts";
import type { DatabaseSettings } from "../queue/queue-database.ts";

/** Where work is kept: what DATABASE_URL names, else DATA_DIR. */
export function parseDatabaseSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Result<DatabaseSettings> {
  const url = read("DATABASE_URL");
  if (url === undefined) return { ok: true, value: { kind: "embedded", directory: read("DATA_DIR") ?? "./data" } };
  if (isPostgres(URL.parse(url))) return { ok: true, value: { kind: "postgres", url } };
  const problem: Problem = {
    code: "wrong-value",
    severity: "error",
    field: "DATABASE_URL",
    message: "DATABASE_URL must be the address of a Postgres database, with %-escapes in the password.",
    example: "DATABASE_URL=postgres://user:password@host:5432/database",
  };
  return { ok: false, problems: [problem] };

  function read(name: string): string | undefined {
    const value = environment[name]?.trim();
    return value === "" ? undefined : value;
  }
}

function isPostgres(url: URL | null): boolean {
  return url !== null && /^postgres(?:ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}
