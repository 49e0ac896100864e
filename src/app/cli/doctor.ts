import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { printFindings } from "./print-findings.ts";
import type { Diagnosis } from "../doctor/diagnose-deployment.ts";

export interface DoctorOptions {
  /** A list repository, which is then looked at instead of the deployment. */
  readonly dir?: string;
  readonly json?: boolean;
}

/** Looks at a deployment, or at a list repository, and says of each part whether it is right and how to mend it. */
export async function doctor({ dir, json }: DoctorOptions, io: CliIo): Promise<ExitCode> {
  const { findings, reachedGithub } = dir === undefined ? await deployment(io) : await list(dir, io);
  if (json === true) io.stdout(`${JSON.stringify({ findings }, undefined, 2)}\n`);
  else printFindings(findings, io);
  if (!reachedGithub) return exitCode.serviceFailed;
  return findings.some(({ kind }) => kind === "wrong") ? exitCode.wrongAnswer : exitCode.done;
}

async function deployment(io: CliIo): Promise<Diagnosis> {
  const { diagnoseDeployment } = await import("../doctor/diagnose-deployment.ts");
  const { readManifest } = await import("../doctor/read-manifest.ts");
  return diagnoseDeployment({
    environment: io.env,
    cwd: io.cwd,
    nodeVersion: process.versions.node,
    manifest: readManifest(),
    ask: async (settings) => {
      io.stderr(`Asking ${new URL(settings.githubApiUrl).host} …\n`);
      const { createAppClient } = await import("../../github/create-app-client.ts");
      const { gatherDeployment } = await import("../../github/gather-deployment.ts");
      return gatherDeployment(createAppClient({ ...settings, now: io.now }));
    },
    findDatabaseFailure: async (url) => {
      const { reachPostgres } = await import("../../queue/reach-postgres.ts");
      return reachPostgres(url).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
  });
}

async function list(dir: string, io: CliIo): Promise<Diagnosis> {
  const { diagnoseList } = await import("./diagnose-list.ts");
  return { findings: await diagnoseList(dir, io), reachedGithub: true };
}
