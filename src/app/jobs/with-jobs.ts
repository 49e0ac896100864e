import { openJobDesk } from "../../queue/job-desk.ts";
import type { DatabaseSettings } from "../../queue/queue-database.ts";
import type { Job } from "../job.ts";
import { askServer, NoServer } from "./ask-server.ts";
import { readControlFile } from "./control-file.ts";
import { createJobs, type Jobs } from "./jobs.ts";

/**
 * Does something with the work that is kept there. A directory belongs to the server that runs on it, so that server is
 * asked; where none runs, the directory is opened as a server would. Rejects with `CannotOpen`, `DirectoryInUse`,
 * `DatabaseFailed` or `ServerFailed`.
 *
 * @param tell what is worth knowing on the way
 */
export async function withJobs<T>(
  settings: DatabaseSettings,
  tell: (text: string) => void,
  act: (jobs: Jobs) => Promise<T>,
): Promise<T> {
  const address = settings.kind === "embedded" ? readControlFile(settings.directory) : undefined;
  if (address !== undefined) {
    try {
      return await act(askServer(address));
    } catch (error) {
      if (!(error instanceof NoServer)) throw error;
      tell(`Process ${address.pid}, which control.json names, does not answer; the directory is opened without it.`);
    }
  }
  const open = await openJobDesk<Job>(settings);
  try {
    return await act(createJobs(open.desk));
  } finally {
    await open.close();
  }
}
