import type { Paper } from "../list/paper.ts";
import { type SafeText, safeText } from "./safe-text.ts";

/** Of the first code link that leads to a repository on GitHub. */
export function codeRepository({ links = [] }: Paper): SafeText | null {
  for (const { kind, url } of links) {
    if (kind !== "code") continue;
    const [, repository] =
      /^https?:\/\/(?:www\.)?github\.com\/([\w.-]{1,39}\/[\w.-]{1,100})(?:[/?#]|$)/i.exec(url) ?? [];
    if (repository !== undefined) return safeText(repository.replace(/\.git$/, ""));
  }
  return null;
}
