import type { Subject } from "../intake/snapshot.ts";
import type { Shell } from "./shell.ts";

/** Looks at our list of what is ready. */
export async function lookAtDashboard(_shell: Shell, _subject: Subject & { kind: "dashboard" }): Promise<void> {}
