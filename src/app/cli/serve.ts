import { once } from "node:events";
import { parseSettings } from "../settings.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { problemText } from "./print-problems.ts";

/** Runs the server until it is told to stop. */
export async function serveCommand(io: CliIo): Promise<ExitCode> {
  const settings = parseSettings(io.env);
  if (!settings.ok) {
    for (const problem of settings.problems) io.stdout(`${problemText(problem)}\n`);
    return exitCode.wrongUsage;
  }
  const [{ startServer }, { startTraces }] = await Promise.all([
    import("../server.ts"),
    import("../observe/traces.ts"),
  ]);
  const traces = await startTraces(io.env, (words) => io.stderr(`Traces: ${words}\n`));
  const server = await startServer(settings.value).catch(nameAddress);
  io.stderr(`Taking webhooks at ${server.webhookUrl}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  io.stderr("Stopping.\n");
  // A container is killed after ten; a database that is away is not waited for so long.
  setTimeout(() => process.exit(), 9_500).unref();
  await server.close();
  await traces.stop();
  // What could not be finished in its time is stored, and is begun anew; it need not hold up the end.
  setTimeout(() => process.exit(), 500).unref();
  return exitCode.done;
}

/** What the system says of an address does not name the settings that it comes from. */
class CannotListen extends Error {
  readonly kind = "outage";
}

function nameAddress(error: unknown): never {
  const { syscall, message } = error as NodeJS.ErrnoException;
  if (syscall !== "listen" && syscall !== "getaddrinfo") throw error;
  const remedy = "Set HOST to an address of this machine, and PORT to one that is free and open to this account.";
  throw new CannotListen(`It cannot take webhooks: ${message}. ${remedy}`, { cause: error });
}
