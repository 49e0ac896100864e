import type { Metadata } from "../../metadata/metadata.ts";

/** All that a command sees of the world around it, so that tests run it in this very process. */
export interface CliIo {
  /** Results, and nothing else. */
  readonly stdout: (text: string) => void;
  /** Progress and wrong usage. */
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  /** Whether a person reads standard output as it comes. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Who is asked about papers; where nothing is said, the services that `env` names. */
  readonly metadata?: Metadata;
}
