import { createDurableQueue, type DurableQueueOptions } from "../queue/durable-queue.ts";
import { openQueueDatabase, type DatabaseSettings } from "../queue/queue-database.ts";
import { createSubjectQueue, type SubjectQueue, type SubjectQueueOptions } from "../queue/subject-queue.ts";

/** In memory a restart forgets what waits: for the demo and for tests, which need no directory then. */
export type QueueSettings = DatabaseSettings | { readonly kind: "memory" };

/** Throws `DirectoryInUse` or `DatabaseFailed` where the queue cannot be opened. */
export async function openQueue<Item extends object>(
  settings: QueueSettings,
  options: SubjectQueueOptions<Item> & Pick<DurableQueueOptions<Item>, "lostAfter">,
  onDatabaseError: (error: unknown) => void,
): Promise<SubjectQueue<Item>> {
  if (settings.kind === "memory") return createSubjectQueue(options);
  const database = await openQueueDatabase(settings, onDatabaseError);
  return createDurableQueue({ ...options, database, onDatabaseError });
}
