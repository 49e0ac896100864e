import { memoryOf } from "../github/repository-memory.ts";
import type { Subject } from "../intake/snapshot.ts";
import type { LookTools } from "./looks/do-look.ts";

/**
 * Asks for the look that an event is a hint to; resolves when that is stored. A push waits for further merges, so that they
 * become one regeneration; how long is the list's own choice.
 */
export async function lookAfterEvent(
  { memory, add }: Pick<LookTools, "memory" | "add">,
  installationId: number,
  subject: Subject,
): Promise<void> {
  if (subject.kind === "issue" || subject.kind === "dashboard") return add(installationId, subject);
  const known = memoryOf(memory, subject.repository);
  if (subject.recheck !== undefined) known.rechecks.set(subject.recheck, true);
  if (subject.kind !== "branch" || subject.recheck !== undefined) return add(installationId, subject);
  if (subject.pushed !== undefined && subject.pushed === known.committed) {
    // The echo of our own commit; a second push of it is somebody who went back to it.
    known.committed = undefined;
    return;
  }
  await add(installationId, subject, { delay: known.regenerateAfter * 1000 });
}
