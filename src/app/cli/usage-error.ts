/** The command was called wrongly, in a way that its options alone do not tell. The message says what to do instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
