export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** What was answered; 0 where the connection was cut. */
  readonly status: number;
  readonly by: "app" | "person";
  /** Not about the list at all: the App's token, its installations. */
  readonly bookkeeping: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly body?: unknown;
}

/** What the App asks to be somebody at all. */
export function isBookkeeping(path: string): boolean {
  return /^\/app(?:\/|$)|^\/repos\/[^/]+\/[^/]+\/installation$/u.test(path);
}
