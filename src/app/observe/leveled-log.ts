/** As pino has it: fields, then words. */
export type LeveledLog = Readonly<Record<"debug" | "info" | "warn" | "error", (fields: object, words: string) => void>>;
