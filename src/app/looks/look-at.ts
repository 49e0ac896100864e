import type { Subject } from "../../intake/snapshot.ts";
import { lookAtBranch } from "./look-at-branch.ts";
import { lookAtCommit } from "./look-at-commit.ts";
import { lookAtDashboard } from "./look-at-dashboard.ts";
import { lookAtIssue } from "./look-at-issue.ts";
import { lookAtPull } from "./look-at-pull.ts";
import type { Shell } from "./shell.ts";

/** Looks at any subject. */
export async function lookAt(shell: Shell, subject: Subject): Promise<void> {
  switch (subject.kind) {
    case "issue":
      return lookAtIssue(shell, subject);
    case "pull":
      return lookAtPull(shell, subject);
    case "commit":
      return lookAtCommit(shell, subject);
    case "branch":
      await lookAtBranch(shell, subject);
      return;
    case "dashboard":
      return lookAtDashboard(shell, subject);
  }
}
