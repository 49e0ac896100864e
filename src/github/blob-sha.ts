import { createHash } from "node:crypto";

/** The name git gives to a file of this text. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobSha(text: string): string {
  const content = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
