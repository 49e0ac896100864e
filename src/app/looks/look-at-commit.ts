import { applyCheckRun } from "../../github/apply-check-run.ts";
import { gatherCommit } from "../../github/gather-commit.ts";
import type { Subject } from "../../intake/snapshot.ts";
import type { Shell } from "./shell.ts";

/** Answers the check run of a commit that a merge queue waits for, or that is the head of a proposal of ours. */
export async function lookAtCommit(shell: Shell, { repository, sha }: Subject & { kind: "commit" }): Promise<void> {
  const { github, words } = shell;
  const look = await gatherCommit(github, repository, sha, { packagedTemplates: words.packaged });
  switch (look.kind) {
    case "not-ours":
    case "answered":
      return;
    case "pulls":
      for (const number of look.numbers) shell.lookLater({ kind: "pull", repository, number, recheck: sha });
      return;
    case "commit": {
      const { problems, listPath } = look;
      const isBroken = problems.some(({ severity }) => severity === "error");
      const output = await words.checkRun(problems, listPath);
      const conclusion = isBroken ? "failure" : "success";
      await applyCheckRun(github, repository, { sha, conclusion, problems, listPath, ...output });
    }
  }
}
