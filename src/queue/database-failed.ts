/** The database cannot be reached, or refuses us; the message has its words. */
export class DatabaseFailed extends Error {
  readonly kind = "outage";

  /** @param where the setting or directory that a person may have to change */
  constructor(where: string, cause: unknown) {
    super(`The database of ${where} cannot be used: ${wordsOf(cause)}`, { cause });
  }
}

/** A host of several addresses fails with an error for each, in one without words. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
